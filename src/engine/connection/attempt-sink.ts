// The callbacks of one connection, in the order of the wire.

import type { Oddity } from './check-response.ts'
import type { Lacking } from './undispatched-event.ts'

export type ReceivedEvent = {
  readonly name: string
  /** The id this event carried itself, or null. */
  readonly id: string | null
  readonly data: string
  readonly raw: Uint8Array | null
  /** The true size in bytes, where the event was too large to keep whole. */
  readonly trueSize: number | null
  /** What keeps the standard from making an event of it. Absent: it is whole. */
  readonly lacks?: Lacking
}

export type AttemptSink = {
  /** The head of the answer came, whatever it says. */
  readonly onHead: (head: {
    status: number
    headers: readonly (readonly [string, string])[]
    redirects: readonly string[]
    /** The status of the redirect that turned the POST into a GET; null where none did. */
    becameGet: number | null
  }) => void
  /** The answer is a stream, and what is odd about its head. */
  readonly onOpen: (oddities: readonly Oddity[]) => void
  /** Bytes arrived: a sign of life. */
  readonly onBytes: () => void
  readonly onEvent: (event: ReceivedEvent) => void
  /** What the standard makes no event of: perhaps the job's last word. */
  readonly onUndispatched: (event: ReceivedEvent) => void
  readonly onRetryField: (ms: number) => void
  /** The last event id changed without an event. */
  readonly onBareId: (id: string) => void
  /** The first 2 kB of an answer that is no stream, or that held no event. */
  readonly onBodyHead: (text: string) => void
  /** Null, or resolves when work of the size of `bytes` may go on: a slow disk delays the stream instead of filling memory. */
  readonly waitForCapacity: (bytes: number) => Promise<void> | null
  /** Unusually much is about to be read without an event (`true`); it went well (`false`). */
  readonly onHeavy: (heavy: boolean) => void
}
