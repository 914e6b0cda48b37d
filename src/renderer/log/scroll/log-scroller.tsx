// The density strip as the scroll bar of the list beside it: it is told what is in sight, and brings into sight what it is
// asked for. While it is dragged through a filtered log the place is about right; where it is let go it is exact.

import type { ReactElement } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import { formatTime } from '../../ui/format-time.ts'
import type { Log } from '../data/use-log.ts'
import { DensityStrip } from './density-strip.tsx'
import { aboutIndexOf, aboutSeqOf, indexAt } from './log-places.ts'
import { slotOf } from './slots.ts'
import type { Target } from './use-arrival.ts'
import { useDensity } from './use-density.ts'
import type { GiantScroll } from './use-giant-scroll.ts'

type Props = {
  readonly run: RunSummary
  readonly log: Log
  readonly scroll: GiantScroll
  readonly filter: RowFilter
  readonly controls: string
  readonly go: (target: Target | null) => void
}

/** The strip beside the list; nothing while there is no event. */
export function LogScroller({ run, log, scroll, filter, controls, go }: Props): ReactElement | null {
  const known = useDensity(run)
  if (run.events === 0) return null
  const strip = known ?? { events: run.events, buckets: [] }
  const first = aboutSeqOf(indexAt(scroll.top, log), log, strip.events)
  const last = aboutSeqOf(Math.max(0, indexAt(scroll.bottom, log)), log, strip.events)
  const at = log.pages?.row(indexAt(scroll.top, log))?.at

  function seek(seq: number, ended: boolean): void {
    if (seq >= strip.events) {
      go(null)
      scroll.toEnd()
      return
    }
    const index = aboutIndexOf(seq, log, strip, filter)
    scroll.toMiddle(slotOf(index, log.placed))
    const exact = filter.pings && filter.query === ''
    go(ended && !exact ? { seq, how: 'middle', hidden: 'near' } : null)
  }
  return (
    <DensityStrip
      strip={strip}
      sight={[first, Math.max(first, last)]}
      at={at === undefined ? '' : formatTime(at)}
      onSeek={seek}
      controls={controls}
    />
  )
}
