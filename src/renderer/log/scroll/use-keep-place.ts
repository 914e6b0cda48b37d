// Another filter shows other rows, and the person should still stand where they stood: at the row under the cursor if it is
// in sight, or else at the event that was at the upper edge. Who follows the newest goes on following.

import { useEffect, useRef } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { Log } from '../data/use-log.ts'
import type { LogCursor } from '../selection/use-log-cursor.ts'
import { indexAt, seqOf } from './log-places.ts'
import { slotOf } from './slots.ts'
import type { Target } from './use-arrival.ts'
import type { GiantScroll } from './use-giant-scroll.ts'

type Deps = {
  readonly log: Log
  readonly scroll: GiantScroll
  readonly cursor: LogCursor
  readonly filter: RowFilter
  readonly keep: (target: Target) => void
}

/** Remembers the place with every draw, and asks for it when the filter has changed. */
export function useKeepPlace({ log, scroll, cursor, filter, keep }: Deps): void {
  const place = useRef<Target | null>(null)
  const before = useRef(filter)
  useEffect(() => {
    if (before.current !== filter) {
      before.current = filter
      if (place.current?.how !== 'select') cursor.setOpened(false)
      if (place.current !== null) keep(place.current)
    } else if (log.pages !== null && log.total !== null) place.current = placeOf(log, scroll, cursor)
  })
}

function placeOf(log: Log, scroll: GiantScroll, { active }: LogCursor): Target | null {
  const slot = active === null ? -1 : slotOf(active, log.placed)
  const under =
    active !== null && slot >= scroll.top - 1 && slot <= scroll.bottom + 1 ? seqOf(active, log) : null
  if (under !== null) return { seq: under, how: 'select', hidden: 'let-go' }
  const upper = scroll.following ? null : seqOf(indexAt(scroll.top, log), log)
  return upper === null ? null : { seq: upper, how: 'top', hidden: 'near' }
}
