// Scrolls to an event by its sequence number, whatever the filter hides: waits until the count is final, finds the index,
// and shows the row. The latest target wins.

import { useEffect, useMemo, useRef, useState } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { EventRow } from '../../../core/run/run.ts'
import type { Log } from '../data/use-log.ts'
import type { LogCursor } from '../selection/use-log-cursor.ts'
import { slotOf } from './slots.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'

export type Target = {
  readonly seq: number
  /** What to do with the row: scroll it to the top or the middle, select it, or select and open it. */
  readonly how: 'top' | 'middle' | 'select' | 'open'
  /**
   * What to do where the filter hides the event: go to the nearest row; go to the next or previous row and notify; clear
   * the selection; or remove the filter.
   */
  readonly hidden: 'nearest' | 'notify-next' | 'notify-previous' | 'deselect' | 'unfilter'
}

type Deps = {
  readonly log: Log
  readonly scroll: VirtualScroll
  readonly cursor: LogCursor
  readonly filter: RowFilter
  readonly notify: (text: string) => void
  /** Removes a part of the filter; false where there is none. */
  readonly lift: () => boolean
  /** Shows the events of a row of joined ones one by one, which is another filter. */
  readonly expand: (row: EventRow) => void
}

export type GoToEvent = {
  /** Goes to `target`; null cancels. */
  readonly go: (target: Target | null) => void
  /** Goes there unless it is already going somewhere. */
  readonly goIfIdle: (target: Target) => void
}

/** Goes to events of `deps.log`. */
export function useGoToEvent(deps: Deps): GoToEvent {
  const [target, setTarget] = useState<Target | null>(null)
  const latest = useRef(deps)
  latest.current = deps
  const { log, filter } = deps
  const { find, fetch, complete, total } = log
  const ready = complete && total !== null

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is a reason to search again
  useEffect(() => {
    if (target === null || !ready) return
    let stopped = false
    // A newer target may be set and not drawn yet: it is not this one's to clear.
    const clear = () => setTarget((known) => (known === target ? null : known))
    const go = async () => {
      const index = await find(target.seq)
      const count = latest.current.log.total ?? 0
      const last = Math.max(0, Math.min(index, count - 1))
      const first = Math.max(0, last - 1)
      const rows = count === 0 ? [] : await fetch(first, 2)
      if (stopped) return
      const held = rows.findIndex((row) => holds(row, target.seq))
      const holder = rows[held]
      const isThere = holder !== undefined
      if (holder !== undefined && holder.seq !== target.seq && target.hidden === 'unfilter')
        return latest.current.expand(holder)
      if (!isThere && target.hidden === 'unfilter' && latest.current.lift()) return
      clear()
      if (count > 0) showTarget(target, isThere ? first + held : last, isThere, latest.current)
    }
    go().catch(() => {
      if (!stopped) clear()
    })
    return () => {
      stopped = true
    }
  }, [target, ready, find, fetch, filter])

  return useMemo(
    () => ({
      go: (next) => setTarget(next),
      goIfIdle: (next) => setTarget((known) => known ?? next),
    }),
    [],
  )
}

/** Whether event `seq` is the row's own, or one of those that it joins. */
function holds(row: EventRow, seq: number): boolean {
  return row.seq <= seq && seq <= (row.until ?? row.seq)
}

function showTarget(target: Target, found: number, isThere: boolean, deps: Deps): void {
  const { log, scroll, cursor, notify } = deps
  const { seq, how, hidden } = target
  const back = !isThere && hidden === 'notify-previous' && found > 0
  const index = back ? found - 1 : found
  if (!isThere && (hidden === 'notify-next' || hidden === 'notify-previous')) {
    const which = back ? 'the one before it that does' : 'the next one that does'
    notify(`Event ${seq.toLocaleString('en-US')} does not pass the filter: this is ${which}.`)
  }
  const slot = slotOf(index, log.placed)
  // The lines before the first row are shown with it.
  if (how === 'top') scroll.toRow(index === 0 ? 0 : slot)
  else scroll.revealInMiddle(slot)
  if (how === 'top' || how === 'middle') return
  if (isThere || hidden !== 'deselect') cursor.move(index, false)
  if (how === 'open') cursor.setOpened(true)
  else if (!isThere && hidden === 'deselect') cursor.setOpened(false)
}
