// What the row of a run has of its job beside the summary, so that runs are found by it without reading summaries.

import { tookOf } from '../../core/job/took.ts'
import type { RunSummary } from '../../core/run/run.ts'

/** The values of `job_state`, `started_at` and `finished_at`. The two times tell how long it took, for what is usual. */
export function jobColumns(job: RunSummary['job']): readonly [string, number | null, number | null] {
  const took = tookOf(job)
  const startedAt = job.finishedAt === null || took === null ? job.firstEventAt : job.finishedAt - took.ms
  return [job.state, startedAt, job.finishedAt]
}
