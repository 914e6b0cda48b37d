// Storage: what the log weighs, retention, backup, integrity, and the marks on runs.

import { z } from 'zod'
import { markChangeSchema } from '../../run/mark-change.ts'
import { retentionRuleSchema } from '../../storage/retention.ts'
import {
  previewSchema,
  removalSchema,
  sizesSchema,
  storageStatusSchema,
  taskTypes,
} from '../../storage/storage.ts'

const none = z.strictObject({})

export const storageCalls = {
  /** Changes what a person has put on the run; answered when it is stored. */
  'runs.mark': { input: z.strictObject({ run: z.int().positive(), change: markChangeSchema }), output: none },
  /** What the log weighs. Takes about a second for ten million events; asked again within 5 s, the last answer is given. */
  'storage.sizes': { input: none, output: sizesSchema },
  /** What is being done with the log, and what came of the last time. */
  'storage.status': { input: none, output: storageStatusSchema },
  /** What `rules` would take away now. Nothing is changed. */
  'storage.preview': {
    input: z.strictObject({ rules: z.array(retentionRuleSchema).max(50) }),
    output: previewSchema,
  },
  /** Starts removing what the stored rules take away now. */
  'storage.prune': { input: none, output: none },
  /** The removals so far, newest first, at most 100. */
  'storage.history': { input: none, output: z.array(removalSchema) },
  /** The backups in Runlight's own folder, newest first. */
  'storage.backups': {
    input: none,
    output: z.object({
      folder: z.string(),
      files: z.array(z.object({ name: z.string(), bytes: z.number(), at: z.number() })),
    }),
  },
  /** Starts a backup into Runlight's own folder; `file` is where it will be. */
  'storage.backup': { input: none, output: z.object({ file: z.string() }) },
  /** Checks the backup `name` of that folder and stages it: it becomes the log when Runlight starts next. Null takes that back. */
  'storage.restore': {
    input: z.strictObject({ name: z.string().min(1).max(255).nullable() }),
    output: none,
  },
  /** Writes a log anew that was deleted or moved under the engine; answered when it is in its place. */
  'storage.writeAnew': { input: none, output: none },
  /** Starts a check of the whole log. */
  'storage.check': { input: none, output: none },
  /** Ends the task of this type as soon as it can be ended. */
  'storage.cancel': { input: z.strictObject({ type: z.enum(taskTypes) }), output: none },
} as const
