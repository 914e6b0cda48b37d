// The taps: which servers applications may ask by way of Runlight, where, and what has passed so far.

import { z } from 'zod'
import { serverTapSchema, tapSettingsSchema } from './tap-settings.ts'

const none = z.strictObject({})
const count = z.int().nonnegative()

/** What has passed through a tap since the engine opened. */
const tapCountsSchema = z.object({
  requests: count,
  /** Answers that are streams. */
  streams: count,
  /** Answers that are none. */
  others: count,
  /** Requests that the tap answered itself, since they could not be passed on. */
  refused: count,
  /** Streams that are in no run. */
  unrecorded: count,
  /** What the tap answered last by itself, in words, and when (epoch ms); null where it never had to. */
  lastRefusal: z.object({ at: z.number(), status: z.int(), cause: z.string() }).nullable(),
})

/** One address that stands for a server. `name` is empty where all of the address does. */
const tapSchema = z.object({
  name: z.string(),
  /** Null for one that is no server profile's. */
  serverId: z.int().nullable(),
  /** What applications are given in place of the server's base URL. */
  url: z.string(),
  /** The server's base URL. */
  to: z.string(),
  kind: z.string().nullable(),
  readAs: z.string().nullable(),
  counts: tapCountsSchema,
})

/** `off`: nothing is to be tapped. `failed`: the address could not be had; `sentence` says what to do. */
const tapStateSchema = z.object({
  state: z.enum(['off', 'listening', 'failed', 'unavailable']),
  sentence: z.string().nullable(),
  /** Who can reach what by this, where that is more than this computer; null where it is not. */
  warning: z.string().nullable(),
  listen: z.string(),
  keepBodies: z.boolean(),
  taps: z.array(tapSchema),
})

export const tapCalls = {
  'taps.list': { input: none, output: tapStateSchema },
  /**
   * Opens the tap of a server, or changes it. Rejects `bad-input` with its `problems` by field: a name that another tap has, or
   * that no URL can carry, a kind that is not there.
   */
  'taps.save': {
    input: serverTapSchema.extend({ name: z.string().max(200) }).strict(),
    output: tapStateSchema,
  },
  'taps.remove': { input: z.strictObject({ serverId: z.int().positive() }), output: tapStateSchema },
  /** Where the taps listen, and whether bodies are kept; absent parts stay. Rejects `bad-input` for what is no address. */
  'taps.configure': {
    input: z.strictObject({
      listen: tapSettingsSchema.shape.listen.exactOptional(),
      keepBodies: tapSettingsSchema.shape.keepBodies.exactOptional(),
    }),
    output: tapStateSchema,
  },
} as const

export type TapState = z.infer<typeof tapStateSchema>
export type TapCounts = z.infer<typeof tapCountsSchema>
