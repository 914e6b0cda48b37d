// The words for the client of a tapped run, for the board, the run page and the terminal. There are two connections, and no
// word of the one may be taken for one of the other: each names from where it leads, and to where.

import { formatBytes, formatDuration } from '../basics/quantities.ts'
import { clientName } from './client-name.ts'
import type { RunSummary } from './run.ts'
import { isOpen } from './states.ts'
import type { ClientSide, ClientState, Tapped } from './tapped.ts'
import { formatConnection, formatNotRecorded } from './words.ts'

export const clientWords: Readonly<Record<ClientState, string>> = {
  open: 'takes what comes',
  slow: 'slow',
  done: 'has it all',
  gone: 'went away',
  cut: 'cut off',
  unknown: 'not known',
}

/** What asks for notice beside the state of the server's connection, where that does not say it: `client slow`, `client gone`. */
export function clientNote({ state }: Pick<ClientSide, 'state'>): 'client slow' | 'client gone' | null {
  return state === 'slow' ? 'client slow' : state === 'gone' ? 'client gone' : null
}

/** Whether the client's connection goes on, as far as is known. */
export function isClientThere({ state }: Pick<ClientSide, 'state'>): boolean {
  return state === 'open' || state === 'slow'
}

/** What is known beside the word for its state: `1.2 MB wait for it since 12:03:10`. `clock` formats epoch ms. */
export function clientDetail(
  { state, bytes, waiting, since }: ClientSide,
  clock: (at: number) => string,
): string {
  const amount = formatBytes(bytes)
  switch (state) {
    case 'open':
      return bytes === 0 ? 'nothing came yet' : `${amount} so far`
    case 'slow':
      return waiting === 0
        ? `it has taken nothing since ${clock(since)}`
        : `${formatBytes(waiting)} wait for it since ${clock(since)}`
    case 'done':
      return amount
    case 'gone':
      return bytes === 0 ? `at ${clock(since)}, before anything came` : `at ${clock(since)} after ${amount}`
    case 'cut':
      return `at ${clock(since)} after ${amount}, since the server’s stream broke`
    case 'unknown':
      return `Runlight was not running. It had been handed ${amount} before`
  }
}

const joints: Readonly<Record<Exclude<ClientState, 'done'>, string>> = {
  open: ', ',
  slow: ': ',
  gone: ' ',
  cut: ' ',
  unknown: ': ',
}

/**
 * How the client's connection fares, in a clause: `slow: 1.2 MB wait for it since 12:03:10`, `went away at 12:03:41 after 800 kB`,
 * `handed all 1.2 MB`.
 */
export function formatClient(client: ClientSide, clock: (at: number) => string): string {
  const { state } = client
  const detail = clientDetail(client, clock)
  return state === 'done' ? `handed all ${detail}` : `${clientWords[state]}${joints[state]}${detail}`
}

/** How long it took nothing in all, by `now`: `slow for 14 s in all`; null where it never did. */
export function formatSlowInAll({ state, since, slowMs }: ClientSide, now: number): string | null {
  const ms = slowMs + (state === 'slow' ? Math.max(0, now - since) : 0)
  return ms === 0 ? null : `slow for ${formatDuration(ms)} in all`
}

/** What of a run is not in the log though its client has it: `1.2 MB passed on and not recorded`; null where all of it is. */
export function formatUnrecorded({ unrecorded }: Pick<Tapped, 'unrecorded'>): string | null {
  return unrecorded === 0 ? null : formatNotRecorded(unrecorded)
}

/** One of the two connections. `words`: how it fares, from the wire alone; `cause`: why, where that is known. */
export type Leg = {
  readonly from: string
  readonly to: string
  readonly words: string
  readonly cause: string | null
}

const here = 'Runlight'

/** The connection from the server of `run` to Runlight: `live, 12 s`. */
export function serverLeg({ server, connection, lastBytesAt }: RunSummary, now: number): Leg {
  const { state, since, cause, notice } = connection
  const word = formatConnection(connection, lastBytesAt, now)
  const isTimed = isOpen(state) && state !== 'stalled'
  return {
    from: server,
    to: here,
    words: isTimed ? `${word}, ${formatDuration(now - since)}` : word,
    cause: cause ?? notice ?? null,
  }
}

/** The connection from Runlight to the application that asked. */
export function clientLeg(client: ClientSide, now: number, clock: (at: number) => string): Leg {
  return {
    from: here,
    to: clientName(client),
    words: formatClient(client, clock),
    cause: formatSlowInAll(client, now),
  }
}
