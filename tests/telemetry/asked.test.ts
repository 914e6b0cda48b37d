// What the environment asks for, and what is said of values that are wrong.

import { expect, test } from 'vitest'
import { readAsked } from '../../src/telemetry/asked/asked.ts'
import type { Env } from '../../src/telemetry/asked/values.ts'
import { openTelemetry } from '../../src/telemetry/index.ts'

function ask(env: Env, listens = true) {
  const said: string[] = []
  const asked = readAsked(env, listens, (sentence) => said.push(sentence))
  return { asked, said }
}
const where = (env: Env, listens = true) => {
  const { asked } = ask(env, listens)
  return asked === null ? null : [asked.metrics, asked.traces, asked.logs]
}
const endpoint = 'http://127.0.0.1:4318'

test('nothing is asked for by variables that only name or tune, by empty ones, nor where it is disabled', async () => {
  const quiet: Env[] = [
    {},
    { OTEL_SERVICE_NAME: 'x', OTEL_RESOURCE_ATTRIBUTES: 'a=b', OTEL_EXPORTER_OTLP_HEADERS: 'k=v' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: '  ' },
    { OTEL_METRICS_EXPORTER: 'none', OTEL_TRACES_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'TRUE' },
  ]
  for (const env of quiet) expect(ask(env)).toEqual({ asked: null, said: [] })
  const options = { env: {}, version: '1', fetching: 'may', say: () => {} } as const
  expect(await openTelemetry(options)).toBe(null)
})

test('each signal goes where its own variables say, else where those for all do, and nowhere unasked', () => {
  expect(where({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })).toEqual([['otlp'], ['otlp'], ['otlp']])
  expect(where({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint })).toEqual([[], ['otlp'], []])
  expect(where({ OTEL_METRICS_EXPORTER: 'prometheus' })).toEqual([['prometheus'], [], []])
  expect(where({ OTEL_METRICS_EXPORTER: 'otlp, prometheus', OTEL_LOGS_EXPORTER: 'console' })).toEqual([
    ['otlp', 'prometheus'],
    [],
    ['console'],
  ])
  expect(where({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_LOGS_EXPORTER: 'none' })).toEqual([
    ['otlp'],
    ['otlp'],
    [],
  ])
})

test('what a host cannot have is said, and the rest is done', () => {
  const { asked, said } = ask({ OTEL_METRICS_EXPORTER: 'prometheus', OTEL_TRACES_EXPORTER: 'otlp' }, false)
  expect([asked?.metrics, asked?.traces]).toEqual([[], ['otlp']])
  expect(said).toEqual([
    'OTEL_METRICS_EXPORTER has prometheus, which “runlight serve” has: this Runlight listens for nobody.',
  ])
})

test('every wrong value is one sentence that says what to write; a collector that cannot be meant gets nothing', () => {
  const of = (env: Env) => {
    const { asked, said } = ask({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env })
    return [...said, asked === null ? 'off' : [asked.metrics, asked.traces, asked.logs].flat().length]
  }
  expect(of({ OTEL_TRACES_EXPORTER: 'jaeger' })).toEqual([
    'OTEL_TRACES_EXPORTER has “jaeger”: write otlp, console, none. No traces go there.',
    2,
  ])
  expect(of({ OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'grpc' })).toEqual([
    'OTEL_EXPORTER_OTLP_LOGS_PROTOCOL is “grpc”, and Runlight speaks http/protobuf alone: write that, and name the collector’s port for it, mostly 4318. No logs are sent.',
    2,
  ])
  // It may hold a password.
  expect(of({ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'me:pw@collector' })).toEqual([
    'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT is no http or https URL: write one such as http://localhost:4318. No metrics are sent.',
    2,
  ])
  expect(of({ OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: '/there/is/none.pem' })).toEqual([
    'OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE names a file that cannot be read: name one that Runlight may read. No traces are sent.',
    2,
  ])
  expect(of({ OTEL_SDK_DISABLED: 'yes' })).toEqual([
    'OTEL_SDK_DISABLED is “yes”: write true or false. It is taken as false.',
    3,
  ])
  expect(of({ OTEL_METRIC_EXPORT_INTERVAL: '1m' })).toEqual([
    'OTEL_METRIC_EXPORT_INTERVAL is “1m”: write a whole number from 1 to 86400000. 60000 is used.',
    3,
  ])
  expect(of({ OTEL_TRACES_SAMPLER: 'often' })).toEqual([
    'OTEL_TRACES_SAMPLER is “often”: write always_on, always_off or traceidratio, or the same with parentbased_ before it. All traces are sent.',
    3,
  ])
  expect(of({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '2' })).toEqual([
    'OTEL_TRACES_SAMPLER_ARG is “2”: write a number from 0 to 1. All traces are sent.',
    3,
  ])
  expect(of({ OTEL_EXPORTER_OTLP_COMPRESSION: 'zip' })).toEqual(
    ['metrics', 'traces', 'logs']
      .map(
        (): string | number =>
          'OTEL_EXPORTER_OTLP_COMPRESSION is “zip”: write gzip or none. Nothing is compressed.',
      )
      .concat(3),
  )
})

test('numbers, samplers and the listener’s address are as the variables say', () => {
  const { asked, said } = ask({
    OTEL_METRICS_EXPORTER: 'prometheus',
    OTEL_EXPORTER_PROMETHEUS_HOST: '0.0.0.0',
    OTEL_EXPORTER_PROMETHEUS_PORT: '9999',
    OTEL_METRIC_EXPORT_INTERVAL: '1000',
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
    OTEL_BSP_MAX_QUEUE_SIZE: '100',
    RUNLIGHT_TELEMETRY_EVENTS: 'true',
  })
  expect(said).toEqual([])
  expect(asked).toMatchObject({
    listen: { host: '0.0.0.0', port: 9_999 },
    interval: { everyMs: 1_000, timeoutMs: 1_000 },
    ratio: 0.25,
    spans: { mostWaiting: 100, mostAtOnce: 100, delayMs: 5_000 },
    records: { mostWaiting: 2_048, mostAtOnce: 512, delayMs: 1_000 },
    events: true,
  })
})
