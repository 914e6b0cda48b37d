// What a rule waits for, as data. Durations are milliseconds.

import { z } from 'zod'
import type { AlertType } from '../run/attention.ts'
import { figureNames } from './figure-names.ts'

/** A duration of a rule: a second to thirty days. */
const ms = z
  .int()
  .min(1_000)
  .max(30 * 86_400_000)

const bare = <T extends string>(type: T) => z.strictObject({ type: z.literal(type) })

const conditions = [
  /** The job's state, by its server. */
  bare('failed'),
  bare('completed'),
  /** The stream ended, and whether the job did is not known. */
  bare('unknown'),
  /** Whatever else asks for a person than a failure and a silence: refused, ended early, never reached. */
  bare('needs-me'),
  bare('refused'),
  bare('ended-early'),
  /** Open and silent beyond its beat, for `forMs` and for `beats` times its usual silence, whichever is longer. */
  z.strictObject({
    type: z.literal('stalled'),
    forMs: ms.or(z.literal(0)),
    beats: z.number().min(1).max(100),
  }),
  z.strictObject({ type: z.literal('retrying'), forMs: ms }),
  /** A stretch of the stream was not seen, and it is not proved that nothing was missed. */
  bare('gap'),
  z.strictObject({ type: z.literal('no-event'), forMs: ms }),
  /** No text and no item, counted from the request. */
  z.strictObject({ type: z.literal('no-content'), forMs: ms }),
  /** Neither percent, count, stage, item nor text went on. */
  z.strictObject({ type: z.literal('no-progress'), forMs: ms }),
  z.strictObject({ type: z.literal('not-finished'), forMs: ms }),
  /** It takes longer than `times` the 90th percentile of the person's own runs of its kind. */
  z.strictObject({ type: z.literal('slow'), times: z.number().min(1).max(100) }),
  /** No run of the rule's scope was added. Asked of the scope and of no run. */
  z.strictObject({ type: z.literal('none-started'), forMs: ms }),
  /** An event that this search finds in the run. */
  z.strictObject({ type: z.literal('event'), query: z.string().min(1).max(1_000) }),
  /** A check of the server did not pass. */
  bare('check'),
  /** `first_content` in ms from the request, the others each second: of the last minute's events, of a completed job's tokens. */
  z.strictObject({
    type: z.literal('figure'),
    figure: z.enum(figureNames),
    is: z.enum(['>', '<']),
    value: z.number().nonnegative().max(1e12),
  }),
] as const

export const conditionSchema = z.discriminatedUnion('type', conditions)
export type Condition = z.infer<typeof conditionSchema>
export type ConditionOf<T extends AlertType> = Extract<Condition, { type: T }>
