// What is measured of a model's stream, as a part of its run's figures. Pure.

import type { Job } from '../job/job.ts'
import { firstTokenAt, isOfModel, tokensPerSecond } from '../job/model.ts'
import type { ModelFigures } from './figures.ts'

/** The figures of `job`, whose run began at `startedAt` (epoch ms); null where its stream is no model's. */
export function modelFigures(job: Job, startedAt: number): ModelFigures | null {
  if (!isOfModel(job)) return null
  const at = firstTokenAt(job)
  return {
    firstTokenMs: at === null ? null : Math.max(0, at - startedAt),
    tokensPerSecond: tokensPerSecond(job),
    usage: job.usage ?? null,
    tools: job.counts.tools ?? 0,
    toolsFailed: job.counts.toolsFailed ?? 0,
    calls: (job.tools ?? []).map(({ id, name, state, startedAt, calledAt, endedAt }) => ({
      id,
      name,
      state,
      startedAt,
      calledAt,
      endedAt,
    })),
    reasoningLength: job.reasoning?.length ?? 0,
  }
}
