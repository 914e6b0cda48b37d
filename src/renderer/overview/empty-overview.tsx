// The overview of a job that has shown nothing but its state: a reason, or the bare progress bar.

import type { ReactElement } from 'react'
import type { Job } from '../../core/job/job.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** The reason in place of stages, text and items; or the progress bar, where the server sends nothing but a percentage. */
export function EmptyOverview({ run, job }: { readonly run: RunSummary; readonly job: Job }): ReactElement {
  if (job.progress.percent !== null) {
    return <ProgressBar percent={job.progress.percent} state={job.state} className="h-1.5!" />
  }
  return <p className="text-ink-3">{reason(run, job)}</p>
}

function reason(run: RunSummary, job: Job): string {
  if (job.counts.events === 0) {
    return isSettled(run.connection.state)
      ? 'No event was received. The Connection tab says what the server answered.'
      : 'No event has arrived yet. The Connection tab says what Runlight is doing.'
  }
  if (job.state === 'pending' || job.state === 'processing') {
    return 'The server has told the job’s state and nothing more so far. Every event is in the log.'
  }
  return 'The server told the job’s state and nothing more. Every event is in the log.'
}
