// The figures of a run and of a kind's usual runs: the shapes that the engine fills and that screens and terminal show.
// Times are epoch ms, durations ms. A "wait" is the time between two consecutive events; a "gap" is a stored record of
// what was not seen.

import { z } from 'zod'
import { toolSchema } from '../job/job.ts'
import { attemptSchema, gapSchema, usageSchema } from '../run/run.ts'
import { jobStates } from '../run/states.ts'

const ms = z.number()

const point = z.object({ at: z.number(), value: z.number() })

const stageTimeSchema = z.object({
  id: z.string(),
  label: z.string(),
  state: z.enum(['running', 'completed', 'failed']),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** A check of its own did not pass. */
  unpassed: z.literal(true).exactOptional(),
})

const waitsSchema = z.object({
  /** How many waits were looked at; all of them where the figures are exact. */
  of: z.int(),
  maxMs: ms,
  /** The event that the longest wait came before. */
  maxBefore: z.int(),
  p50Ms: ms,
  p95Ms: ms,
  histogram: z.array(z.object({ fromMs: ms, toMs: ms.nullable(), count: z.int() })),
})

const stretchSchema = z.object({
  at: z.number(),
  events: z.number(),
  /** The longest wait that ended here; null where no event did. */
  maxWaitMs: ms.nullable(),
})

/** Of a run whose stream is a model's (`core/job/model.ts`). */
const modelSchema = z.object({
  firstTokenMs: ms.nullable(),
  tokensPerSecond: z.number().nullable(),
  usage: usageSchema.nullable(),
  tools: z.int(),
  toolsFailed: z.int(),
  /** The latest of them, oldest first, without what they were given and gave back. */
  calls: z.array(
    toolSchema
      .unwrap()
      .pick({ id: true, name: true, state: true, startedAt: true, calledAt: true, endedAt: true }),
  ),
  reasoningLength: z.int(),
})

export const figuresSchema = z.object({
  run: z.int(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(jobStates),
  events: z.int(),
  /** Every event was looked at. Where not, `basis` says what was. */
  exact: z.boolean(),
  basis: z.string(),
  /** The first request. */
  startedAt: z.number(),
  /** The last that is known to have happened. */
  endedAt: z.number(),
  firstEventMs: ms.nullable(),
  firstContentMs: ms.nullable(),
  /** How long the job took (`tookOf`); null without a verdict. */
  durationMs: ms.nullable(),
  durationBy: z.enum(['server', 'arrival']).nullable(),
  /** Null where the stream is no model's. */
  model: modelSchema.nullable(),
  progress: z.array(point),
  /** Events by time, in stretches of `widthMs` from `startedAt` on; stretches without events are left out. */
  widthMs: ms,
  stretches: z.array(stretchSchema),
  waits: waitsSchema.nullable(),
  stages: z.array(stageTimeSchema),
  /** How many events have which name, most first, at most 1,000 of them and the rest as one; null: not counted. */
  names: z.array(z.object({ name: z.string(), events: z.int() })).nullable(),
  attempts: z.array(
    attemptSchema.pick({
      number: true,
      startedAt: true,
      openedAt: true,
      endedAt: true,
      afterSeq: true,
      ending: true,
    }),
  ),
  gaps: z.array(gapSchema),
  totals: z.object({
    pings: z.int(),
    repeats: z.int(),
    late: z.int(),
    unreadable: z.int(),
    warnings: z.int(),
    errors: z.int(),
    items: z.int(),
    itemsDone: z.int(),
    textLength: z.int(),
    bytes: z.int(),
  }),
})

/** A part of a run, measured more closely than the whole: its events in stretches of `widthMs` from `startedAt` on. */
export const closerSchema = z.object({
  startedAt: z.number(),
  endedAt: z.number(),
  widthMs: ms,
  stretches: z.array(stretchSchema),
})

/** What runs of a kind usually are, by the user's own history; imported runs are others' history. */
export const usualRunSchema = z.object({
  kind: z.string(),
  /** All runs of the kind that were watched here, by what became of them. */
  runs: z.int(),
  outcomes: z.record(z.enum(jobStates), z.int()),
  /** Completed runs that the durations are read off; null percentiles on fewer than three. */
  basis: z.int(),
  durationP50Ms: ms.nullable(),
  durationP90Ms: ms.nullable(),
  firstEventP50Ms: ms.nullable(),
  firstContentP50Ms: ms.nullable(),
  eventsP50: z.number().nullable(),
  /** Of the runs whose streams are a model's. */
  firstTokenP50Ms: ms.nullable(),
  inputTokensP50: z.number().nullable(),
  outputTokensP50: z.number().nullable(),
  tokensPerSecondP50: z.number().nullable(),
  stages: z.array(z.object({ id: z.string(), label: z.string(), runs: z.int(), p50Ms: ms })),
})

export type StageTime = z.infer<typeof stageTimeSchema>
export type Waits = z.infer<typeof waitsSchema>
export type ModelFigures = z.infer<typeof modelSchema>
export type Figures = z.infer<typeof figuresSchema>
export type Closer = z.infer<typeof closerSchema>
export type UsualRun = z.infer<typeof usualRunSchema>
