// The format of a kind file, version 1. What only makes sense together (a placeholder and its field, a search that can be
// understood) is checked where the file is compiled.

import { z } from 'zod'
import { methods } from '../kind/methods.ts'
import { longestQuery } from '../query/longest-query.ts'
import { sayingSchema } from './sayings.ts'

/** The fields that a kind file may ask a person for; headers are the server's or the run's own. */
const fieldTypes = ['text', 'integer', 'url', 'multiline', 'choice', 'switch', 'lines'] as const

const sentence = z.string().max(400)
const template = z.string().max(8_000)
const conditionSchema = z
  .strictObject({ field: z.string(), in: z.array(z.string()).min(1).max(50) })
  .describe('Another field has one of these values.')

const fieldSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z]\w{0,39}$/,
      'A field’s name is one word of at most 40 letters, digits and _, and begins with a letter.',
    )
    .describe('The word by which the request names it: {{name}}.'),
  label: z.string().min(1).max(60),
  type: z.enum(fieldTypes).default('text'),
  required: z.boolean().default(false),
  default: z.string().max(10_000).nullable().default(null),
  help: sentence.default(''),
  placeholder: sentence.exactOptional(),
  choices: z
    .array(
      z.strictObject({
        value: z.string().max(200),
        label: z.string().max(200),
        help: sentence.exactOptional(),
      }),
    )
    .min(1)
    .max(100)
    .exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  when: conditionSchema.exactOptional(),
  needed: conditionSchema.exactOptional(),
  many: z.boolean().exactOptional().describe('Several values at once make one run each.'),
  advanced: z.boolean().exactOptional().describe('Shown only on request.'),
})

const bodySchema = z
  .union(
    [
      z.strictObject({ json: z.unknown().describe('Any JSON; its texts may hold {{name}}.') }),
      z.strictObject({
        form: z.record(z.string().max(200), template),
        lines: z
          .string()
          .exactOptional()
          .describe('The field whose lines name=value are further fields of the form.'),
      }),
      z.strictObject({ text: template }),
    ],
    { error: 'A body is { "json": … }, { "form": { … } } or { "text": "…" }.' },
  )
  .describe('What is sent: JSON, a form or a text.')

const requestSchema = z.strictObject({
  method: z.enum(methods).exactOptional(),
  path: template.exactOptional().describe('The path on a server: /v1/jobs/{{id}}/events.'),
  url: template
    .exactOptional()
    .describe('Instead of a path the whole address, for a service that is at one place only.'),
  query: z.record(z.string().max(200), template).exactOptional(),
  headers: z.record(z.string().max(200), template).exactOptional(),
  body: bodySchema.exactOptional(),
})

const ruleSchema = z.strictObject({
  when: z
    .string()
    .max(longestQuery)
    .default('')
    .describe('A search, as in the log’s filter: event:progress data.status:running. Empty: every event.'),
  each: z
    .string()
    .max(2_000)
    .exactOptional()
    .describe('The path of a list: what is said is said of each of its entries, which are item.'),
  says: z.union([sayingSchema, z.array(sayingSchema).min(1).max(50)], {
    error: 'This must be what the rule says, { "type": … }, or a list of such.',
  }),
})

export const kindFileSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  version: z.literal(1).describe('The version of this format.'),
  label: z.string().min(1).max(60).describe('The kind’s name on the screen.'),
  icon: z.string().max(60).default('radio').describe('A lucide icon that the window has.'),
  description: sentence.exactOptional(),
  fields: z.array(fieldSchema).max(40).default([]),
  urlPatterns: z
    .array(z.string().max(500))
    .max(20)
    .exactOptional()
    .describe(
      'Addresses that are this kind’s: /v1/jobs/{id}/events?lang. Absent: made from the request’s path.',
    ),
  title: template.exactOptional().describe('A run’s title: Job {{id}}.'),
  request: requestSchema,
  observes: z
    .union([z.boolean(), conditionSchema], {
      error: 'This must be true, false or { "field": …, "in": […] }.',
    })
    .exactOptional()
    .describe('Asking again starts no work. Absent: guessed by the method.'),
  repeats: z.enum(['snapshot', 'none']).default('none'),
  beatMs: z.number().min(1_000).max(86_400_000).nullable().default(null),
  timeLimitMs: z.number().min(1_000).max(604_800_000).nullable().default(null),
  endings: z
    .strictObject({ onClose: z.boolean().exactOptional() })
    .exactOptional()
    .describe('onClose: the end of the stream is the good end of the job.'),
  reader: z.string().max(60).exactOptional().describe('The reader that reads what no rule does.'),
  rules: z.array(ruleSchema).max(200).default([]),
})

/** A kind file as it is written; what has a default may be absent. */
export type KindFile = z.input<typeof kindFileSchema>
export type ParsedKindFile = z.output<typeof kindFileSchema>
export type FileRule = ParsedKindFile['rules'][number]
export type FileField = ParsedKindFile['fields'][number]
export type FileRequest = ParsedKindFile['request']
