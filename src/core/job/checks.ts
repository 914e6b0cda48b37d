// What the checks of a job say of its stages and of its end, in one place: the board, the run page, the terminal and the
// report all show the same cause. Pure.

import { clip } from '../basics/clip.ts'
import type { Check, Job, Stage } from './job.ts'
import { jobLimits } from './job-limits.ts'

type Checked = Pick<Job, 'checks'>

/** The checks that did not pass. */
export function failedChecks({ checks }: Checked): readonly Check[] {
  return checks.filter((check) => !check.passed)
}

/** `Safety did not pass: too dark; nobody is near`; null where every check passed. */
export function failedChecksMessage(job: Checked): string | null {
  const sentences = failedChecks(job).map(({ name, issues }) =>
    issues.length === 0 ? `${name} did not pass` : `${name} did not pass: ${issues.join('; ')}`,
  )
  return sentences.length === 0 ? null : clip(sentences.join(' · '), jobLimits.values)
}

/** Whether a check of the stage `id` did not pass. */
function hasFailedCheck(job: Checked, id: string): boolean {
  return job.checks.some((check) => !check.passed && check.stage === id)
}

/** `unpassed`: its work ended, and a check of its own did not pass. */
export type JudgedStage = Stage & { readonly unpassed?: true }

/** The stages of `job`, where those whose check did not pass have failed. */
export function judgedStages(job: Pick<Job, 'stages' | 'checks'>): readonly JudgedStage[] {
  return job.stages.map((stage) =>
    stage.state !== 'running' && hasFailedCheck(job, stage.id)
      ? { ...stage, state: 'failed', unpassed: true }
      : stage,
  )
}
