// The orders of the board and what its runs are grouped by, as a menu.

import type { ReactElement } from 'react'
import type { GroupBy } from '../../core/contract/board-settings.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { type Sort, sortLabels, sorts } from '../store/view-store.ts'
import { Menu, MenuChoice, MenuGroup, MenuItem } from '../ui/menu.tsx'
import { SortButton } from './sort-button.tsx'
import type { GroupsOf } from './use-board-entries.ts'

const groupLabels: Readonly<Record<GroupBy, string>> = {
  none: 'Nothing',
  server: 'Server',
  kind: 'Kind',
  tag: 'Tag',
  job: 'Job state',
  connection: 'Connection',
  client: 'Client',
}
const groupings = Object.keys(groupLabels) as readonly GroupBy[]

/** The menu with its button; `sort` is the present order, `groupsOf` gives the groups that can be folded. */
export function SortMenu({
  sort,
  groupsOf,
}: {
  readonly sort: Sort
  readonly groupsOf: GroupsOf
}): ReactElement {
  const { view, live, actions } = useDesk()
  const by = useLive((state) => state.settings.board.group)
  const foldAll = (fold: boolean) => {
    const keys = groupsOf(live.getState()).flatMap(({ key }) => key ?? [])
    const others = live.getState().settings.board.folded.filter((key) => !keys.includes(key))
    void actions.setFolded(fold ? [...others, ...keys] : others)
  }
  return (
    <Menu trigger={<SortButton sort={sort} />}>
      <MenuGroup title="Order">
        {sorts.map((one) => (
          <MenuChoice key={one} checked={one === sort} onSelect={() => view.setState({ sort: one })}>
            {sortLabels[one]}
          </MenuChoice>
        ))}
      </MenuGroup>
      <MenuGroup title="Group by">
        {groupings.map((one) => (
          <MenuChoice key={one} checked={one === by} onSelect={() => void actions.setBoard({ group: one })}>
            {groupLabels[one]}
          </MenuChoice>
        ))}
      </MenuGroup>
      <MenuGroup title="Groups">
        <MenuItem onSelect={() => foldAll(true)}>
          <span className="w-3" />
          Fold all
        </MenuItem>
        <MenuItem onSelect={() => foldAll(false)}>
          <span className="w-3" />
          Unfold all
        </MenuItem>
      </MenuGroup>
    </Menu>
  )
}
