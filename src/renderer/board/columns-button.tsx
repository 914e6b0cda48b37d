// The button that opens the choice of columns; alone until that is loaded.

import { Columns3 } from 'lucide-react'
import type { ComponentProps, ReactElement } from 'react'
import { Button } from '../ui/button.tsx'
import { wordClass } from './sort-button.tsx'

/** Properties are the button's. */
export function ColumnsButton(props: ComponentProps<typeof Button>): ReactElement {
  return (
    <Button variant="quiet" size="small" title="Columns and their order" {...props}>
      <Columns3 aria-hidden="true" size={13} />
      <span className={wordClass}>Columns</span>
    </Button>
  )
}
