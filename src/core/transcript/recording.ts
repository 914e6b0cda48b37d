// A transcript prepared for replay: runs with their connections, and events on demand. It knows neither files nor
// sockets.

import type { Params } from '../kind/kind.ts'

export type RecordedEvent = {
  readonly seq: number
  /** Epoch milliseconds of the machine that watched; also below. */
  readonly at: number
  readonly name: string
  readonly id: string | null
  readonly data: string
  readonly ping: boolean
  readonly terminal: boolean
}

/** One connection, in the order in which they were made. */
export type RecordedConnection = {
  /** How long the answer took, or the loss that came instead of one, in milliseconds. */
  readonly afterMs: number
  readonly came:
    | { readonly type: 'stream'; readonly openedAt: number; readonly endedAt: number; readonly lost: boolean }
    | {
        readonly type: 'answer'
        readonly status: number
        readonly headers: Readonly<Record<string, string>>
        readonly body: string
      }
    | { readonly type: 'nothing' }
  /** The last event id in force when it was over (HTML standard, 9.2.6); '' where there is none. */
  readonly lastId: string
}

/** A place in a run: the connection, and how many of the run's events lie before it. */
export type RecordedPlace = { readonly connection: number; readonly seq: number; readonly at: number }

export type RecordedRun = {
  readonly title: string
  readonly kind: string
  readonly params: Params
  readonly baseUrl: string
  /** Path and query that it was asked for by; null where that is not known. */
  readonly target: string | null
  readonly events: number
  /** From the first request to the last event, in milliseconds. */
  readonly lastsMs: number
  readonly connections: readonly RecordedConnection[]
  /** The events of one connection, after event `afterSeq`, read as they are taken. */
  readonly eventsOf: (connection: number, afterSeq: number) => Iterable<RecordedEvent>
  /** Where the last event with this id stands; null where there is none. */
  readonly find: (id: string) => Promise<RecordedPlace | null>
}

export type Recording = {
  readonly runs: readonly RecordedRun[]
  /** Lines that could not be used. */
  readonly damaged: number
  readonly close: () => void
}
