// What the environment asks for: which signals go where. Nothing is asked for by a variable that only names or tunes, such as
// OTEL_SERVICE_NAME, which many environments set for every process. It loads nothing of OpenTelemetry.

import { type ListenAddress, readListenAddress } from '../../core/basics/listen-address.ts'
import { canSend, isDisabled, namesCollector, type Signal } from './otlp.ts'
import { booleanIn, type Complain, type Env, given, numberIn, quoted } from './values.ts'

type Exporter = 'otlp' | 'console' | 'prometheus'

/** How what is waiting to be sent is gathered. Times are ms. */
export type Batching = {
  readonly delayMs: number
  readonly timeoutMs: number
  readonly mostWaiting: number
  readonly mostAtOnce: number
}

export type Asked = Readonly<Record<Signal, readonly Exporter[]>> & {
  /** Where OTEL_METRICS_EXPORTER=prometheus wants its listener; null where it does not ask for one. */
  readonly listen: ListenAddress | null
  /** How often metrics are sent, and how long that may take. */
  readonly interval: { readonly everyMs: number; readonly timeoutMs: number }
  readonly spans: Batching
  readonly records: Batching
  /** The share of runs whose traces are sent, from 0 to 1. */
  readonly ratio: number
  /** The events themselves are sent too. */
  readonly events: boolean
}

const signals: readonly Signal[] = ['metrics', 'traces', 'logs']
const known: Readonly<Record<Signal, readonly string[]>> = {
  metrics: ['otlp', 'prometheus', 'console', 'none'],
  traces: ['otlp', 'console', 'none'],
  logs: ['otlp', 'console', 'none'],
}

/**
 * Null where the environment asks for nothing. `listens`: this host can have metrics fetched from it. `complain` is told of every
 * value that is wrong.
 */
export function readAsked(env: Env, listens: boolean, complain: Complain): Asked | null {
  const asks = signals.some(
    (signal) => given(env, exporterName(signal)) !== null || namesCollector(env, signal),
  )
  if (!asks || isDisabled(env, complain)) return null
  const [metrics, traces, logs] = signals.map((signal) => exportersOf(env, signal, complain))
  const mayFetch = (one: Exporter) => listens || one !== 'prometheus'
  if (metrics?.every(mayFetch) === false)
    complain(
      'OTEL_METRICS_EXPORTER has prometheus, which “runlight serve” has: this Runlight listens for nobody.',
    )
  const asked = { metrics: metrics?.filter(mayFetch) ?? [], traces: traces ?? [], logs: logs ?? [] }
  if (signals.every((signal) => asked[signal].length === 0)) return null
  const everyMs = numberIn(env, 'OTEL_METRIC_EXPORT_INTERVAL', { usual: 60_000, most: day }, complain)
  const timeoutMs = numberIn(env, 'OTEL_METRIC_EXPORT_TIMEOUT', { usual: 30_000, most: day }, complain)
  return {
    ...asked,
    listen: asked.metrics.includes('prometheus') ? listenAddress(env, complain) : null,
    interval: { everyMs, timeoutMs: Math.min(timeoutMs, everyMs) },
    spans: batching(env, 'OTEL_BSP', 5_000, complain),
    records: batching(env, 'OTEL_BLRP', 1_000, complain),
    ratio: ratio(env, complain),
    events: booleanIn(env, 'RUNLIGHT_TELEMETRY_EVENTS', complain),
  }
}

/** What is measured where only `--metrics` asks for it: metrics that somebody fetches. */
export const onlyFetched: Asked = {
  metrics: ['prometheus'],
  traces: [],
  logs: [],
  listen: null,
  interval: { everyMs: 60_000, timeoutMs: 30_000 },
  spans: { delayMs: 5_000, timeoutMs: 30_000, mostWaiting: 2_048, mostAtOnce: 512 },
  records: { delayMs: 1_000, timeoutMs: 30_000, mostWaiting: 2_048, mostAtOnce: 512 },
  ratio: 0,
  events: false,
}

const day = 86_400_000

function exporterName(signal: Signal): string {
  return `OTEL_${signal.toUpperCase()}_EXPORTER`
}

function exportersOf(env: Env, signal: Signal, complain: Complain): readonly Exporter[] {
  const name = exporterName(signal)
  // An unnamed one is `otlp` where there is a collector to send to: the standard's default would call one on this computer.
  const value = given(env, name) ?? (namesCollector(env, signal) ? 'otlp' : 'none')
  const wanted = new Set(value.split(',').flatMap((part) => part.trim() || []))
  for (const one of wanted)
    if (!known[signal].includes(one))
      complain(`${name} has ${quoted(one)}: write ${known[signal].join(', ')}. No ${signal} go there.`)
  const all: readonly Exporter[] = ['otlp', 'prometheus', 'console']
  return all.filter((one) => {
    if (!wanted.has(one) || wanted.has('none') || !known[signal].includes(one)) return false
    return one !== 'otlp' || canSend(env, signal, complain)
  })
}

function listenAddress(env: Env, complain: Complain): ListenAddress {
  const host = given(env, 'OTEL_EXPORTER_PROMETHEUS_HOST') ?? 'localhost'
  const port = numberIn(env, 'OTEL_EXPORTER_PROMETHEUS_PORT', { usual: 9_464, most: 65_535 }, complain)
  const address = readListenAddress(`${host.includes(':') ? `[${host}]` : host}:${port}`)
  if (address !== null) return address
  complain(`OTEL_EXPORTER_PROMETHEUS_HOST is ${quoted(host)}: write a name or an address. localhost is used.`)
  return { host: 'localhost', port }
}

function batching(env: Env, prefix: string, usualDelayMs: number, complain: Complain): Batching {
  // Whatever is asked for, what waits has a bound.
  const mostWaiting = numberIn(env, `${prefix}_MAX_QUEUE_SIZE`, { usual: 2_048, most: 65_536 }, complain)
  const atOnce = numberIn(env, `${prefix}_MAX_EXPORT_BATCH_SIZE`, { usual: 512, most: 65_536 }, complain)
  return {
    delayMs: numberIn(
      env,
      `${prefix}_SCHEDULE_DELAY`,
      { usual: usualDelayMs, least: 0, most: day },
      complain,
    ),
    timeoutMs: numberIn(env, `${prefix}_EXPORT_TIMEOUT`, { usual: 30_000, most: day }, complain),
    mostWaiting,
    mostAtOnce: Math.min(atOnce, mostWaiting),
  }
}

/** Runs begin their traces themselves: what a sampler would ask of a parent is not asked. */
function ratio(env: Env, complain: Complain): number {
  const sampler = given(env, 'OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on'
  switch (sampler.replace(/^parentbased_/, '')) {
    case 'always_on':
      return 1
    case 'always_off':
      return 0
    case 'traceidratio': {
      const text = given(env, 'OTEL_TRACES_SAMPLER_ARG') ?? '1'
      const share = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
      if (share >= 0 && share <= 1) return share
      complain(`OTEL_TRACES_SAMPLER_ARG is ${quoted(text)}: write a number from 0 to 1. All traces are sent.`)
      return 1
    }
    default:
      complain(
        `OTEL_TRACES_SAMPLER is ${quoted(sampler)}: write always_on, always_off or traceidratio, or the same with parentbased_ before it. All traces are sent.`,
      )
      return 1
  }
}
