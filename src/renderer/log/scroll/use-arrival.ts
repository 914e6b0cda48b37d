// Getting to an event of a log by its sequence number, whatever the filter lets through: it waits until the count is final,
// finds the place, and brings the row there. The latest wish is the one that counts.

import { useEffect, useMemo, useRef, useState } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { Log } from '../data/use-log.ts'
import type { LogCursor } from '../selection/use-log-cursor.ts'
import { slotOf } from './slots.ts'
import type { GiantScroll } from './use-giant-scroll.ts'

export type Target = {
  readonly seq: number
  /** What is done with the row: put at the upper edge, brought to the middle, selected, or opened as well. */
  readonly how: 'top' | 'middle' | 'select' | 'open'
  /**
   * Where the filter leaves the event out: the next row will do; the next one that way will do and it is said; nothing is
   * selected; or the filter is lifted.
   */
  readonly hidden: 'near' | 'say-next' | 'say-previous' | 'let-go' | 'lift'
}

type Deps = {
  readonly log: Log
  readonly scroll: GiantScroll
  readonly cursor: LogCursor
  readonly filter: RowFilter
  readonly say: (text: string) => void
  /** Takes away a part of what hides rows; false where nothing does. */
  readonly lift: () => boolean
}

export type Arrival = {
  /** Null gives up what it was on the way to. */
  readonly go: (target: Target | null) => void
  /** Goes there unless it is on the way to somewhere else. */
  readonly keep: (target: Target) => void
}

/** The ways to an event of `deps.log`. */
export function useArrival(deps: Deps): Arrival {
  const [target, setTarget] = useState<Target | null>(null)
  const latest = useRef(deps)
  latest.current = deps
  const { log, filter } = deps
  const { find, fetch, complete, total } = log
  const ready = complete && total !== null

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is the reason to look again
  useEffect(() => {
    if (target === null || !ready) return
    let stopped = false
    const arrive = async () => {
      const index = await find(target.seq)
      const count = latest.current.log.total ?? 0
      const place = Math.max(0, Math.min(index, count - 1))
      const [row] = count === 0 ? [] : await fetch(place, 1)
      if (stopped) return
      const isThere = row?.seq === target.seq
      if (!isThere && target.hidden === 'lift' && latest.current.lift()) return
      setTarget(null)
      if (row !== undefined) land(target, place, isThere, latest.current)
    }
    arrive().catch(() => {
      if (!stopped) setTarget(null)
    })
    return () => {
      stopped = true
    }
  }, [target, ready, find, fetch, filter])

  return useMemo(
    () => ({
      go: (next) => setTarget(next),
      keep: (next) => setTarget((known) => known ?? next),
    }),
    [],
  )
}

function land(target: Target, found: number, isThere: boolean, deps: Deps): void {
  const { log, scroll, cursor, say } = deps
  const { seq, how, hidden } = target
  const back = !isThere && hidden === 'say-previous' && found > 0
  const index = back ? found - 1 : found
  if (!isThere && (hidden === 'say-next' || hidden === 'say-previous')) {
    const which = back ? 'the one before it that does' : 'the next one that does'
    say(`Event ${seq.toLocaleString('en-US')} does not pass the filter: this is ${which}.`)
  }
  const slot = slotOf(index, log.placed)
  // The lines before the first row belong to the start as well.
  if (how === 'top') scroll.toRow(index === 0 ? 0 : slot)
  else scroll.centre(slot)
  if (how === 'top' || how === 'middle') return
  if (isThere || hidden !== 'let-go') cursor.move(index, false)
  if (how === 'open') cursor.setOpened(true)
  else if (!isThere && hidden === 'let-go') cursor.setOpened(false)
}
