// The shapes that leave the engine: what the board, the run page and the terminal are given. Schemas are the definition,
// types are read off them. Times are epoch milliseconds of this machine; durations are milliseconds.

import { z } from 'zod'
import { attentionSchema } from './attention-schema.ts'
import { noMarks } from './no-marks.ts'
import { noticeSchema } from './notice-schema.ts'
import { connectionStates, jobBearings, jobStates } from './states.ts'
import { clientSideSchema, tappedSchema } from './tapped.ts'

const time = z.number()
const id = z.int().positive()

/** What the server said of when its work began and ended, by its own clock; `seenAt` is when that was first heard here. */
export const timesSchema = z.readonly(
  z.object({ startedAt: time.nullable(), endedAt: time.nullable(), seenAt: time }),
)

const tokens = z.number().nonnegative().nullable()

/**
 * What a model has used, in tokens; null for what its service has not said. `input` includes `cached`, `output` includes
 * `reasoning`. `finish` is why it stopped, in the service's own word.
 */
export const usageSchema = z.readonly(
  z.object({
    input: tokens,
    output: tokens,
    cached: tokens,
    reasoning: tokens,
    model: z.string().nullable(),
    finish: z.string().nullable(),
  }),
)

/** When the first and the last of something came. */
export const stretchSchema = z.readonly(z.object({ firstAt: time, lastAt: time }))

/** The reader that a stream's own event chose, and that event's number. */
export const readerChoiceSchema = z.readonly(z.object({ id: z.string(), from: z.int() }))

/** The connection of one run now. `cause` says why in words; `retryAt` only while `waiting`. */
export const connectionSchema = z.object({
  state: z.enum(connectionStates),
  cause: z.string().nullable(),
  /** The number of the latest attempt, 0 before the first. */
  attempt: z.int(),
  since: time,
  retryAt: time.nullable(),
  /** What a person must give before it can go on; absent where that is nothing, or not known. */
  lacks: z.enum(['credentials', 'address']).exactOptional(),
  /** What is odd about the stream though it works, in words, and what mends it; absent where nothing is. */
  notice: z.string().exactOptional(),
})

/** What a connection has brought so far. `replayed`: events sent again under ids that are stored, which are not stored again. */
export const receivedSchema = z.object({
  bytes: z.int(),
  events: z.int(),
  comments: z.int(),
  replayed: z.int(),
})

/** What a person has put on a run. The title is the run's own. */
export const marksSchema = z.object({
  tags: z.array(z.string().min(1).max(60)).max(20),
  note: z.string().max(20_000),
  /** Never removed by retention. */
  pinned: z.boolean(),
  /** When a person said “seen”, so that it no longer asks for attention; null while nobody has. */
  acknowledgedAt: time.nullable(),
  /** Who said so, where several people share the log. */
  acknowledgedBy: z.string().max(300).exactOptional(),
})

/** Where an imported run came from: a file's name, and when. Such a run never connects. */
const originSchema = z.object({ file: z.string().max(500), at: time })

/**
 * A run in a log that several share; absent in a log of one's own. `space`: whose servers it belongs to. `collector`: the name of
 * the one that has it; null while nobody has. `wanted`: it is to be watched.
 */
const inTeamSchema = z.readonly(
  z.object({ space: z.int().positive(), collector: z.string().nullable(), wanted: z.boolean() }),
)

/** One run as a row of the board: everything a row needs, bounded in size. */
export const runSummarySchema = z.object({
  id,
  kind: z.string(),
  serverId: id.nullable(),
  /** The server's name, or the host of a run without a profile. */
  server: z.string(),
  title: z.string(),
  createdAt: time,
  /** When its server was first asked; absent before that. */
  askedAt: time.exactOptional(),
  /** The run this one was started again from. */
  againOf: id.nullable(),
  generates: z.boolean(),
  /** A person said that nothing lost is to be asked for again by itself; absent where it may be, as far as law 4 allows. */
  retry: z.literal(false).exactOptional(),
  /**
   * Its events are being read again, as `readAs` says or, where it is to be one of another kind, by `kind`; `done` of them were.
   * Absent while they are not.
   */
  reading: z
    .object({ readAs: z.string().max(200), kind: z.string().max(200).exactOptional(), done: z.int() })
    .exactOptional(),
  /** How often its events were read again: what was made of them before is no longer so. Absent: never. */
  readAgain: z.int().exactOptional(),
  marks: marksSchema.default({ ...noMarks, tags: [] }),
  /** Absent where it never had an alert and nothing is snoozed. */
  attention: attentionSchema.exactOptional(),
  imported: originSchema.nullable().default(null),
  /** Absent where Runlight asks by itself. */
  tapped: tappedSchema.exactOptional(),
  team: inTeamSchema.exactOptional(),
  job: z.object({
    state: z.enum(jobStates),
    cause: z.string().nullable(),
    percent: z.number().nullable(),
    done: z.number().nullable(),
    total: z.number().nullable(),
    raw: z.string().nullable(),
    firstProgress: z.object({ at: time, percent: z.number() }).nullable(),
    /** The last stages' labels and states, at most four, oldest first. */
    stages: z.array(z.object({ label: z.string(), state: z.enum(['running', 'completed', 'failed']) })),
    stage: z.string().nullable(),
    stageCount: z.int(),
    stagesOf: z.int().nullable(),
    items: z.int(),
    textLength: z.int(),
    failedChecks: z.int(),
    lastLog: z.string().nullable(),
    firstEventAt: time.nullable(),
    firstContentAt: time.nullable(),
    finishedAt: time.nullable(),
    times: timesSchema.exactOptional(),
    /** As in the job. */
    usage: usageSchema.exactOptional(),
    written: stretchSchema.exactOptional(),
    reasoned: stretchSchema.exactOptional(),
    /** How many tools were called, and how many of the calls have ended and have failed; absent where there is none. */
    tools: z.int().exactOptional(),
    toolsEnded: z.int().exactOptional(),
    toolsFailed: z.int().exactOptional(),
    /** The names of the first of them, each once. */
    toolNames: z.array(z.string()).exactOptional(),
    /** The name of the latest call that has not ended; absent where there is none. */
    tool: z.string().exactOptional(),
    reader: readerChoiceSchema.exactOptional(),
  }),
  connection: connectionSchema,
  /**
   * What the latest attempt has brought: stored with every transaction, the attempt itself only when it begins, opens and
   * ends. Absent before the first attempt.
   */
  received: receivedSchema.exactOptional(),
  /** Number of stored events; the last one's sequence number. */
  events: z.int(),
  pings: z.int(),
  unreadable: z.int(),
  repeats: z.int(),
  late: z.int(),
  gaps: z.int(),
  bytes: z.int(),
  lastEventAt: time.nullable(),
  /** The last sign of life: bytes of any sort, comments included. */
  lastBytesAt: time.nullable(),
  /** The learned or documented interval of signs of life, null while unknown. */
  beatMs: z.number().nullable(),
})

