// A list of shares of the log, largest first: name, bar, size. The first few are shown, the rest on request.

import { type ReactElement, type ReactNode, useState } from 'react'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

export type Share = {
  readonly name: string
  readonly bytes: number
  readonly events: number
  readonly runs?: number
  readonly sign?: ReactNode
}

const few = 6

/** Shares under `title`. */
export function Shares({
  title,
  shares,
}: {
  readonly title: string
  readonly shares: readonly Share[]
}): ReactElement {
  const [all, setAll] = useState(false)
  const most = Math.max(1, ...shares.map(({ bytes }) => bytes))
  const shown = all ? shares : shares.slice(0, few)
  return (
    <Section title={title}>
      {shares.length === 0 && <p className="text-ink-3 text-small">Nothing is stored yet.</p>}
      <ul className="flex max-h-72 flex-col gap-1.5 overflow-y-auto">
        {shown.map((share) => (
          <li key={share.name} title={formatCounts(share)} className="text-small">
            <span className="flex items-baseline gap-2">
              {share.sign !== undefined && <span className="self-center text-ink-3">{share.sign}</span>}
              <UntrustedText text={share.name} className="min-w-0 flex-1 truncate" />
              <span className="shrink-0 text-ink-2 tabular-nums">{formatBytes(share.bytes)}</span>
            </span>
            <span aria-hidden="true" className="mt-1 block h-1 overflow-hidden rounded-full bg-press">
              <span
                className="block h-full rounded-full bg-accent/70"
                style={{ width: `${(100 * share.bytes) / most}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
      {shares.length > few && (
        <Button variant="quiet" size="small" className="mt-1.5 -ml-2" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${shares.length.toLocaleString('en-US')}`}
        </Button>
      )}
    </Section>
  )
}

function formatCounts({ runs, events }: Share): string {
  return runs === undefined
    ? formatCount(events, 'event')
    : `${formatCount(runs, 'run')}, ${formatCount(events, 'event')}`
}
