// The transcript format, version 1: a run as lines of JSON. docs/transcript.md explains it; these schemas define what a
// line holds, not the order of lines or where they are stored.

import { z } from 'zod'
import { countSchema as count, durationSchema, timeSchema as time } from '../basics/numbers.ts'
import { severities } from '../run/attention.ts'
import { noMarks } from '../run/no-marks.ts'
import { attemptSchema, connectionSchema, gapSchema, marksSchema, transitionSchema } from '../run/run.ts'
import { jobStates } from '../run/states.ts'
import { clientSideSchema } from '../run/tapped.ts'

export const transcriptType = 'runlight-transcript'
export const transcriptVersion = 1
/** Longer data goes on in `more` lines, so that no reader needs room for a line that is longer than it can bear. */
export const partUnits = 4 * 2 ** 20

const id = z.int().positive()

/** A tapped run's client. Its job's digest is no part of a file: it would tell an address that was taken out. */
const clientSchema = clientSideSchema.extend({
  since: time,
  bytes: count,
  waiting: count,
  slowMs: durationSchema,
})

/** How often a rule of redaction has replaced something. */
export const redactedSchema = z.object({ what: z.string(), count })

/** Which of the run's events a section holds, where it does not hold all: ranges of `seq`, both ends included. */
export const selectionSchema = z.object({
  ranges: z.array(z.tuple([id, id])),
  query: z.string().nullable(),
  /** How many events the run had in all. */
  of: count,
})

/** The first line of a section. Times are epoch milliseconds of the machine that watched. */
export const headerSchema = z.object({
  type: z.literal(transcriptType),
  version: z.literal(transcriptVersion),
  run: z.object({
    /** The run's own, the same in every copy of it. */
    uid: z.string().min(1).max(200),
    kind: z.string().min(1).max(200),
    title: z.string(),
    server: z.string(),
    baseUrl: z.string(),
    params: z.record(z.string(), z.string()),
    createdAt: time,
    generates: z.boolean(),
    marks: marksSchema.extend({ acknowledgedAt: time.nullable() }),
    job: z.object({ state: z.enum(jobStates), cause: z.string().nullable(), finishedAt: time.nullable() }),
    connection: connectionSchema.extend({ attempt: count, since: time, retryAt: time.nullable() }),
    bytes: count,
    lastBytesAt: time.nullable(),
    beatMs: durationSchema.nullable(),
    /** Absent where Runlight itself asked. `unrecorded`: bytes that the client has and the log has not. */
    tapped: z.object({ client: clientSchema, unrecorded: count }).exactOptional(),
  }),
  /** How many `event` lines follow. */
  events: count,
  exportedAt: time,
  by: z.string(),
  redaction: z.object({ on: z.boolean(), rules: z.array(z.string()) }),
  selection: selectionSchema.nullable(),
})

const runShape = headerSchema.shape.run.shape

/**
 * A header of which only what names the run and its events has to be right: what else is damaged is as if nothing were known
 * of it, so that one wrong number does not cost a whole run.
 */
export const damagedHeaderSchema = headerSchema.extend({
  run: headerSchema.shape.run.extend({
    title: runShape.title.catch(''),
    server: runShape.server.catch(''),
    baseUrl: runShape.baseUrl.catch(''),
    params: runShape.params.catch({}),
    createdAt: runShape.createdAt.catch(0),
    generates: runShape.generates.catch(true),
    marks: runShape.marks.catch({ ...noMarks, tags: [] }),
    job: runShape.job.catch({ state: 'unknown', cause: null, finishedAt: null }),
    connection: runShape.connection.catch({
      state: 'stopped',
      cause: null,
      attempt: 0,
      since: 0,
      retryAt: null,
    }),
    bytes: runShape.bytes.catch(0),
    lastBytesAt: runShape.lastBytesAt.catch(null),
    beatMs: runShape.beatMs.catch(null),
    // That it came through a tap is not forgotten.
    tapped: z
      .object({
        client: clientSchema.catch({
          address: '',
          agent: null,
          state: 'unknown',
          since: 0,
          bytes: 0,
          waiting: 0,
          slowMs: 0,
        }),
        unrecorded: count.catch(0),
      })
      .exactOptional(),
  }),
  events: headerSchema.shape.events.catch(0),
  exportedAt: headerSchema.shape.exportedAt.catch(0),
  by: headerSchema.shape.by.catch(''),
  redaction: headerSchema.shape.redaction.catch({ on: false, rules: [] }),
})

