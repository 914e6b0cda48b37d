// A histogram of the time between two events: one bar per order of magnitude.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Waits } from '../../core/figures/figures.ts'
import { formatMs } from './timeline-data.ts'

/** The histogram, as a table. */
export function WaitBars({ waits }: { readonly waits: Waits }): ReactElement {
  const most = Math.max(1, ...waits.histogram.map((bar) => bar.count))
  return (
    <table className="w-full text-small tabular-nums">
      <caption className="sr-only">Waits between events, by how long</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Wait</th>
          <th scope="col">How many</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {waits.histogram.map(({ fromMs, toMs, count }) => (
          <tr key={fromMs} className="h-6">
            <th scope="row" className="w-32 pr-3 text-left font-normal text-ink-3 whitespace-nowrap">
              {toMs === null
                ? `${formatMs(fromMs)} or more`
                : fromMs === 0
                  ? `under ${formatMs(toMs)}`
                  : `${formatMs(fromMs)} to ${formatMs(toMs)}`}
            </th>
            <td className="relative">
              {count > 0 && (
                <span
                  aria-hidden="true"
                  title={formatCount(count, 'wait')}
                  className="block h-2.5 min-w-0.5 rounded-sm bg-accent/55"
                  style={{ width: `${(count / most) * 100}%` }}
                />
              )}
              <span className="sr-only">{count.toLocaleString('en-US')}</span>
            </td>
            <td className="w-16 pl-3 text-right">
              {((count / waits.of) * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })} %
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
