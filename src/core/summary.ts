// A run as the board shows it, made from its folded job: a projection, bounded in size whatever the job holds.

import type { Job } from './job.ts'
import type { RunSummary } from './run.ts'

const shownStages = 4
const shownText = 200

/** The summary's part that comes from the job. */
export function summariseJob(job: Job): RunSummary['job'] {
  const running = job.stages.findLast((stage) => stage.state === 'running')
  return {
    state: job.state,
    cause: job.cause,
    percent: job.progress.percent,
    done: job.progress.done,
    total: job.progress.total,
    raw: job.progress.raw,
    firstProgress: job.progress.first,
    stages: job.stages
      .slice(-shownStages)
      .map(({ label, state }) => ({ label: label.slice(0, shownText), state })),
    stage: (running ?? job.stages.at(-1))?.label.slice(0, shownText) ?? null,
    stageCount: job.counts.stages,
    stagesOf: job.stagesOf,
    items: job.counts.items,
    textLength: job.text?.length ?? 0,
    failedChecks: job.checks.filter((check) => !check.passed).length,
    lastLog: job.lastLog?.message.slice(0, shownText) ?? null,
    firstEventAt: job.firstEventAt,
    firstContentAt: job.firstContentAt,
    finishedAt: job.finishedAt,
  }
}
