// How the job ended, with the server's cause where there is one. Nothing for a running or a completed job.

import type { ReactElement } from 'react'
import type { Job } from '../../core/job/job.ts'
import type { JobState } from '../../core/run/states.ts'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

const frames: Partial<Record<JobState, string>> = {
  failed: 'bg-bad/8 ring-bad/30',
  unknown: 'bg-warn/8 ring-warn/30',
  cancelled: 'bg-raised ring-line',
}

function headline(state: JobState): string | null {
  switch (state) {
    case 'failed':
      return 'The job failed.'
    case 'unknown':
      return 'How the job ended is not known.'
    case 'cancelled':
      return 'The job was cancelled from here.'
    default:
      return null
  }
}

function advice(state: JobState, generates: boolean): string | null {
  if (state !== 'unknown') return null
  return generates
    ? 'Runlight does not ask again by itself, because that would start a second job.'
    : 'Retry to ask the server how it stands.'
}

/** The outcome, unless the job is running or completed. */
export function Outcome({
  job,
  generates,
  past,
}: {
  readonly job: Job
  readonly generates: boolean
  /** The run is shown as it was, or was imported: no action is possible. */
  readonly past: boolean
}): ReactElement | null {
  const title = headline(job.state)
  if (title === null) return null
  const next = past ? null : advice(job.state, generates)
  return (
    <section
      aria-label="Outcome"
      className={cx('flex gap-3 rounded-lg px-4 py-3 ring-1 ring-inset', frames[job.state])}
    >
      <span className="pt-0.5">
        <JobGlyph state={job.state} size={16} />
      </span>
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {job.cause !== null && (
          <p dir="auto" className="selectable mt-0.5 whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">
            <UntrustedText text={job.cause} />
          </p>
        )}
        {next !== null && <p className="mt-0.5 text-ink-3">{next}</p>}
      </div>
    </section>
  )
}
