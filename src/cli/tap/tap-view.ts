// What a tap tells of: the same for people and for programs.

import type { RunSummary } from '../../core/run/run.ts'
import type { ClientSide } from '../../core/run/tapped.ts'

export type TapReady = {
  /** What an application is given in place of the server's address. */
  readonly url: string
  readonly to: string
  /** Who else can reach what by it; null where nobody can. */
  readonly warning: string | null
  readonly dataDir: string
}

/** One answer of a run, over. */
type TapEnded = {
  readonly attempt: number
  /** How long it took from the request on, and how many events it brought. */
  readonly ms: number
  readonly events: number
  readonly client: ClientSide
}

/** What has passed since the tap was opened. `others` are answers that are no streams; `refused` were the tap's own. */
export type TapPassed = {
  readonly requests: number
  readonly streams: number
  readonly others: number
  readonly refused: number
  readonly unrecorded: number
}

export type TapView = {
  readonly ready: (ready: TapReady) => void
  /** `attempt` beyond the first: the same job was asked for again. */
  readonly begins: (run: RunSummary, attempt: number, client: ClientSide) => void
  readonly ends: (run: RunSummary, ended: TapEnded) => void
  /** A client that had not received all when its run ended has come to its own end. */
  readonly clientEnds: (run: RunSummary, client: ClientSide) => void
  /** `bytes` of the run went to the client and are not in the log, and why. */
  readonly bytesLost: (run: RunSummary, bytes: number, cause: string | null) => void
  /** So many streams were passed on that are in no run. */
  readonly streamsLost: (count: number) => void
  /** The tap answered so many requests itself, the last one with this. */
  readonly refused: (count: number, status: number, cause: string) => void
  /** How the log fares, or that the tap ended by itself. */
  readonly trouble: (sentence: string) => void
  readonly closing: (underWay: number) => void
  readonly closed: (passed: TapPassed) => void
}
