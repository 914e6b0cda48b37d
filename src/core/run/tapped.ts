// A run that came through a tap: an application asked its server by way of Runlight, which watched. There are two connections
// then, the server's to Runlight and Runlight's to the application, the client. `RunSummary.connection` is the first, this the
// second. Runlight only looks on: it never asks for such a run, holds it up, or repeats anything of it.

import { z } from 'zod'

const time = z.number()

/**
 * How the client's connection fares, from the wire alone. `open`: it takes what comes. `slow`: it takes nothing, and what came
 * waits for it. `done`: it was handed all of the answer. `gone`: it went away before that. `cut`: its answer was broken off,
 * since the server's was. `unknown`: Runlight was not there to see it.
 */
const clientStates = ['open', 'slow', 'done', 'gone', 'cut', 'unknown'] as const
export type ClientState = (typeof clientStates)[number]

/** The client's side of one attempt. `bytes` of the answer it was handed; `slowMs` is how long it took nothing, in all. */
export const clientSideSchema = z.object({
  address: z.string().max(100),
  /** Its User-Agent, in its own words; null where it gave none. */
  agent: z.string().max(500).nullable(),
  state: z.enum(clientStates),
  since: time,
  bytes: z.int().nonnegative(),
  /** Bytes that came from the server and wait for it. */
  waiting: z.int().nonnegative(),
  slowMs: z.number().nonnegative(),
})

/** What a summary says of the tap: the latest attempt's client, and how much of all attempts was passed on and not recorded. */
export const tappedSchema = z.object({
  /** The name of the run in the header `X-Runlight-Run`. */
  uid: z.string().max(100),
  /** A digest of who asked for what, without credentials: the same job asked for again has the same. Null: each is a job of its own. */
  job: z.string().max(100).nullable(),
  client: clientSideSchema,
  /** Nobody has said how a stream of it ends, neither its service's document nor a person. */
  endUnsaid: z.literal(true).exactOptional(),
  /** Bytes that went to the client and are not in the log. */
  unrecorded: z.int().nonnegative(),
})

export type ClientSide = z.infer<typeof clientSideSchema>
export type Tapped = z.infer<typeof tappedSchema>
