// What is on the board while runs are selected: the bar in the toolbar's place, its keys, and the menu under the pointer.

import type { ReactElement } from 'react'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { SelectionBar } from '../select/selection-bar.tsx'
import { SelectionMenu } from '../select/selection-menu.tsx'
import type { BoardEntry } from '../store/board-groups.ts'
import { type Selected, selectedOf } from '../store/selection.ts'
import { focusBoard } from './board-cursor.ts'
import { SelectedKeys } from './selected-keys.tsx'
import { selectAll, selectNothing } from './selecting.ts'

type Props = {
  readonly entries: readonly BoardEntry[]
  /** Where the menu is open; null: it is not. */
  readonly menu: { readonly x: number; readonly y: number } | null
  readonly onMenuClosed: () => void
}

/** The bar and the menu for what is selected of `entries`. */
export function BoardSelection({ entries, menu, onMenuClosed }: Props): ReactElement {
  const desk = useDesk()
  const selected = useSelected(entries)
  return (
    <>
      <SelectedKeys />
      <SelectionBar
        selected={selected}
        inView={new Set(entries.filter((entry) => typeof entry === 'number')).size}
        onAll={() => selectAll(desk)}
        onNone={() => {
          selectNothing(desk)
          focusBoard()
        }}
      />
      {menu !== null && (
        <SelectionMenu
          key={`${menu.x} ${menu.y}`}
          at={menu}
          selected={selected}
          onClosed={() => {
            onMenuClosed()
            focusBoard()
          }}
        />
      )}
    </>
  )
}

/** The selected runs, as they are; the same while none of them changes. */
function useSelected(entries: readonly BoardEntry[]): Selected {
  const selection = useView((state) => state.selection)
  const runs = useLive((state) => selectedOf(selection, entries, state.runs).runs)
  const elsewhere = useLive((state) => selectedOf(selection, entries, state.runs).elsewhere)
  return { runs, elsewhere }
}
