// The settings of a person: kept with the log and told to every screen. A change names some of them; each is replaced whole.

import { z } from 'zod'
import { retentionRuleSchema } from '../storage/retention.ts'
import { boardSettingsSchema } from './board-settings.ts'
import { hubPlaceSchema, mostHubs } from './calls/hubs.ts'
import { tapSettingsSchema } from './calls/tap-settings.ts'

/**
 * `system`, `utc` or a name of the IANA database. Any name: a page and its engine may know different ones, and what one does not
 * know it takes for `system`.
 */
const timeZoneSchema = z.string().regex(/^[\w+\-/]{1,64}$/)

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** The height of rows: 32 px, or 48 px as comfort. */
  density: z.enum(['compact', 'comfort']).default('compact'),
  clock: z.enum(['system', '12', '24']).default('system'),
  /** The zone that times are shown in, and entered in. */
  zone: timeZoneSchema.default('system'),
  /** Searches that were given a name. */
  views: z
    .array(z.object({ name: z.string().min(1).max(80), query: z.string().max(10_000) }))
    .max(100)
    .default([]),
  /** The person's own patterns (regular expressions) for what an export must not show. */
  redact: z.array(z.string().min(1).max(500)).max(50).default([]),
  retention: z.array(retentionRuleSchema).max(50).default([]),
  /** How rows of a log are drawn; `columns` holds the pinned JSON paths by kind. */
  log: z
    .object({
      wrap: z.boolean(),
      mono: z.boolean(),
      columns: z.record(z.string().max(200), z.array(z.string().min(1).max(200)).max(8)),
      /** Rows show the data as received instead of their message. */
      raw: z.boolean().default(false),
      /** Consecutive pieces of a text are rows of their own. */
      singleChunks: z.boolean().default(false),
    })
    .default({ wrap: false, mono: false, columns: {}, raw: false, singleChunks: false }),
  board: boardSettingsSchema.default({ group: 'none', folded: [], columns: null }),
  /** For hosts with a window of their own: what closing it means, and whether live runs keep the computer awake. */
  desktop: z
    .object({ closing: z.enum(['ask', 'stay', 'end']), stayAwake: z.boolean() })
    .default({ closing: 'ask', stayAwake: false }),
  /** The latest opened first. Changed by the calls `desk.*` alone, on hosts with a window of their own. */
  hubs: z.array(hubPlaceSchema).max(mostHubs).default([]),
  /** Changed by the calls `taps.*` alone, which know what can be had. */
  taps: tapSettingsSchema.default({ listen: '127.0.0.1:4319', keepBodies: true, servers: [] }),
})

/** Some of the settings; what is absent stays as it is. */
export const settingsChangeSchema = z.strictObject({
  theme: settingsSchema.shape.theme.exactOptional(),
  density: settingsSchema.shape.density.unwrap().exactOptional(),
  clock: settingsSchema.shape.clock.unwrap().exactOptional(),
  zone: settingsSchema.shape.zone.unwrap().exactOptional(),
  views: settingsSchema.shape.views.unwrap().exactOptional(),
  redact: settingsSchema.shape.redact.unwrap().exactOptional(),
  retention: settingsSchema.shape.retention.unwrap().exactOptional(),
  log: settingsSchema.shape.log.unwrap().exactOptional(),
  board: boardSettingsSchema.exactOptional(),
  desktop: settingsSchema.shape.desktop.unwrap().exactOptional(),
})

export type AppSettings = z.infer<typeof settingsSchema>
