// The two states of a run side by side in one strip: what the server says of the job, and what is known of the connection,
// each with its cause. They are never merged into one. Causes are cut where they are long, and other words left out; the tabs
// have them whole. Only a long cause moves the line between them: a count of seconds must not.

import type { ReactElement, ReactNode } from 'react'
import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import { tookNote } from '../../core/job/took.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isOpen } from '../../core/run/states.ts'
import { formatConnection, notKnown } from '../../core/run/words.ts'
import { useIsKnown, useKind, useNow } from '../desk/desk-context.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { DotLine } from '../ui/dot-line.tsx'
import { durationWords, formatDone, formatPercent, formatRunTime } from '../ui/format-run.ts'
import { formatBeat, formatLastSign } from '../ui/format-silence.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { connectionTone, jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { ClientPanel } from './client-panel.tsx'

type Props = { readonly run: RunSummary }

/** Both states of `run`, and the second connection of one that came through a tap. `past`: the run is shown as it was. */
export function JobAndConnection({ run, past }: Props & { readonly past: boolean }): ReactElement {
  return (
    <div className="shrink-0 border-line border-y bg-raised">
      <div className="flex @max-[560px]/page:flex-col">
        <JobPanel run={run} />
        <ConnectionPanel run={run} />
      </div>
      {run.tapped !== undefined && <ClientPanel tapped={run.tapped} past={past} />}
    </div>
  )
}

function JobPanel({ run }: Props): ReactElement {
  const { job } = run
  const jobParts = useJobParts(run)
  const percent = formatPercent(job.percent)
  const done = formatDone(job.done, job.total)
  const isTold = job.state !== 'completed' || job.failedChecks > 0
  // A cause that the connection shows as well is not repeated.
  const cause = !isTold || job.cause === run.connection.cause ? null : job.cause
  return (
    <StatePanel
      title="Job"
      glyph={<JobGlyph state={job.state} percent={job.percent} size={14} />}
      word={jobWordOf(run)}
      ink={toneInk[jobTone[job.state]]}
      beside={
        percent === null ? null : (
          <>
            <span className="text-ink">{percent}</span>
            {done !== null && <span className="ml-1.5 text-ink-3">{done}</span>}
          </>
        )
      }
      foot={
        <span
          className={cx('absolute inset-x-0 -bottom-px overflow-hidden', job.percent === null && 'invisible')}
        >
          <ProgressBar percent={job.percent ?? 0} state={job.state} className="h-0.5! rounded-none!" />
        </span>
      }
      words={cause ?? jobParts}
    />
  )
}

function useJobParts(run: RunSummary): readonly string[] {
  const now = useNow()
  const usual = useKind(run.kind)?.usual ?? null
  const { elapsed, hint } = formatRunTime(run, usual, now)
  const { state, raw } = run.job
  if (elapsed === null) return ['no event has arrived yet']
  return [
    `${durationWords[state]} ${elapsed}`,
    tookNote(run.job),
    hint,
    raw === null ? null : `the server says ${raw}`,
  ].filter((part) => part !== null)
}

function ConnectionPanel({ run }: Props): ReactElement {
  const now = useNow()
  const { connection } = run
  const attempt = connection.attempt > 1 ? `attempt ${connection.attempt}` : null
  const causes = [connection.cause, connection.notice].filter((one) => one != null)
  const known = useIsKnown(connection.state)
  const shown = known ? connection.state : 'idle'
  return (
    <StatePanel
      title={run.tapped === undefined ? 'Connection' : 'Server’s connection'}
      glyph={<ConnectionGlyph state={shown} size={14} />}
      word={known ? formatConnection(run.connection, run.lastBytesAt, now) : notKnown}
      ink={toneInk[connectionTone[shown]]}
      beside={attempt === null ? null : <span className="text-ink-3">{attempt}</span>}
      className="border-line border-l @max-[560px]/page:border-t @max-[560px]/page:border-l-0"
      words={causes.length === 0 ? connectionParts(run, now) : causes.join(' · ')}
    />
  )
}

function connectionParts(
  { connection, gaps, beatMs, lastBytesAt }: RunSummary,
  now: number,
): readonly string[] {
  const gapWords = gaps > 0 ? [formatCount(gaps, 'gap')] : []
  return isOpen(connection.state)
    ? [formatLastSign(lastBytesAt, now), ...gapWords, ...(beatMs === null ? [] : [formatBeat(beatMs)])]
    : [`for ${formatDuration(now - connection.since)}`, ...gapWords]
}

type PanelProps = {
  readonly title: string
  readonly glyph: ReactNode
  readonly word: string
  readonly ink: string
  readonly beside: ReactNode
  readonly foot?: ReactNode
  readonly className?: string
  /** A cause, cut where it is long; or parts, of which the last give way as wholes. */
  readonly words: string | readonly string[]
}

function StatePanel({ title, glyph, word, ink, beside, foot, className, words }: PanelProps): ReactElement {
  return (
    <section
      aria-label={title}
      className={cx(
        'relative flex h-8 min-w-0 items-center gap-1.5 px-5 text-small tabular-nums @max-[560px]/page:h-6 @max-[400px]/page:px-3',
        // A cause takes more than its half where it is long: it is cut later than what is known anyway.
        typeof words === 'string'
          ? '@min-[561px]/page:min-w-1/2 @min-[561px]/page:max-w-7/10'
          : '@min-[561px]/page:flex-1',
        className,
      )}
    >
      <h3 className="mr-1 shrink-0 text-ink-3 text-tiny @max-[760px]/page:sr-only">{title}</h3>
      {glyph}
      <span className={cx('shrink-0 font-semibold', ink)}>{word}</span>
      {beside !== null && <span className="shrink-0">{beside}</span>}
      {typeof words === 'string' ? (
        <p className="selectable ml-1 min-w-0 truncate text-ink-2" title={words}>
          <UntrustedText text={words} />
        </p>
      ) : (
        <DotLine parts={words} className="selectable ml-1 text-ink-2" />
      )}
      {foot}
    </section>
  )
}
