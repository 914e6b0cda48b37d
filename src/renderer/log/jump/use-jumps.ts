// Jumps in a log: to a time, or to the next or previous error, warning, gap or attempt from the present position. The engine
// finds them, because the window holds only some of the rows.

import { useCallback, useMemo, useRef } from 'react'
import type { Findable } from '../../../core/contract/calls/log.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { errorMessage } from '../../store/client.ts'
import { formatFullTime } from '../../ui/format-time.ts'
import type { Log } from '../data/use-log.ts'
import { estimateSeq, indexAt } from '../scroll/log-positions.ts'
import { slotOf } from '../scroll/slots.ts'
import type { Target } from '../scroll/use-go-to-event.ts'
import type { VirtualScroll } from '../scroll/use-virtual-scroll.ts'
import type { LogCursor } from '../selection/use-log-cursor.ts'

type Direction = 'next' | 'previous'
type Landmark = Exclude<Findable, 'time'>

export type Jumps = {
  readonly toLandmark: (what: Landmark, direction: Direction) => void
  readonly toTime: (at: number) => void
  /** The time of the present position, epoch ms. */
  readonly moment: () => number
}

type Deps = {
  readonly run: RunSummary
  readonly log: Log
  readonly scroll: VirtualScroll
  readonly cursor: LogCursor
  readonly go: (target: Target) => void
  /** Gives the list the focus, so that the row is read out and the next keys are its own. */
  readonly focus: () => void
}

/** The jumps in the log of `deps.run`. Where there is no target, a notice says so. */
export function useJumps(deps: Deps): Jumps {
  const { client, notices } = useDesk()
  const latest = useRef(deps)
  latest.current = deps

  const toLandmark = useCallback(
    async (what: Landmark, direction: Direction) => {
      const { run, go, focus } = latest.current
      const from = origin(latest.current, direction)
      try {
        const { seq } = await client.call('log.find', { run: run.id, from, direction, what, at: null })
        if (seq === null) return notices.show(formatNotFound(what, direction))
        const isEvent = what === 'error' || what === 'warning'
        go({ seq, how: 'select', hidden: isEvent ? `notify-${direction}` : 'nearest' })
        focus()
      } catch (thrown) {
        notices.show(errorMessage(thrown), 'bad')
      }
    },
    [client, notices],
  )

  const toTime = useCallback(
    async (at: number) => {
      const { run, go } = latest.current
      try {
        const question = { run: run.id, from: 0, direction: 'next', what: 'time', at } as const
        const { seq } = await client.call('log.find', question)
        if (seq === null)
          notices.show(`No event arrived at ${formatFullTime(at)} or later: this is the last one.`)
        go({ seq: seq ?? Math.max(1, run.events), how: 'select', hidden: 'nearest' })
      } catch (thrown) {
        notices.show(errorMessage(thrown), 'bad')
      }
    },
    [client, notices],
  )

  const moment = useCallback(() => {
    const { run, log, scroll, cursor } = latest.current
    const row = log.pages?.row(cursor.active ?? indexAt(scroll.top, log))
    return row?.at ?? run.lastEventAt ?? run.createdAt
  }, [])
  return useMemo(() => ({ toLandmark, toTime, moment }), [toLandmark, toTime, moment])
}

function formatNotFound(what: Landmark, direction: Direction): string {
  return `There is no ${what} ${direction === 'next' ? 'after' : 'before'} this place.`
}

/** The sequence number to search from: that of the active row if it is visible, else of the edge of the visible rows. */
function origin({ run, log, scroll, cursor: { active } }: Deps, direction: Direction): number {
  if (active !== null) {
    const slot = slotOf(active, log.placed)
    if (slot >= scroll.first && slot <= scroll.last) return estimateSeq(active, log, run.events)
  }
  if (direction === 'previous') {
    if (scroll.following) return run.events + 1
    return estimateSeq(indexAt(scroll.top, log), log, run.events)
  }
  return Math.max(0, estimateSeq(indexAt(scroll.top, log), log, run.events) - 1)
}
