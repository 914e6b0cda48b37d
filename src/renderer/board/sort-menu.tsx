// The orders of the board, as a menu.

import type { ReactElement } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { type Sort, sortLabels, sorts } from '../store/view-store.ts'
import { Menu, MenuChoice } from '../ui/menu.tsx'
import { SortButton } from './sort-button.tsx'

/** The menu with its button; `sort` is the present order. */
export function SortMenu({ sort }: { readonly sort: Sort }): ReactElement {
  const { view } = useDesk()
  return (
    <Menu trigger={<SortButton sort={sort} />}>
      {sorts.map((one) => (
        <MenuChoice key={one} checked={one === sort} onSelect={() => view.setState({ sort: one })}>
          {sortLabels[one]}
        </MenuChoice>
      ))}
    </Menu>
  )
}
