// The numbers of the charts as a table, for those who cannot see charts and for copying.

import type { ReactElement } from 'react'
import type { Closer, Figures } from '../../core/figures/figures.ts'
import { formatRate } from '../ui/format-rate.ts'
import { formatTimeMs } from '../ui/format-time.ts'
import { Time } from '../ui/time.tsx'
import { bucketRows, formatExactPercent, formatMs } from './timeline-data.ts'
import type { Span } from './zoom.ts'

const head = ['From', 'Events', 'Events per second', 'Longest wait', 'Progress']

type Props = {
  readonly figures: Figures
  readonly detail: Closer
  /** The visible part of the run. */
  readonly span: Span
}

/** The table of the buckets in `span`; empty buckets are left out. */
export function BucketTable({ figures, detail, span }: Props): ReactElement {
  return (
    <div className="max-h-120 overflow-y-auto rounded-lg ring-1 ring-line ring-inset">
      <table className="selectable w-full border-separate border-spacing-0 text-small tabular-nums">
        <caption className="sr-only">
          Events, pace and progress by stretches of {formatMs(detail.widthMs)}; stretches without events are
          left out
        </caption>
        <thead>
          <tr>
            {head.map((title, i) => (
              <th
                key={title}
                scope="col"
                className={`sticky top-0 border-line border-b bg-raised px-3 py-1.5 font-medium text-ink-3 text-tiny ${i === 0 ? 'text-left' : 'text-right'}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bucketRows(detail, figures.progress, span).map(({ at, events, perSecond, maxWaitMs, percent }) => (
            <tr key={at}>
              <th scope="row" className="px-3 py-0.5 text-left font-normal">
                <Time at={at} shown={formatTimeMs} />
              </th>
              <td className="px-3 text-right">{Math.round(events).toLocaleString('en-US')}</td>
              <td className="px-3 text-right">{formatRate(perSecond)}</td>
              <td className="px-3 text-right">{maxWaitMs === null ? '–' : formatMs(maxWaitMs)}</td>
              <td className="px-3 text-right">{percent === null ? '–' : formatExactPercent(percent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