/**
 * One event as a row of the log. `data`, `name` and `id` are cut to what a row can show; `size` is the true length of the
 * data in UTF-16 units, `nameSize` and `idSize` those of the others in bytes, there only where they were cut.
 */
export const eventRowSchema = z.object({
  seq: id,
  at: time,
  attempt: z.int(),
  name: z.string(),
  nameSize: z.int().exactOptional(),
  id: z.string().nullable(),
  idSize: z.int().exactOptional(),
  data: z.string(),
  size: z.int(),
  flags: z.int(),
  /** What the event says in one sentence (core/job/event-message.ts); absent where the data says it best, and in whole events. */
  message: z.string().exactOptional(),
  /** The row stands for all events up to this one, consecutive pieces of a text, and its message is their beginning. */
  until: id.exactOptional(),
})

/** One HTTP connection made for a run. Headers and addresses are already without secrets. */
export const attemptSchema = z.object({
  number: z.int(),
  startedAt: time,
  openedAt: time.nullable(),
  endedAt: time.nullable(),
  method: z.string(),
  url: z.string(),
  status: z.int().nullable(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  redirects: z.array(z.string()),
  /** The resume id sent, if one was. */
  resumedFrom: z.string().nullable(),
  bytes: z.int(),
  events: z.int(),
  comments: z.int(),
  /** Events sent again under ids that are stored: counted and not stored again (a `repeat` is stored). */
  replayed: z.int(),
  /** How it ended, in words; null while it lasts. */
  ending: z.string().nullable(),
  /** The first 2 kB of an answer that was no stream, as text. */
  bodyHead: z.string().nullable(),
  /** The number of stored events before this attempt's first. */
  afterSeq: z.int(),
  /** What was odd about the stream though it worked, each code once; absent where nothing was. */
  notices: z.array(noticeSchema).max(20).exactOptional(),
  /** The application that asked; absent where Runlight did. */
  client: clientSideSchema.exactOptional(),
})

/** A stretch of the stream that was not seen, or may not have been. `until` is null while it lasts. */
export const gapSchema = z.object({
  number: z.int(),
  afterSeq: z.int(),
  attempt: z.int(),
  from: time,
  until: time.nullable(),
  cause: z.string(),
  /**
   * What is known of the loss. `nothing` was missed, or `some`: both are proved. `unproven`: the server was asked to
   * resume, and whether it did is not known. `unknown`: there was nothing to resume by. `open`: the gap lasts.
   */
  missed: z.enum(['nothing', 'some', 'unproven', 'unknown', 'open']),
  /** How many events are missing; only of a gap that missed `some`. */
  count: z.int().positive().exactOptional(),
  /** How many bytes passed through a tap without being recorded; only of a gap that is made of them. */
  bytes: z.int().positive().exactOptional(),
  /** How the loss is known, in words: `resumed by id 418`. */
  basis: z.string(),
})

/** One change of a connection's state, with its attempt and place in the log. */
export const transitionSchema = z.object({
  /** Counts the run's transitions from 1. */
  number: z.int(),
  at: time,
  attempt: z.int(),
  afterSeq: z.int(),
  state: z.enum(connectionStates),
  cause: z.string().nullable(),
  /**
   * Its bearing on the job: a lost stream makes it unknown, the operator's stop cancels it, an answer that said in place of
   * events what went wrong fails it; the end of a stream (`ended`) completes it where that is the job's own end.
   */
  job: z.enum(jobBearings).nullable(),
})

export type Marks = z.infer<typeof marksSchema>
export type Stretch = z.infer<typeof stretchSchema>
export type Usage = z.infer<typeof usageSchema>
export type ReaderChoice = z.infer<typeof readerChoiceSchema>
export type Received = z.infer<typeof receivedSchema>
export type Origin = z.infer<typeof originSchema>
export type Connection = z.infer<typeof connectionSchema>
export type RunSummary = z.infer<typeof runSummarySchema>
export type EventRow = z.infer<typeof eventRowSchema>

export type Attempt = z.infer<typeof attemptSchema>

export type Gap = z.infer<typeof gapSchema>
export type Transition = z.infer<typeof transitionSchema>
