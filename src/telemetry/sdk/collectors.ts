// How the collectors fare, one for each signal. The SDK sends, tries again and lets go by itself, and says nothing of it; here each
// export is looked at, so that a collector that is away is said once, and not again before it was back.

import { type ExportResult, ExportResultCode } from '@opentelemetry/core'
import type { Signal } from '../asked/otlp.ts'

type Exporting<T> = { export: (items: T, done: (result: ExportResult) => void) => void }

export type Collectors = {
  /** From now on the exports of `exporter` are looked at. */
  readonly watch: <T>(signal: Signal, exporter: Exporting<T>) => void
  /** One line for each signal that is sent. */
  readonly lines: () => readonly string[]
}

type State = { readonly collector: string; sent: number; failed: number; problem: string | null }

/** `say` gets a sentence where a collector goes away, and where it is back. */
export function createCollectors(
  collectorOf: (signal: Signal) => string,
  say: (sentence: string) => void,
): Collectors {
  const states = new Map<Signal, State>()
  const away = new Set<string>()

  const settle = (state: State, result: ExportResult) => {
    const { collector } = state
    if (result.code === ExportResultCode.SUCCESS) {
      state.sent++
      state.problem = null
      const isBack = [...states.values()].every((one) => one.collector !== collector || one.problem === null)
      if (isBack && away.delete(collector))
        say(`The telemetry collector at ${collector} takes what it is sent again.`)
      return
    }
    state.failed++
    state.problem = reasonOf(result.error)
    if (away.has(collector)) return
    away.add(collector)
    say(
      `The telemetry collector at ${collector} takes nothing (${state.problem}): start it, or change the OTEL_ variables. Runlight goes on, and keeps for it no more than fits.`,
    )
  }

  return {
    watch: (signal, exporter) => {
      const state: State = { collector: collectorOf(signal), sent: 0, failed: 0, problem: null }
      states.set(signal, state)
      const send = exporter.export.bind(exporter)
      exporter.export = (items, done) =>
        send(items, (result) => {
          settle(state, result)
          done(result)
        })
    },
    lines: () =>
      [...states].map(([signal, { collector, sent, failed, problem }]) => {
        const now = problem === null ? 'well' : problem
        return `${signal} to ${collector}: ${now}; sent ${sent} ×, failed ${failed} ×`
      }),
  }
}

/** A status or a code of the system: what a collector says itself may be anything. */
function reasonOf(error: Error | undefined): string {
  const code = error !== undefined && 'code' in error ? error.code : null
  if (typeof code === 'number') return `it answers with ${code}`
  return typeof code === 'string' ? code : 'no answer in time'
}
