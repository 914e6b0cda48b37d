// The cursor of a log: the selection, whose head is the active row, and whether that row is opened. Indexes are those of one
// filter; another filter clears the selection.

import { useCallback, useMemo, useState } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import { everything, extended, type Selection } from './selection.ts'

export type LogCursor = {
  readonly selection: Selection | null
  /** The index of the active row. */
  readonly active: number | null
  /** The active row is shown in the event panel. */
  readonly opened: boolean
  /** Moves the cursor to the row at `index`; `extend` selects all rows on the way there. */
  readonly move: (index: number, extend: boolean) => void
  readonly setOpened: (opened: boolean) => void
  /** Selects all rows, or those around the cursor where they are too many. */
  readonly selectAll: () => void
  /** Selects the active row only. */
  readonly collapse: () => void
  readonly clear: () => void
}

type Held = { readonly of: RowFilter; readonly selection: Selection | null }

/** The cursor in the `total` rows that pass `filter`. */
export function useLogCursor(filter: RowFilter, total: number): LogCursor {
  const [held, setHeld] = useState<Held>({ of: filter, selection: null })
  const [opened, setOpened] = useState(false)
  const selection = held.of === filter ? held.selection : null

  const change = useCallback(
    (next: (known: Selection | null) => Selection | null) =>
      setHeld((known) => ({ of: filter, selection: next(known.of === filter ? known.selection : null) })),
    [filter],
  )
  const move = useCallback(
    (index: number, extend: boolean) =>
      change((known) =>
        extend && known !== null ? extended(known.anchor, index, total) : { anchor: index, head: index },
      ),
    [change, total],
  )
  const selectAll = useCallback(
    () => change((known) => everything(total, known?.head ?? total - 1)),
    [change, total],
  )
  const collapse = useCallback(
    () => change((known) => (known === null ? null : { anchor: known.head, head: known.head })),
    [change],
  )
  const clear = useCallback(() => change(() => null), [change])

  return useMemo(
    () => ({
      selection,
      active: selection?.head ?? null,
      opened,
      move,
      setOpened,
      selectAll,
      collapse,
      clear,
    }),
    [selection, opened, move, selectAll, collapse, clear],
  )
}
