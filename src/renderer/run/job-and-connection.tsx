// The two states of a run side by side: what the server says of the job, and what is known of the connection, each with its
// cause. They are never merged into one.

import type { ReactElement, ReactNode } from 'react'
import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isOpen, type JobState } from '../../core/run/states.ts'
import { formatConnection, jobWords } from '../../core/run/words.ts'
import { useKind, useNow } from '../desk/desk-context.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { formatDone, formatPercent, formatRunTime } from '../ui/format-run.ts'
import { formatSilence } from '../ui/format-silence.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { connectionTone, jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly run: RunSummary }

/** Both states of `run`. */
export function JobAndConnection({ run }: Props): ReactElement {
  return (
    <div className="mx-5 mb-2 grid shrink-0 grid-cols-2 rounded-lg bg-raised ring-1 ring-line ring-inset">
      <JobPanel run={run} />
      <ConnectionPanel run={run} />
    </div>
  )
}

function JobPanel({ run }: Props): ReactElement {
  const { job } = run
  const percent = formatPercent(job.percent)
  const done = formatDone(job.done, job.total)
  // A cause that the connection shows as well is not repeated.
  const cause = job.state === 'completed' || job.cause === run.connection.cause ? null : job.cause
  return (
    <StatePanel
      title="Job"
      full={job.cause ?? undefined}
      glyph={<JobGlyph state={job.state} percent={job.percent} size={16} />}
      word={jobWords[job.state]}
      ink={toneInk[jobTone[job.state]]}
      beside={
        percent === null ? null : (
          <>
            <span className="text-ink">{percent}</span>
            {done !== null && <span className="ml-2 text-ink-3">{done}</span>}
          </>
        )
      }
      foot={
        <span
          className={cx(
            'absolute inset-x-0 bottom-0 overflow-hidden rounded-bl-lg',
            job.percent === null && 'invisible',
          )}
        >
          <ProgressBar percent={job.percent ?? 0} state={job.state} className="h-0.5! rounded-none!" />
        </span>
      }
    >
      {cause === null ? <JobLine run={run} /> : <UntrustedText text={cause} />}
    </StatePanel>
  )
}

/** The word before the duration, by the state of the job. */
const durationWords: Readonly<Record<JobState, string>> = {
  pending: 'waiting',
  processing: 'running',
  completed: 'took',
  failed: 'failed after',
  cancelled: 'cancelled after',
  unknown: 'lost after',
}

function JobLine({ run }: Props): ReactElement {
  const now = useNow()
  const usual = useKind(run.kind)?.usual ?? null
  const { elapsed, hint } = formatRunTime(run, usual, now)
  const { state, raw } = run.job
  if (elapsed === null) return <>no event has arrived yet</>
  const words = `${durationWords[state]} ${elapsed}`
  return (
    <>
      {[words, hint, raw === null ? null : `the server says ${raw}`]
        .filter((part) => part !== null)
        .join(' · ')}
    </>
  )
}

function ConnectionPanel({ run }: Props): ReactElement {
  const now = useNow()
  const { connection, lastBytesAt } = run
  const attempt = connection.attempt > 1 ? `attempt ${connection.attempt}` : null
  const causes = [connection.cause, connection.notice].filter((one) => one != null)
  const words = causes.length === 0 ? null : causes.join(' · ')
  return (
    <StatePanel
      title="Connection"
      full={words ?? undefined}
      glyph={<ConnectionGlyph state={connection.state} beatAt={lastBytesAt} size={16} />}
      word={formatConnection(run.connection, run.lastBytesAt, now)}
      ink={toneInk[connectionTone[connection.state]]}
      beside={attempt === null ? null : <span className="text-ink-3">{attempt}</span>}
      className="border-line border-l"
    >
      {words === null ? <ConnectionLine run={run} now={now} /> : <UntrustedText text={words} />}
    </StatePanel>
  )
}

function ConnectionLine({ run, now }: Props & { readonly now: number }): ReactElement {
  const { connection, gaps, beatMs, lastBytesAt } = run
  const parts = [
    isOpen(connection.state)
      ? formatSilence(lastBytesAt, beatMs, now)
      : `for ${formatDuration(now - connection.since)}`,
    gaps > 0 ? formatCount(gaps, 'gap') : null,
  ]
  return <>{parts.filter((part) => part !== null).join(' · ')}</>
}

type PanelProps = {
  readonly title: string
  readonly glyph: ReactNode
  readonly word: string
  readonly ink: string
  readonly beside: ReactNode
  readonly foot?: ReactNode
  readonly className?: string
  /** The whole line, for the tooltip. */
  readonly full?: string | undefined
  readonly children: ReactNode
}

function StatePanel({
  title,
  glyph,
  word,
  ink,
  beside,
  foot,
  className,
  full,
  children,
}: PanelProps): ReactElement {
  return (
    <section aria-label={title} className={cx('relative min-w-0 px-4 pt-2.5 pb-3 tabular-nums', className)}>
      <h3 className="text-ink-3 text-tiny">{title}</h3>
      <p className="mt-0.5 flex h-5 items-center gap-2">
        {glyph}
        <span className={cx('truncate font-semibold', ink)}>{word}</span>
        <span className="ml-auto truncate pl-2 text-small">{beside}</span>
      </p>
      <p className="selectable mt-0.5 h-4 truncate text-ink-2 text-small" title={full}>
        {children}
      </p>
      {foot}
    </section>
  )
}
