// Export, import, and their progress. No path is named here: where a file goes is between the person and the host, so
// that no page can read or write files of its choice.

import { z } from 'zod'
import { momentMsSchema, seqSchema } from '../../basics/numbers.ts'
import { redactedSchema } from '../../transcript/format.ts'

const job = z.strictObject({ job: z.int().positive() })
const range = z.tuple([seqSchema, seqSchema])

export const exportFormats = ['transcript', 'csv', 'sse', 'jsonl', 'html'] as const

/** What is taken away: a run, some of its events (ranges of `seq`, or what a query finds in it), several runs in one file, or a search result. */
const exportedSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('run'),
    run: z.int().positive(),
    ranges: z.array(range).min(1).max(10_000).nullable(),
    query: z.string().max(10_000),
  }),
  z.strictObject({ type: z.literal('runs'), runs: z.array(z.int().positive()).min(1).max(100_000) }),
  z.strictObject({ type: z.literal('search'), query: z.string().min(1).max(10_000) }),
])

/** What became of a file that was brought in: one entry for each run in it. */
const importedRunSchema = z.object({
  /** `known`: it was here already and stays as it is; `replaced`: an earlier import of it was shorter. */
  outcome: z.enum(['added', 'known', 'replaced']),
  run: z.int(),
  title: z.string(),
  events: z.int(),
})

const importReportSchema = z.object({
  file: z.string(),
  runs: z.array(importedRunSchema),
  /** How many lines or entries could not be used, and the first of them. */
  damaged: z.int(),
  problems: z.array(z.object({ line: z.int().nullable(), reason: z.string() })),
  /** What else should be known: that the file was cut off, that times are not the original ones. */
  notes: z.array(z.string()),
})

const jobProgressSchema = z.object({
  type: z.enum(['export', 'import']),
  state: z.enum(['working', 'done', 'failed', 'cancelled']),
  /** Events so far, and of how many where that is known. */
  events: z.int(),
  total: z.int().nullable(),
  bytes: z.int(),
  /** For an import: the size of the file. */
  totalBytes: z.int().nullable(),
  /** Where the file is, in the host's words. */
  where: z.string().nullable(),
  /** Why it failed, or that nothing was kept. */
  sentence: z.string().nullable(),
  redacted: z.array(redactedSchema),
  notes: z.array(z.string()),
  report: importReportSchema.nullable(),
})

export const transcriptCalls = {
  /** `job` null: the person chose no place. `download`: the path at which the host gives the file, once. */
  'transcripts.export': {
    input: z.strictObject({ what: exportedSchema, format: z.enum(exportFormats), redact: z.boolean() }),
    output: z.object({ job: z.int().nullable(), download: z.string().nullable() }),
  },
  /** Begins an import: the file follows in pieces, and is read when it is whole. `kind` for event streams only. */
  'transcripts.import': {
    input: z.strictObject({
      name: z.string().min(1).max(500),
      size: z.int().nonnegative(),
      modifiedAt: momentMsSchema,
      kind: z.string().max(200).nullable(),
    }),
    output: z.object({ job: z.int() }),
  },
  /** The next piece of the file, in base64, in order. */
  'transcripts.piece': {
    input: z.strictObject({ job: z.int().positive(), data: z.string().max(6 * 2 ** 20) }),
    output: z.strictObject({}),
  },
  'transcripts.progress': { input: job, output: jobProgressSchema },
  'transcripts.cancel': { input: job, output: z.strictObject({}) },
} as const

export type Exported = z.infer<typeof exportedSchema>
export type ExportFormat = (typeof exportFormats)[number]
export type ImportReport = z.infer<typeof importReportSchema>
export type JobProgress = z.infer<typeof jobProgressSchema>

/** The progress of an export or import that has just begun. */
export function newJobProgress(type: JobProgress['type']): JobProgress {
  return {
    type,
    state: 'working',
    events: 0,
    total: null,
    bytes: 0,
    totalBytes: null,
    where: null,
    sentence: null,
    redacted: [],
    notes: [],
    report: null,
  }
}
