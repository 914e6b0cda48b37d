// What a rule of a kind file can say: every reading there is (`src/core/job/reading.ts`), with values that are found in the
// event. The descriptions go into the JSON Schema that editors complete by.

import { z } from 'zod'

const longestText = 2_000
const mostWords = 100

const plain = z.union([z.string().max(longestText), z.number(), z.boolean(), z.null()], {
  error: 'This must be a text, a number, true, false or null.',
})

/** A text of the file: a path, a template or what it says itself. */
const textValue = z.string().max(longestText)

const taken = z
  .strictObject({
    from: textValue.describe('The path of the value: data.state, item.id, event.name.'),
    words: z
      .record(z.string().max(200), textValue)
      .refine((words) => Object.keys(words).length <= mostWords, `At most ${mostWords} words fit here.`)
      .exactOptional()
      .describe('What the service’s own words mean: { "done": "completed" }. Other words stay as they are.'),
    times: z
      .number()
      .exactOptional()
      .describe('The number is multiplied by this: 100 makes a share of 1 a percentage.'),
    or: plain.exactOptional().describe('What stands there where the event has no such value.'),
  })
  .describe('A value of the event, and what is made of it.')

const literal = z
  .strictObject({ text: textValue })
  .describe('A text that is meant as it is written, even where it looks like a path.')

const valueSchema = z
  .union([textValue, z.number(), z.boolean(), z.null(), taken, literal], {
    error: 'This must be a text, a number, true, false, null, { "from": … } or { "text": … }.',
  })
  .meta({
    id: 'value',
    description:
      'A path (data, data.…, item.…, event.name, event.id), a text with {{path}} in it, or the value itself.',
  })

const value = valueSchema
const maybe = valueSchema.exactOptional()

export const sayingSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ping') }).describe('A sign of life.'),
  z
    .strictObject({ type: z.literal('status'), state: value, reason: maybe })
    .describe('The state of the job: pending, processing, completed or failed.'),
  z
    .strictObject({ type: z.literal('progress'), percent: maybe, done: maybe, total: maybe, raw: maybe })
    .describe('How far the job is: a percentage, or a count and its total.'),
  z
    .strictObject({
      type: z.literal('stage'),
      id: maybe,
      label: value,
      state: maybe.describe('entered (which also ends the stage before), started, completed or failed.'),
      index: maybe,
      of: maybe,
    })
    .describe('A step of the work.'),
  z
    .strictObject({ type: z.literal('log'), message: value, level: maybe, details: maybe, at: maybe })
    .describe('A line of the job’s own log.'),
  z
    .strictObject({
      type: z.literal('item'),
      id: value,
      title: maybe,
      description: maybe,
      tags: maybe,
      state: maybe,
      at: maybe,
    })
    .describe('Something that the job made; the same id again is the same thing.'),
  z
    .strictObject({
      type: z.literal('text'),
      text: value,
      mode: z.enum(['append', 'final']).exactOptional(),
      channel: z.enum(['answer', 'reasoning']).exactOptional(),
    })
    .describe('A piece of the text that is written, or (final) the whole of it.'),
  z
    .strictObject({
      type: z.literal('tool'),
      id: value,
      name: maybe,
      state: maybe.describe('writing, called, completed or failed.'),
      args: maybe,
      argsMode: z.enum(['append', 'final']).exactOptional(),
      result: maybe,
      alias: maybe,
    })
    .describe('A call of a tool.'),
  z
    .strictObject({
      type: z.literal('usage'),
      input: maybe,
      output: maybe,
      cached: maybe,
      reasoning: maybe,
      model: maybe,
      finish: maybe,
      adds: z.boolean().exactOptional(),
    })
    .describe('What a model has used, in tokens.'),
  z
    .strictObject({
      type: z.literal('check'),
      name: value,
      passed: value,
      score: maybe,
      issues: maybe,
      stage: maybe,
    })
    .describe('A verdict on the result.'),
  z
    .strictObject({ type: z.literal('times'), startedAt: maybe, endedAt: maybe })
    .describe('When the work began and ended: a date, or seconds or milliseconds of the epoch.'),
  z.strictObject({ type: z.literal('fact'), name: value, value }).describe('A named value worth showing.'),
  z
    .strictObject({ type: z.literal('outcome'), state: value, reason: maybe })
    .describe('The verdict on the job: completed or failed.'),
  z.strictObject({ type: z.literal('terminal') }).describe('The stream’s last event.'),
  z
    .strictObject({ type: z.literal('unreadable'), reason: value })
    .describe('The event is not what was to be expected.'),
])

export type Value = z.infer<typeof valueSchema>
export type Saying = z.infer<typeof sayingSchema>
