// A job as the fold keeps it: everything the events of one run have said so far. It is plain data, bounded in size
// whatever the stream does, so that it can be stored as a checkpoint and sent over any wire. The schemas are the one
// definition: the types are read off them.

import { z } from 'zod'
import { readerChoiceSchema, stretchSchema, timesSchema, usageSchema } from '../run/run.ts'
import { jobStates } from '../run/states.ts'

const time = z.number()

const progress = z.readonly(
  z.object({
    /** 0–100, or null where the server gave nothing to derive it from. */
    percent: z.number().nullable(),
    done: z.number().nullable(),
    total: z.number().nullable(),
    /** What the server said, where the bar shows something else. */
    raw: z.string().nullable(),
    /** The first percentage seen and when, the basis of the estimate. */
    first: z.readonly(z.object({ at: time, percent: z.number() })).nullable(),
  }),
)

const stage = z.readonly(
  z.object({
    id: z.string(),
    label: z.string(),
    state: z.enum(['running', 'completed', 'failed']),
    startedAt: time,
    endedAt: time.nullable(),
  }),
)

const item = z.readonly(
  z.object({
    id: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    tags: z.readonly(z.array(z.string())),
    state: z.string().nullable(),
    /** The server's own time, in its own text. */
    createdAt: z.string().nullable(),
    /** When it was first seen here. */
    at: time,
  }),
)

const text = z.readonly(
  z.object({
    content: z.string(),
    /** The true length in UTF-16 units; larger than `content.length` where that was cut. */
    length: z.number(),
    /** `final` is the server's authoritative text, `pieces` what was assembled from its chunks. */
    source: z.enum(['pieces', 'final']),
    /** The authoritative text is not the same as the assembled pieces. */
    differs: z.boolean(),
    pieces: z.number(),
  }),
)

export const toolSchema = z.readonly(
  z.object({
    id: z.string(),
    alias: z.string().exactOptional(),
    /** Null until the stream has said it. */
    name: z.string().nullable(),
    /** `writing`: its arguments are still being written; `called`: the tool is at work. */
    state: z.enum(['writing', 'called', 'completed', 'failed']),
    args: z.string(),
    /** The true length of the arguments in UTF-16 units; larger than `args.length` where they were cut. */
    argsLength: z.number(),
    /** What the tool gave back; of a call that failed, what went wrong. */
    result: z.string().nullable(),
    startedAt: time,
    /** When its arguments were whole, so that the tool could begin; null before that. */
    calledAt: time.nullable(),
    /** When its result came; null before that, and where the stream tells none. */
    endedAt: time.nullable(),
  }),
)

const check = z.readonly(
  z.object({
    name: z.string(),
    passed: z.boolean(),
    score: z.number().nullable(),
    issues: z.readonly(z.array(z.string())),
    /** The id of the stage that made it. */
    stage: z.string().exactOptional(),
    at: time,
  }),
)

const fact = z.readonly(z.object({ name: z.string(), value: z.string() }))

const counts = z.readonly(
  z.object({
    events: z.number(),
    /** Events of each of these classes, as the log's flags count them. */
    pings: z.number(),
    unreadable: z.number(),
    /** Events that a new connection said again. */
    repeats: z.number(),
    /** Events after the job's end, kept and flagged. */
    late: z.number(),
    warnings: z.number(),
    errors: z.number(),
    stages: z.number(),
    items: z.number(),
    itemsDone: z.number(),
    /** Calls of tools; absent while there is none. */
    tools: z.number().exactOptional(),
    /** Of these, those whose result or failure came, and those that failed; absent while there is none. */
    toolsEnded: z.number().exactOptional(),
    toolsFailed: z.number().exactOptional(),
  }),
)

export const jobSchema = z.readonly(
  z.object({
    state: z.enum(jobStates),
    cause: z.string().nullable(),
    progress,
    stages: z.readonly(z.array(stage)),
    /** How many stages the server announced, if it did. */
    stagesOf: z.number().nullable(),
    items: z.readonly(z.array(item)),
    text: text.nullable(),
    /** What a model thought on the way to its answer; absent while nothing of it came. */
    reasoning: text.exactOptional(),
    /** When the first and the last piece of its reasoning came; absent before the first. */
    reasoned: stretchSchema.exactOptional(),
    /** The last calls of tools, oldest first; absent while there is none. */
    tools: z.readonly(z.array(toolSchema)).exactOptional(),
    /** The names of the tools that were called, each once, in order; absent while none is known. */
    toolNames: z.readonly(z.array(z.string())).exactOptional(),
    /** Absent where no model's use is told. */
    usage: usageSchema.exactOptional(),
    /** When the first and the last piece of text or of a tool's arguments came; absent before the first. */
    written: stretchSchema.exactOptional(),
    /** The reader that recognised the stream, and the number of the event it did so at; absent where none has. */
    reader: readerChoiceSchema.exactOptional(),
    checks: z.readonly(z.array(check)),
    facts: z.readonly(z.array(fact)),
    lastLog: z.readonly(z.object({ level: z.string(), message: z.string() })).nullable(),
    counts,
    /** Epoch milliseconds of arrival here, null until it happened. */
    firstEventAt: time.nullable(),
    lastEventAt: time.nullable(),
    /** First text or item: what a person waited for, not the first control frame. */
    firstContentAt: time.nullable(),
    finishedAt: time.nullable(),
    /** Absent where the server says nothing of it. */
    times: timesSchema.exactOptional(),
    /** The stream's own last event was seen. */
    terminal: z.boolean(),
  }),
)

export type Job = z.infer<typeof jobSchema>
export type Stage = z.infer<typeof stage>
export type Item = z.infer<typeof item>
export type Text = z.infer<typeof text>
export type Tool = z.infer<typeof toolSchema>
export type Check = z.infer<typeof check>
export type Fact = z.infer<typeof fact>
