// The two states of a run side by side in one strip: what the server says of the job, and what is known of the connection,
// each with its cause. They are never merged into one. Causes are cut where they are long; the tabs have them whole.

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
import { durationWords, formatDone, formatPercent, formatRunTime } from '../ui/format-run.ts'
import { formatSilence } from '../ui/format-silence.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { connectionTone, jobTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly run: RunSummary }

/** Both states of `run`. */
export function JobAndConnection({ run }: Props): ReactElement {
  return (
    <div className="grid shrink-0 grid-cols-2 border-line border-y bg-raised @max-[560px]/page:grid-cols-1">
      <JobPanel run={run} />
      <ConnectionPanel run={run} />
    </div>
  )
}

function JobPanel({ run }: Props): ReactElement {
  const { job } = run
  const percent = formatPercent(job.percent)
  const done = formatDone(job.done, job.total)
  const isTold = job.state !== 'completed' || job.failedChecks > 0
  // A cause that the connection shows as well is not repeated.
  const cause = !isTold || job.cause === run.connection.cause ? null : job.cause
  return (
    <StatePanel
      title="Job"
      full={job.cause ?? undefined}
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
    >
      {cause === null ? <JobLine run={run} /> : <UntrustedText text={cause} />}
    </StatePanel>
  )
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
      {[words, tookNote(run.job), hint, raw === null ? null : `the server says ${raw}`]
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
  const known = useIsKnown(connection.state)
  const shown = known ? connection.state : 'idle'
  return (
    <StatePanel
      title="Connection"
      full={words ?? undefined}
      glyph={<ConnectionGlyph state={shown} beatAt={lastBytesAt} size={14} />}
      word={known ? formatConnection(run.connection, run.lastBytesAt, now) : notKnown}
      ink={toneInk[connectionTone[shown]]}
      beside={attempt === null ? null : <span className="text-ink-3">{attempt}</span>}
      className="border-line border-l @max-[560px]/page:border-t @max-[560px]/page:border-l-0"
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
    <section
      aria-label={title}
      className={cx(
        'relative flex h-8 min-w-0 items-center gap-1.5 px-5 text-small tabular-nums @max-[560px]/page:h-6 @max-[400px]/page:px-3',
        className,
      )}
    >
      <h3 className="mr-1 shrink-0 text-ink-3 text-tiny @max-[760px]/page:sr-only">{title}</h3>
      {glyph}
      <span className={cx('shrink-0 font-semibold', ink)}>{word}</span>
      {beside !== null && <span className="shrink-0">{beside}</span>}
      <p className="selectable ml-1 min-w-0 flex-1 truncate text-ink-2" title={full}>
        {children}
      </p>
      {foot}
    </section>
  )
}
