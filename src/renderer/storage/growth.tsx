// The growth of the log on each of the last thirty days, as bars, and as a table for screen readers.

import { type ReactElement, useState } from 'react'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { Sizes } from '../../core/storage/storage.ts'
import { cx } from '../ui/cx.ts'
import { Section } from '../ui/section.tsx'

/** Growth by day. */
export function Growth({ days }: { readonly days: Sizes['days'] }): ReactElement {
  const [at, setAt] = useState<number | null>(null)
  const most = Math.max(1, ...days.map(({ bytes }) => bytes))
  const pointed = at === null ? undefined : days[at]
  const whole = days.reduce((sum, { bytes }) => sum + bytes, 0)
  const note =
    pointed !== undefined
      ? `${formatDay(pointed.day)}: ${formatBytes(pointed.bytes)}, ${formatCount(pointed.events, 'event')}`
      : whole === 0
        ? 'nothing came'
        : `${formatBytes(whole / days.length)} a day, at most ${formatBytes(most)}`
  return (
    <Section title="Growth, last 30 days" note={<span className="tabular-nums">{note}</span>}>
      <div
        role="presentation"
        aria-hidden="true"
        onMouseLeave={() => setAt(null)}
        onMouseMove={({ currentTarget, clientX }) => {
          const { left, width } = currentTarget.getBoundingClientRect()
          setAt(Math.min(days.length - 1, Math.floor((days.length * (clientX - left)) / width)))
        }}
        className="flex h-58 items-end gap-px border-line border-b"
      >
        {days.map(({ day, bytes }, i) => (
          <span key={day} className="flex h-full flex-1 items-end">
            <span
              className={cx('w-full rounded-t-sm', i === at ? 'bg-accent' : 'bg-accent/60')}
              style={{ height: bytes === 0 ? 0 : `max(2px, ${(100 * bytes) / most}%)` }}
            />
          </span>
        ))}
      </div>
      <p aria-hidden="true" className="mt-1 flex justify-between text-ink-3 text-tiny">
        <span>{formatDay(days[0]?.day ?? '')}</span>
        <span>today</span>
      </p>
      <table className="sr-only">
        <caption>Growth in the last 30 days</caption>
        <tbody>
          {days
            .filter(({ events }) => events > 0)
            .map(({ day, bytes, events }) => (
              <tr key={day}>
                <th scope="row">{formatDay(day)}</th>
                <td>{formatBytes(bytes)}</td>
                <td>{formatCount(events, 'event')}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Section>
  )
}

/** `2026-01-31` as `31 Jan`. */
function formatDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date).toLocaleString('en-GB', { day: 'numeric', month: 'short' })
}
