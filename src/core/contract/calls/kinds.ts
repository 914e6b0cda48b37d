// Kinds, as forms and filters need them: Runlight's own, and those that people made by kind files of the data directory.

import { z } from 'zod'
import { longestKindFile } from '../../kind-file/file-limits.ts'

const conditionSchema = z.object({ field: z.string(), in: z.array(z.string()).readonly() })

const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['text', 'integer', 'url', 'multiline', 'choice', 'switch', 'headers', 'lines', 'queries']),
  required: z.boolean(),
  default: z.string().nullable(),
  help: z.string(),
  placeholder: z.string().exactOptional(),
  choices: z
    .array(z.object({ value: z.string(), label: z.string(), help: z.string().exactOptional() }))
    .readonly()
    .exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  pattern: z.object({ source: z.string(), problem: z.string() }).exactOptional(),
  template: z.array(z.string()).readonly().exactOptional(),
  when: conditionSchema.exactOptional(),
  needed: conditionSchema.exactOptional(),
  many: z.boolean().exactOptional(),
  advanced: z.boolean().exactOptional(),
})

/** A kind as a form and a filter need it. `usual` is read off the user's own completed runs. */
export const kindInfoSchema = z.object({
  id: z.string(),
  label: z.string(),
  icon: z.string(),
  description: z.string(),
  needsServer: z.boolean(),
  /** With its default settings every request starts work (law 4). */
  generates: z.boolean(),
  fields: z.array(fieldSchema),
  usual: z.object({ p10Ms: z.number(), p50Ms: z.number(), p90Ms: z.number(), count: z.int() }).nullable(),
})

/** One thing that is wrong with a file; `line` and `column` count from 1. */
const problemSchema = z.object({ line: z.int(), column: z.int(), reason: z.string() })

const kindFileSchema = z.object({
  file: z.string(),
  /** The kind that it makes, or would make. */
  id: z.string(),
  /** Null where the file has problems: then there is no such kind. */
  label: z.string().nullable(),
  problems: z.array(problemSchema),
})

export const kindCalls = {
  'kinds.list': { input: z.strictObject({}), output: z.array(kindInfoSchema) },
  /** Every kind file there is, with what is wrong with it, and the folder they are in. */
  'kinds.files': {
    input: z.strictObject({}),
    output: z.object({ folder: z.string(), files: z.array(kindFileSchema) }),
  },
  /**
   * Writes the file of kind `id`, unless something is wrong with its text: then the problems say so and nothing was written. A
   * file that is there already is replaced only where that is asked for (`bad-input`, its detail has `taken: true`).
   */
  'kinds.save': {
    input: z.strictObject({
      id: z.string().max(40),
      text: z.string().max(longestKindFile),
      replace: z.boolean(),
    }),
    output: z.object({ problems: z.array(problemSchema) }),
  },
} as const

export type KindFileInfo = z.infer<typeof kindFileSchema>
