// What a service of the sample backend declares. A service turns an identified request into steps and nothing else: it
// holds no socket, no timer and no state, so hundreds of its streams cost hundreds of small iterators.

import type { Answer } from '../base/answer.ts'
import type { Ask } from '../base/ask.ts'
import type { Random } from '../base/random.ts'
import type { Step } from '../base/step.ts'
import type { FaultName } from '../faults/catalogue.ts'

/** One connection, as the service sees it. Times are milliseconds of the sample world. */
export type Visit = {
  readonly ask: Ask
  /** The job's name, as `identify` read it. */
  readonly id: string
  readonly fault: FaultName | null
  readonly seed: number
  /** The same for the same seed, kind and name. */
  readonly random: Random
  /** The number of this job among those that the kind has started, from 1; 0 where nothing is started. */
  readonly jobNumber: number
  /** Since the backend started. */
  readonly openedAt: number
  /** How long the job had been running when the connection was answered. */
  readonly elapsedMs: number
  /** Real time, ISO 8601, at `ms` since the connection was answered. */
  readonly isoAt: (ms: number) => string
}

/** The job's name, by which faults are chosen and server-side jobs are kept; or what is wrong with the request. */
export type Identified =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly answer: Answer }

export type Service = {
  /** The kind of job that watches it. */
  readonly kind: string
  readonly method: 'GET' | 'POST'
  /** The documented path; one `{name}` segment may stand for any text. */
  readonly path: string
  /**
   * `server`: the job starts when its name is first asked for and goes on whoever watches. `request`: every request
   * starts a job of its own. `none`: there is no job.
   */
  readonly jobs: 'server' | 'request' | 'none'
  /** When faults in mid-stream strike, in milliseconds since the connection was answered. */
  readonly middleMs: number
  /** `segment` is the decoded text in place of the path's `{name}`, empty where there is none. */
  readonly identify: (ask: Ask, segment: string) => Identified
  readonly steps: (visit: Visit) => Iterable<Step>
}
