// The calls about what a person wants to ask: what a URL may mean, and what a request means that was copied from elsewhere.

import { z } from 'zod'

/** A kind with the parameters that make the request; `baseUrl` is empty where the kind has a URL of its own. */
const matchSchema = z.object({
  kind: z.string(),
  serverId: z.int().nullable(),
  baseUrl: z.string(),
  params: z.record(z.string(), z.string()),
})

/** One request as it was copied: what it may be watched as, best first, and in sentences what of it is not taken over. */
const copiedRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  matches: z.array(
    matchSchema.extend({
      /** Further headers, as lines of `Name: value`, that may be shown. */
      headers: z.string(),
      /** Those that hold secrets: to be kept, and not to be shown. */
      secretHeaders: z.string(),
    }),
  ),
  notes: z.array(z.string()),
})

export const requestCalls = {
  /** What a pasted URL may mean, best first; empty where it is nothing that can be watched. */
  'kinds.match': { input: z.strictObject({ text: z.string().max(10_000) }), output: z.array(matchSchema) },
  /**
   * Reads requests that were copied as a command, a script, HTTP or HAR, without carrying out anything. `variables` are those
   * of a shell. A `bad-input` error says what cannot be read, and what to do.
   */
  'requests.read': {
    input: z.strictObject({
      text: z.string().max(5_000_000),
      variables: z.record(z.string().max(200), z.string().max(100_000)).exactOptional(),
    }),
    output: z.object({ requests: z.array(copiedRequestSchema) }),
  },
} as const
