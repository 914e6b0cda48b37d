// What a kind declares. A kind is pure data and pure functions: the engine connects with it, the fold reads through it,
// and the screens draw its form from its fields without ever knowing it by name.

import type { Job } from '../job/job.ts'
import type { Reading } from '../job/reading.ts'

/** Values by parameter name, as text. Parameters that were not given are absent. */
export type Params = Readonly<Record<string, string>>

/** One SSE event exactly as received (HTML standard, 9.2.6): `name` is `message` where the stream gave none. */
export type StreamEvent = {
  readonly name: string
  /** The id this very event carried, or null; not the sticky last event ID. */
  readonly id: string | null
  readonly data: string
}

/** One field of a kind's form. Values travel as text, as they do in a URL or a form. */
export type Field = {
  /** The parameter's documented name. */
  readonly name: string
  readonly label: string
  /** `lines`: several values, one a line; `queries`: the same, each a search of what an event itself says. */
  readonly type:
    | 'text'
    | 'integer'
    | 'url'
    | 'multiline'
    | 'choice'
    | 'switch'
    | 'headers'
    | 'lines'
    | 'queries'
  readonly required: boolean
  readonly default: string | null
  readonly help: string
  readonly placeholder?: string
  /** For `choice`: the values and their labels; the help of the chosen one stands in place of the field's. */
  readonly choices?: readonly { readonly value: string; readonly label: string; readonly help?: string }[]
  /** For `integer`: the smallest and largest allowed. */
  readonly min?: number
  readonly max?: number
  /** For `text` and `multiline`: what every line that is not blank must match, and the sentence for one that does not. */
  readonly pattern?: { readonly source: string; readonly problem: string }
  /** For `multiline`: a JSON text in which strings hold these words, which a request puts values in place of. */
  readonly template?: readonly string[]
  /** The field is there only while this holds; absent, it always is. */
  readonly when?: Condition
  /** A field that is not `required` is so while this holds. */
  readonly needed?: Condition
  /** Several values may be given at once, one run each: the field that names the job. */
  readonly many?: boolean
  /** Shown only on request: most people never need it. */
  readonly advanced?: boolean
}

/** Another field of the form has one of these values. */
export type Condition = { readonly field: string; readonly in: readonly string[] }

/** What to ask the server. `url` is absolute; headers that the connection itself owns are not given here. */
export type StreamRequest = {
  /** In capitals. */
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Take no other answer for a stream than a browser does (HTML standard, 9.2.3). Absent: what is one all the same is read. */
  readonly strict?: boolean
}

/** Where a run is asked for: the server's base URL (no trailing slash; empty for kinds with a URL of their own). */
export type Settings = { readonly baseUrl: string; readonly params: Params }

export type Kind = {
  /** Folder name, word in the log and on the command line. */
  readonly id: string
  readonly label: string
  /** Name of a lucide icon. */
  readonly icon: string
  /** One sentence for the person who chooses a kind. */
  readonly description: string
  /** The kind asks a server profile for its base URL; `plain` has the whole URL as a parameter. */
  readonly needsServer: boolean
  readonly fields: readonly Field[]
  /**
   * URL patterns, most specific first: a path whose `{name}` segments are parameters, then `?name` parameters taken
   * from the query. `/v1/flashcards/runs/{run_id}/events` or `/chat?prompt`. What stands before the path is the base URL.
   */
  readonly urlPatterns: readonly string[]
  /** A title for a run of these parameters, until a person gives a better one. */
  readonly title: (params: Params) => string
  /** The request for these settings. `resumeFrom` is the stored last event id; most kinds let the connection send it. */
  readonly request: (settings: Settings, resumeFrom: string | null) => StreamRequest
  /**
   * The settings that make `request`, its headers apart, for a kind whose URL alone does not tell them; null where none do.
   * Whoever asks makes sure of it with `request`.
   */
  readonly settingsOf?: (request: StreamRequest) => Settings | null
  /**
   * What one event says. Total: never throws, whatever the event holds. `chosen` is the reader that the run's own events had
   * chosen before this one (`job.reader`).
   */
  readonly read: (event: StreamEvent, params: Params, chosen?: string) => readonly Reading[]
  /** Its streams may be in any dialect: its runs have the setting *Read as*. */
  readonly takesReader?: true
  /**
   * Whether a stream that its server finished in good order, after what made `job`, ended as it was meant to: then that is
   * the job's good end. Absent: only a terminal event is.
   */
  readonly endsWell?: (job: Job, params: Params) => boolean
  /** `true` where asking again only observes; `false` where every request starts work (law 4). */
  readonly observes: (params: Params) => boolean
  /**
   * `true` where `observes` is a guess, which neither the API's document nor the person has said. A guess is enough to ask
   * again after a cut, not after a stream that the server finished in good order. Absent: it never is.
   */
  readonly guesses?: (params: Params) => boolean
  /** `snapshot`: a new connection first repeats the present state. `none`: it does not. */
  readonly repeats: 'snapshot' | 'none'
  /** The documented interval of pings or comments in ms, or null where there is none. */
  readonly beatMs: number | null
  /** The documented longest duration of one stream in ms, or null. */
  readonly timeLimitMs: number | null
}
