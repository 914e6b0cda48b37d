// What of a job's progress a row shows, and where: a bar while it runs, the percentage, the count. Pure.

import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'
import { formatDone, formatOutput, formatPercent, formatRunStatus } from '../ui/format-run.ts'

export type ShownProgress = {
  /** In the track of the bar; null where it is empty. */
  readonly bar: 'percent' | 'stages' | 'output' | null
  /** `62 %`; null where the server gives none, and of a completed job, whose word says it. */
  readonly percent: string | null
  /** `8/13`. */
  readonly count: string | null
}

const nothing: ShownProgress = { bar: null, percent: null, count: null }

/**
 * The progress of a run on its row. A run that is over has no bar: it will not move any more. A cause has all the room, but
 * for the bar of a job that may go on.
 */
export function shownProgress(run: RunSummary): ShownProgress {
  const { job, connection } = run
  const isOver = isSettled(connection.state) || isFinished(job.state)
  if ((isOver || job.percent === null) && formatRunStatus(run)?.important === true) return nothing
  return {
    bar: isOver ? outputOf(job) : barOf(job),
    percent: job.state === 'completed' ? null : formatPercent(job.percent),
    count: job.percent === null ? null : formatDone(job.done, job.total),
  }
}

function barOf(job: RunSummary['job']): ShownProgress['bar'] {
  if (job.percent !== null) return 'percent'
  return job.stages.length > 0 ? 'stages' : outputOf(job)
}

function outputOf(job: RunSummary['job']): ShownProgress['bar'] {
  return job.percent === null && formatOutput(job) !== null ? 'output' : null
}
