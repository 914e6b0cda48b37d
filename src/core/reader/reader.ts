// What a reader declares. A reader is a dialect: what the events of a stream mean, whoever asked for it. It is pure data and
// pure functions, as a kind is, and knows nothing of requests.

import type { JsonObject } from '../basics/json.ts'
import type { Job } from '../job/job.ts'
import type { Reading } from '../job/reading.ts'
import type { StreamEvent } from '../kind/kind.ts'

/** An event with its data parsed once for all readers: `json` is null where the data is no JSON object. */
export type DialectEvent = StreamEvent & { readonly json: JsonObject | null }

export type Reader = {
  /** Folder name, word in the log and on the command line. */
  readonly id: string
  readonly label: string
  /** Where the dialect is documented. */
  readonly source: string
  /**
   * `true` where this event cannot be of any other dialect: it is what `auto` chooses by, for the rest of the stream. Called
   * for every event until a reader is chosen, so that it must be quick with what is not its own.
   */
  readonly recognises: (event: DialectEvent) => boolean
  /**
   * `offered`: what it recognises is likely and not certain. It is never chosen by itself, since a guess on the board would
   * look like a fact; a person may choose it.
   */
  readonly choice: 'auto' | 'offered'
  /** What one event says; nothing where the dialect says nothing of it. Total and stateless, as a kind's. */
  readonly read: (event: DialectEvent) => readonly Reading[]
  /** Whether a stream that its server finished in good order after what made `job` has said all there was to say. */
  readonly endsWell: (job: Job) => boolean
}
