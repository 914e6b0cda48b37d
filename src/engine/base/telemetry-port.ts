// What the engine tells of itself to whoever measures it. It is told what is committed (law 1) and how servers answered, in the
// engine's own shapes; what becomes of that, and where it goes, the engine does not know.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Attempt, Gap, RunSummary, Transition } from '../../core/run/run.ts'

type OfRun<T> = T & { readonly run: number }

/** One event as it was stored. */
export type ToldEvent = OfRun<{
  readonly seq: number
  /** Epoch ms. */
  readonly at: number
  readonly name: string
  readonly data: string
}>

/** What one transaction has stored. */
export type Committed = {
  readonly events: readonly ToldEvent[]
  readonly runs: readonly { readonly summary: RunSummary }[]
  readonly attempts: readonly OfRun<Attempt>[]
  readonly gaps: readonly OfRun<Gap>[]
  readonly transitions: readonly OfRun<Transition>[]
}

/** How a server took a request that Runlight sent. */
export type Answered = {
  readonly kind: string
  /** The server's name, or its host where it has no profile. */
  readonly server: string
  readonly method: string
  readonly url: string
  /** From the request to the head of its answer, redirects included; without an answer, to the failure. */
  readonly tookMs: number
  /** The status of the answer; null where there was none, and then `error` says of what sort its failure was. */
  readonly status: number | null
  readonly error: string | null
}

export type AlertNews = { readonly news: 'fired' | 'resolved'; readonly alert: Alert }

/** None of these may wait for anything. The engine goes on without a measurer that throws. */
export type Telemetry = {
  /** A transaction was committed after `tookMs`; the summaries of its runs are not in `EngineInside.run` yet. */
  readonly committed: (batch: Committed, tookMs: number) => void
  /** The log refused a transaction after `tookMs`; it is tried again. */
  readonly refused: (tookMs: number) => void
  readonly answered: (answered: Answered) => void
  readonly alerts: (news: readonly AlertNews[]) => void
  /** What is to be said of it in the diagnostics, without secrets. */
  readonly lines: () => readonly string[]
  /** Sends what is left, for a short time. */
  readonly close: () => Promise<void>
}

/** What a measurer may ask of the engine. */
export type EngineInside = {
  /** Where the log is. */
  readonly place: string
  /** The summary of a run as screens know it; undefined where there is none. */
  readonly run: (id: number) => RunSummary | undefined
  readonly runs: () => Iterable<RunSummary>
  /** `text` without any secret that the engine knows by value. */
  readonly hide: (text: string) => string
  /** The person's own patterns for what an export must not show. */
  readonly patterns: () => readonly string[]
  readonly onDefect: (where: string, thrown: unknown) => void
}

export type TelemetryPort = (engine: EngineInside) => Telemetry

/** Nobody measures. */
const nobody: Telemetry = {
  committed: () => {},
  refused: () => {},
  answered: () => {},
  alerts: () => {},
  lines: () => ['off'],
  close: async () => {},
}

/** The measurer of `port`, or nobody. A defect of it costs no more than itself: it is noted, and nothing more is told. */
export function openTelemetryPort(port: TelemetryPort | null, engine: EngineInside): Telemetry {
  if (port === null) return nobody
  const telemetry = port(engine)
  let isBroken = false
  const guarded = (act: () => void) => {
    if (isBroken) return
    try {
      act()
    } catch (thrown) {
      isBroken = true
      engine.onDefect('telemetry', thrown)
    }
  }
  return {
    committed: (batch, tookMs) => guarded(() => telemetry.committed(batch, tookMs)),
    refused: (tookMs) => guarded(() => telemetry.refused(tookMs)),
    answered: (answered) => guarded(() => telemetry.answered(answered)),
    alerts: (news) => guarded(() => telemetry.alerts(news)),
    lines: () => (isBroken ? ['stopped by a defect of Runlight'] : telemetry.lines()),
    close: () => telemetry.close().catch((thrown: unknown) => engine.onDefect('telemetry', thrown)),
  }
}
