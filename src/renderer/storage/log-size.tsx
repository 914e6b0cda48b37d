// The size of the log, and what it consists of: events, search index, the rest, free pages, journal.

import type { ReactElement } from 'react'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { Sizes } from '../../core/storage/storage.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { cx } from '../ui/cx.ts'

type Slice = { readonly name: string; readonly bytes: number; readonly ink: string }

/** The heading of the page. */
export function LogSize({ sizes }: { readonly sizes: Sizes }): ReactElement {
  const slices = slicesOf(sizes)
  const whole = slices.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="selectable font-semibold text-hero tabular-nums">{formatBytes(sizes.total)}</span>
        <span className="text-ink-2">
          {formatCount(sizes.events, 'event')} of {formatCount(sizes.runs, 'run')}
        </span>
      </p>
      <div
        role="img"
        aria-label={slices.map(({ name, bytes }) => `${name} ${formatBytes(bytes)}`).join(', ')}
        className="mt-2.5 flex h-2 gap-px overflow-hidden rounded-full bg-press"
      >
        {slices.map(({ name, bytes, ink }) => (
          <span key={name} className={cx('h-full', ink)} style={{ width: `${(100 * bytes) / whole}%` }} />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-small">
        {slices.map(({ name, bytes, ink }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={cx('size-2 rounded-sm', ink)} />
            <span className="text-ink-3">{name}</span>
            <span className="text-ink-2 tabular-nums">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
      <CopyButton text={sizes.path} label="Copy the path of the log" className="mt-2 min-h-6 max-w-full">
        <span className="selectable truncate font-mono text-ink-3 text-tiny">{sizes.path}</span>
      </CopyButton>
    </div>
  )
}

function slicesOf({ total, free, journal, parts }: Sizes): readonly Slice[] {
  const part = (name: 'events' | 'index' | 'rest') => parts?.find((one) => one.part === name)?.bytes ?? 0
  const used: Slice[] =
    parts === null
      ? [{ name: 'Events and index', bytes: Math.max(0, total - free - journal), ink: 'bg-accent' }]
      : [
          { name: 'Events', bytes: part('events'), ink: 'bg-accent' },
          { name: 'Search index', bytes: part('index'), ink: 'bg-accent/55' },
          { name: 'Everything else', bytes: part('rest'), ink: 'bg-accent/25' },
        ]
  return [
    ...used,
    { name: 'Journal', bytes: journal, ink: 'bg-ink-3/60' },
    { name: 'Free inside the log', bytes: free, ink: 'bg-ink-3/30' },
  ].filter(({ bytes }) => bytes > 0)
}
