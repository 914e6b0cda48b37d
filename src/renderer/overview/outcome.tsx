// How the job ended and why, in one place: the server's reason, and each check that did not pass with what it said. Nothing
// for a job that is running or completed and whose checks passed.

import type { ReactElement } from 'react'
import { failedChecks, failedChecksMessage } from '../../core/job/checks.ts'
import type { Check, Job } from '../../core/job/job.ts'
import type { JobState } from '../../core/run/states.ts'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { keyByIndex } from '../ui/key-by-index.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { CheckGlyph, formatScore } from './checks.tsx'

const frames: Readonly<Record<JobState, string>> = {
  failed: 'bg-bad/8 ring-bad/30',
  unknown: 'bg-warn/8 ring-warn/30',
  cancelled: 'bg-raised ring-line',
  // Of these, only checks that did not pass are told.
  completed: 'bg-warn/8 ring-warn/30',
  processing: 'bg-warn/8 ring-warn/30',
  pending: 'bg-warn/8 ring-warn/30',
}

function headline(state: JobState, failed: number): string | null {
  switch (state) {
    case 'failed':
      return 'The job failed.'
    case 'unknown':
      return 'How the job ended is not known.'
    case 'cancelled':
      return 'The job was cancelled from here.'
    default:
      if (failed === 0) return null
      return failed === 1 ? 'A check did not pass.' : `${failed} checks did not pass.`
  }
}

function advice(state: JobState, generates: boolean, isTapped: boolean): string | null {
  if (state !== 'unknown') return null
  if (isTapped) return 'Runlight looks on and asks for nothing itself: only the client asks again.'
  return generates
    ? 'Runlight does not ask again by itself, because that would start a second job.'
    : 'Retry to ask the server how it stands.'
}

type Props = {
  readonly job: Job
  readonly generates: boolean
  /** An application asks, and Runlight does not. */
  readonly isTapped: boolean
  /** The stream is over for that application, so that nobody has to look. */
  readonly isClientsEnd: boolean
  /** The run is shown as it was, or was imported: no action is possible. */
  readonly past: boolean
}

/** The outcome with its reasons. */
export function Outcome({ job, generates, isTapped, isClientsEnd, past }: Props): ReactElement | null {
  const failed = failedChecks(job)
  const title = headline(job.state, failed.length)
  if (title === null) return null
  const next = past ? null : advice(job.state, generates, isTapped)
  // The checks stand below in full.
  const cause = job.cause === failedChecksMessage(job) ? null : job.cause
  const lastError = job.state === 'failed' && job.lastLog?.level === 'error' ? job.lastLog.message : null
  const isJudged = headline(job.state, 0) !== null
  return (
    <section
      aria-label="Outcome"
      className={cx(
        'flex gap-3 rounded-lg px-4 py-3 ring-1 ring-inset',
        isClientsEnd && job.state === 'unknown' ? frames.cancelled : frames[job.state],
      )}
    >
      <span className="pt-0.5">{isJudged ? <JobGlyph state={job.state} size={16} /> : <CheckGlyph />}</span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {cause !== null && <Reason text={cause} />}
        {lastError !== null && lastError !== cause && <Reason text={lastError} />}
        {failed.length > 0 && (
          <ul className="mt-1.5 flex flex-col gap-2">
            {failed.map((check) => (
              <FailedCheck
                key={check.name}
                check={check}
                ink={job.state === 'failed' ? 'text-bad' : 'text-warn'}
              />
            ))}
          </ul>
        )}
        {next !== null && <p className="mt-0.5 text-ink-2">{next}</p>}
      </div>
    </section>
  )
}

function Reason({ text }: { readonly text: string }): ReactElement {
  return (
    <p dir="auto" className="selectable mt-0.5 whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">
      <UntrustedText text={text} />
    </p>
  )
}

function FailedCheck({
  check: { name, score, issues },
  ink,
}: {
  readonly check: Check
  readonly ink: string
}): ReactElement {
  return (
    <li className="selectable min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-1.5">
        <UntrustedText text={name} className="font-medium [overflow-wrap:anywhere]" />
        <span className={ink}>did not pass</span>
        {score !== null && <span className="text-ink-2 text-small">score {formatScore(score)}</span>}
      </p>
      {issues.length > 0 && (
        <ul className="ml-4 list-disc text-ink-2 marker:text-ink-3">
          {keyByIndex(issues).map(({ key, item: issue }) => (
            <li key={key} dir="auto" className="[overflow-wrap:anywhere]">
              <UntrustedText text={issue} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
