// Keeps the position when the filter changes: at the active row if it is visible, else at the event at the upper edge. While
// following, it goes on following.

import { useEffect, useRef } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { Log } from '../data/use-log.ts'
import type { LogCursor } from '../selection/use-log-cursor.ts'
import { indexAt, seqOf } from './log-positions.ts'
import { slotOf } from './slots.ts'
import type { Target } from './use-go-to-event.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'

type Deps = {
  readonly log: Log
  readonly scroll: VirtualScroll
  readonly cursor: LogCursor
  readonly filter: RowFilter
  readonly goToIfIdle: (target: Target) => void
}

/** Remembers the position with every render, and goes back to it when the filter has changed. */
export function useRestorePosition({ log, scroll, cursor, filter, goToIfIdle }: Deps): void {
  const position = useRef<Target | null>(null)
  const before = useRef(filter)
  useEffect(() => {
    if (before.current !== filter) {
      before.current = filter
      if (position.current?.how !== 'select') cursor.setOpened(false)
      if (position.current !== null) goToIfIdle(position.current)
    } else if (log.pages !== null && log.total !== null) position.current = positionOf(log, scroll, cursor)
  })
}

function positionOf(log: Log, scroll: VirtualScroll, { active }: LogCursor): Target | null {
  const slot = active === null ? -1 : slotOf(active, log.placed)
  const under =
    active !== null && slot >= scroll.top - 1 && slot <= scroll.bottom + 1 ? seqOf(active, log) : null
  if (under !== null) return { seq: under, how: 'select', hidden: 'deselect' }
  const upper = scroll.following ? null : seqOf(indexAt(scroll.top, log), log)
  return upper === null ? null : { seq: upper, how: 'top', hidden: 'nearest' }
}
