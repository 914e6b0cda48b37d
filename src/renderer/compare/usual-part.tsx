// What is usual for a kind, and the run compared with it: its duration on a scale with the median and the slowest tenth, and
// how runs of the kind end.

import type { ReactElement } from 'react'
import { formatMs } from '../../core/basics/quantities.ts'
import type { Figures, UsualRun } from '../../core/figures/figures.ts'
import { isFinished } from '../../core/run/states.ts'
import { jobWords } from '../../core/run/words.ts'
import { useNow } from '../desk/desk-context.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { formatAgainstUsual, outcomeRates } from './format-comparison.ts'

type Props = { readonly a: Figures; readonly usual: UsualRun }

/** The comparison of `a` with `usual`. */
export function UsualPart({ a, usual }: Props): ReactElement {
  return (
    <div className="flex flex-col gap-4 rounded-lg bg-raised px-5 py-4 ring-1 ring-line ring-inset">
      {usual.durationP50Ms === null ? (
        <p className="text-ink-2">
          What is usual is known after three completed runs of this kind;{' '}
          {usual.basis === 0 ? 'there is none' : usual.basis === 1 ? 'there is one' : 'there are two'} so far.
        </p>
      ) : isFinished(a.state) || a.state === 'unknown' || a.firstEventMs === null ? (
        <Duration ms={a.durationMs} running={false} usual={usual} />
      ) : (
        <SoFar since={a.startedAt + a.firstEventMs} usual={usual} />
      )}
      <Outcomes usual={usual} />
    </div>
  )
}

/** The duration of a running job grows every second. */
function SoFar({ since, usual }: { readonly since: number; readonly usual: UsualRun }): ReactElement {
  const now = useNow()
  return <Duration ms={Math.max(0, now - since)} running usual={usual} />
}

function Duration({
  ms,
  running,
  usual,
}: {
  readonly ms: number | null
  readonly running: boolean
  readonly usual: UsualRun
}): ReactElement {
  return (
    <>
      <p className="font-medium tabular-nums">{formatAgainstUsual(ms, running, usual)}</p>
      <Band ms={ms} usual={usual} />
    </>
  )
}

/** A scale of durations from zero: the median, the 90th percentile, and this run. */
function Band({ ms, usual }: { readonly ms: number | null; readonly usual: UsualRun }): ReactElement {
  const [half, most] = [usual.durationP50Ms ?? 0, usual.durationP90Ms ?? 0]
  const end = Math.max(half, most, ms ?? 0, 1) * 1.06
  const place = (value: number) => `${(value / end) * 100}%`
  return (
    <div aria-hidden="true" className="relative mt-4 mb-5 h-2 rounded-full bg-hover tabular-nums">
      <span className="absolute inset-y-0 left-0 rounded-l-full bg-ink-3/25" style={{ width: place(half) }} />
      <span
        className="absolute inset-y-0 bg-ink-3/50"
        style={{ left: place(half), width: place(Math.max(0, most - half)) }}
      />
      <Tick at={place(half)} end={half / end > 0.5}>
        half by {formatMs(half)}
      </Tick>
      {most > half * 1.02 && (
        <Tick at={place(most)} end={false} flip={most / end > 0.85}>
          nine in ten by {formatMs(most)}
        </Tick>
      )}
      {ms !== null && (
        <span className="absolute -top-1 -bottom-1" style={{ left: place(ms) }}>
          <span className="absolute inset-y-0 -ml-px w-0.5 rounded-full bg-accent" />
          <span
            className={`absolute bottom-full mb-0.5 whitespace-nowrap font-medium text-accent text-tiny ${ms / end > 0.9 ? 'right-0' : '-translate-x-1/2'}`}
          >
            {formatMs(ms)}
          </span>
        </span>
      )}
    </div>
  )
}

function Tick({
  at,
  end,
  flip = false,
  children,
}: {
  readonly at: string
  /** The text ends at the tick instead of starting there. */
  readonly end: boolean
  readonly flip?: boolean
  readonly children: React.ReactNode
}): ReactElement {
  return (
    <span className="absolute top-0 h-3.5 w-px bg-ink-3" style={{ left: at }}>
      <span
        className={`absolute top-full whitespace-nowrap text-ink-3 text-tiny ${end || flip ? 'right-0 pr-1' : 'left-0'}`}
      >
        {children}
      </span>
    </span>
  )
}

function Outcomes({ usual }: { readonly usual: UsualRun }): ReactElement {
  const rates = outcomeRates(usual)
  if (rates.length === 0) return <p className="text-ink-3 text-small">No run of this kind is over yet.</p>
  return (
    <ul aria-label="How runs of this kind end" className="flex flex-wrap items-center gap-x-5 gap-y-1">
      {rates.map(({ state, runs, part }) => (
        <li key={state} className="flex items-center gap-1.5 text-small tabular-nums">
          <JobGlyph state={state} />
          <span className="text-ink-2">
            {runs.toLocaleString('en-US')} {jobWords[state]}
          </span>
          <span className="text-ink-3">{formatShare(part)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Never `0 %` for something that happened, nor `100 %` for something that did not always. */
function formatShare(part: number): string {
  if (part === 1) return '100 %'
  return part < 0.01 ? 'under 1 %' : `${Math.min(99, Math.round(part * 100))} %`
}
