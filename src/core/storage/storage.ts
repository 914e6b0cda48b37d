// The shapes of the log's storage: its size and parts, removals and their rules, running tasks, and integrity. Sizes
// are bytes, times epoch milliseconds.

import { z } from 'zod'
import { limits, retentionRuleSchema } from './retention.ts'

const bytes = z.number()
const time = z.number()

const share = z.object({ runs: z.int(), events: z.int(), bytes })

/** One run's share of the disk. */
const runShareSchema = z.object({
  run: z.int(),
  title: z.string(),
  kind: z.string(),
  server: z.string(),
  at: time,
  events: z.int(),
  bytes,
  pinned: z.boolean(),
})

/**
 * What the log weighs. The total is exact; what a run weighs is its share by the bytes of its events, since the pages of
 * the log and of its index are used by all runs together.
 */
export const sizesSchema = z.object({
  at: time,
  path: z.string(),
  /** On the disk: the log with its journal, free pages included. */
  total: bytes,
  journal: bytes,
  free: bytes,
  runs: z.int(),
  events: z.int(),
  kinds: z.array(share.extend({ kind: z.string() })),
  servers: z.array(share.extend({ server: z.string() })),
  /** By the month in which the events came, as `2026-01`. */
  months: z.array(z.object({ month: z.string(), events: z.int(), bytes })),
  /** The last 30 days, the oldest first, as `2026-01-31`. */
  days: z.array(z.object({ day: z.string(), events: z.int(), bytes })),
  biggest: z.array(runShareSchema),
  /** By part of the log, as SQLite counts pages; null where it was not counted. */
  parts: z.array(z.object({ part: z.enum(['events', 'index', 'rest']), bytes })).nullable(),
})

/** What a set of rules would take away, or takes. */
export const previewSchema = z.object({
  runs: z.int(),
  events: z.int(),
  bytes,
  /** In the order of the rules that were given. */
  rules: z.array(z.object({ rule: retentionRuleSchema, by: z.enum(limits).nullable(), ...share.shape })),
  /** The first of them, oldest first. */
  first: z.array(runShareSchema),
  /** How many runs only their pin keeps, and the first of those. */
  pinned: z.int(),
  firstPinned: z.array(runShareSchema),
})

/** One removal as it is remembered. */
export const removalSchema = z.object({
  id: z.int(),
  at: time,
  /** Who asked: Runlight by itself, because rules say so, or a person. */
  asked: z.enum(['rules', 'person']),
  runs: z.int(),
  events: z.int(),
  bytes,
  rules: z.array(retentionRuleSchema.extend({ by: z.enum(limits), count: z.int() })),
})

export const taskTypes = ['remove', 'free', 'backup', 'check', 'restore'] as const
export type TaskType = (typeof taskTypes)[number]

/** Something long that is being done. `done` and `total` count runs or bytes, as the sentence says. */
const taskSchema = z.object({
  type: z.enum(taskTypes),
  sentence: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  since: time,
})

/** What the last task of a type led to. */
const outcomeSchema = z.object({
  type: z.enum(taskTypes),
  at: time,
  ok: z.boolean(),
  sentence: z.string(),
})

const findingSchema = z.object({ ok: z.boolean(), text: z.string() })
/** The result of a check, each part in words. */
const checkSchema = z.object({
  at: time,
  ms: z.number(),
  ok: z.boolean(),
  findings: z.array(findingSchema),
})

const stagedSchema = z.object({ file: z.string(), at: time, bytes })
/**
 * A restore, written into the log that it makes: the log before it lies at `aside`. `session` names the engine that staged
 * it, which never carries it out itself.
 */
export const restoredSchema = z.object({
  at: time,
  file: z.string(),
  aside: z.string().nullable(),
  session: z.string().nullable(),
})

/** Everything that is under way and what came of the last of each. Pushed when it changes. */
export const storageStatusSchema = z.object({
  tasks: z.array(taskSchema),
  outcomes: z.array(outcomeSchema),
  removal: removalSchema.nullable(),
  check: checkSchema.nullable(),
  staged: stagedSchema.nullable(),
  restored: restoredSchema.nullable(),
  /** Of a log that is shared: which collector applies the rules, null while none does, and when that was done last. */
  upkeep: z.object({ collector: z.string().nullable(), doneAt: time.nullable() }).exactOptional(),
})

export type Sizes = z.infer<typeof sizesSchema>
export type RunShare = z.infer<typeof runShareSchema>
export type Preview = z.infer<typeof previewSchema>
export type RemovalRecord = z.infer<typeof removalSchema>
export type Task = z.infer<typeof taskSchema>
export type Outcome = z.infer<typeof outcomeSchema>
export type Check = z.infer<typeof checkSchema>
export type Finding = z.infer<typeof findingSchema>
export type Staged = z.infer<typeof stagedSchema>
export type Restored = z.infer<typeof restoredSchema>
export type StorageStatus = z.infer<typeof storageStatusSchema>