export const eventLineSchema = z.object({
  type: z.literal('event'),
  seq: id,
  at: time,
  attempt: count,
  name: z.string(),
  /** Absent where the event carried none. */
  id: z.string().exactOptional(),
  data: z.string(),
  /** What Runlight made of it, by name. A reader may pass over all but `repeat`, `maybeRepeat`, `noData`, `cutOff` and `bareLine`, which no event shows by itself. */
  flags: z.array(z.string()).exactOptional(),
  /** The length of the data as it was received, in UTF-16 units, where it was cut. */
  trueSize: count.exactOptional(),
  /** The bytes of the data in base64, where they were no valid UTF-8. */
  raw: z.base64().exactOptional(),
  /** How many lines the data takes, this one included; absent for one. */
  parts: z.int().min(2).max(64).exactOptional(),
})

/** A further part of the data of the event before it. */
export const moreLineSchema = z.object({
  type: z.literal('more'),
  seq: id,
  part: z.int().min(2),
  data: z.string(),
})

export const attemptLineSchema = attemptSchema.extend({
  type: z.literal('attempt'),
  number: count,
  startedAt: time,
  openedAt: time.nullable(),
  endedAt: time.nullable(),
  bytes: count,
  events: count,
  comments: count,
  replayed: count,
  client: clientSchema.exactOptional(),
})
export const gapLineSchema = gapSchema.extend({
  type: z.literal('gap'),
  attempt: count,
  from: time,
  until: time.nullable(),
  bytes: z.int().positive().exactOptional(),
})
export const transitionLineSchema = transitionSchema.extend({
  type: z.literal('transition'),
  at: time,
  attempt: count,
})

/** What a rule has fired for on the run. It stands after the event that it followed. */
export const alertLineSchema = z.object({
  type: z.literal('alert'),
  /** What it is about: `stalled`, `no-event` and so on. A reader passes over those that it does not know. */
  what: z.string().min(1).max(100),
  severity: z.enum(severities),
  /** What the rule says, or is called. */
  rule: z.string().max(2_000),
  at: time,
  since: time,
  cause: z.string().max(10_000),
  /** The event that it is about; null where it is a silence or a state. */
  seq: id.nullable(),
  /** How many events of the run were stored then. */
  afterSeq: count,
  lasting: z.boolean(),
  resolvedAt: time.nullable(),
  resolution: z.string().max(1_000).nullable(),
  acknowledgedAt: time.nullable(),
  note: z.string().max(2_000).nullable(),
  /** It is about so many runs of a server, of so many; null where it is about this one. */
  several: z.object({ runs: count, of: count }).nullable(),
})

/** The last line of a section. A section without it was cut off. */
export const endLineSchema = z.object({
  type: z.literal('end'),
  events: count,
  redacted: z.array(redactedSchema),
})

export type Redacted = z.infer<typeof redactedSchema>
export type Selection = z.infer<typeof selectionSchema>
export type Header = z.infer<typeof headerSchema>
export type EventLine = z.infer<typeof eventLineSchema>
export type MoreLine = z.infer<typeof moreLineSchema>
export type AttemptLine = z.infer<typeof attemptLineSchema>
export type GapLine = z.infer<typeof gapLineSchema>
export type TransitionLine = z.infer<typeof transitionLineSchema>
export type AlertLine = z.infer<typeof alertLineSchema>
export type EndLine = z.infer<typeof endLineSchema>
