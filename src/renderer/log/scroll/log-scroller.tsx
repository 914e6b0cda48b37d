// Connects the density strip and the list: it shows what is visible, and scrolls the list. While dragging in a filtered log
// the position is estimated; on release it is exact.

import type { ReactElement } from 'react'
import type { RowFilter } from '../../../core/contract/contract.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import { formatTime } from '../../ui/format-time.ts'
import type { Log } from '../data/use-log.ts'
import { DensityStrip } from './density-strip.tsx'
import { estimateIndex, estimateSeq, indexAt } from './log-positions.ts'
import { slotOf } from './slots.ts'
import { useDensity } from './use-density.ts'
import type { Target } from './use-go-to-event.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'

type Props = {
  readonly run: RunSummary
  readonly log: Log
  readonly scroll: VirtualScroll
  readonly filter: RowFilter
  /** The event at the moment that is looked at; null for the present. */
  readonly past: number | null
  readonly controls: string
  readonly go: (target: Target | null) => void
}

/** The strip beside the list; nothing while there is no event. */
export function LogScroller({ run, log, scroll, filter, past, controls, go }: Props): ReactElement | null {
  const known = useDensity(run)
  if (run.events === 0) return null
  const strip = known ?? { events: run.events, buckets: [] }
  const first = estimateSeq(indexAt(scroll.top, log), log, strip.events)
  const last = estimateSeq(Math.max(0, indexAt(scroll.bottom, log)), log, strip.events)
  const at = log.pages?.row(indexAt(scroll.top, log))?.at

  function seek(seq: number, ended: boolean): void {
    if (seq >= strip.events) {
      go(null)
      scroll.toEnd()
      return
    }
    const index = estimateIndex(seq, log, strip, filter)
    scroll.toMiddle(slotOf(index, log.placed))
    const exact = filter.pings && filter.query === '' && filter.chunks === 'single'
    go(ended && !exact ? { seq, how: 'middle', hidden: 'nearest' } : null)
  }
  return (
    <DensityStrip
      strip={strip}
      visible={[first, Math.max(first, last)]}
      past={past}
      at={at === undefined ? '' : formatTime(at)}
      onSeek={seek}
      controls={controls}
      rowsHeight={scroll.height}
    />
  )
}
