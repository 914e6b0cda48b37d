// How a person wants the board: what its runs are grouped by, which groups are folded, and its columns.

import { z } from 'zod'

/** What the runs of a board may stand in groups by. */
const groupings = ['none', 'server', 'kind', 'tag', 'job', 'connection', 'client'] as const
export type GroupBy = (typeof groupings)[number]

/** More than these need not be remembered: the folded groups of long ago go first. */
const mostFolded = 200

export const boardSettingsSchema = z.object({
  group: z.enum(groupings),
  /** The keys of the folded groups, whatever the runs are grouped by. */
  folded: z.array(z.string().max(300)).max(mostFolded).readonly(),
  /** The names of the columns that are shown, in their order; null: as the board comes. Names that are not known are passed over. */
  columns: z.array(z.string().min(1).max(40)).max(40).readonly().nullable(),
})

export type BoardSettings = z.infer<typeof boardSettingsSchema>
