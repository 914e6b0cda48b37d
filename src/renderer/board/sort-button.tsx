// The button that opens the menu of orders; alone until the menu is loaded.

import { ArrowUpDown } from 'lucide-react'
import type { ComponentProps, ReactElement } from 'react'
import { type Sort, sortLabels } from '../store/view-store.ts'
import { Button } from '../ui/button.tsx'

/** On a narrow board the icon says it alone. */
export const wordClass = '@max-[520px]/board:sr-only'

/** Says the order `sort`; further properties are the button's. */
export function SortButton({
  sort,
  ...rest
}: { readonly sort: Sort } & ComponentProps<typeof Button>): ReactElement {
  return (
    <Button variant="quiet" size="small" title="Order" aria-label={`Order: ${sortLabels[sort]}`} {...rest}>
      <ArrowUpDown aria-hidden="true" size={13} />
      <span className={wordClass}>{sortLabels[sort]}</span>
    </Button>
  )
}
