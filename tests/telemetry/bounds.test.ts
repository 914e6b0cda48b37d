// What telemetry may cost: what waits for a collector is bounded, and a pattern of the person's own holds up nothing.

import { afterEach, expect, test, vi } from 'vitest'
import { openTelemetryPort, type Telemetry } from '../../src/engine/base/telemetry-port.ts'
import { openTelemetry } from '../../src/telemetry/index.ts'
import { createCleaner } from '../../src/telemetry/told/cleaner.ts'
import { alertOf } from '../support/make-alert.ts'
import { startOtlpReceiver } from '../support/otlp-receiver.ts'

afterEach(() => vi.unstubAllEnvs())

const inside = {
  place: '/log',
  run: () => undefined,
  runs: () => [],
  hide: (text: string) => text.replaceAll('sesame', '•••'),
  patterns: (): readonly string[] => [],
  onDefect: (where: string, thrown: unknown) => {
    throw new Error(where, { cause: thrown })
  },
}

test('of what comes faster than it can be sent no more is kept than fits', async () => {
  const receiver = await startOtlpReceiver()
  vi.stubEnv('OTEL_EXPORTER_OTLP_LOGS_ENDPOINT', `${receiver.url}/v1/logs`)
  vi.stubEnv('OTEL_BLRP_MAX_QUEUE_SIZE', '300')
  vi.stubEnv('OTEL_BLRP_MAX_EXPORT_BATCH_SIZE', '100')
  const telemetry = await openTelemetry({ env: process.env, version: '1', fetching: 'no', say: () => {} })
  const port = telemetry?.port(inside)
  port?.alerts(Array.from({ length: 5_000 }, (_, n) => ({ news: 'fired', alert: alertOf(n + 1) })))
  await port?.close()
  const { length } = receiver.items('logs')
  expect([length >= 100, length <= 400]).toEqual([true, true])
  await receiver.close()
})

test('a measurer that throws is noted once and told nothing more', async () => {
  const defects: string[] = []
  let calls = 0
  const broken: Telemetry = {
    committed: () => {},
    refused: () => {
      calls++
      throw new Error('no')
    },
    answered: () => {},
    alerts: () => {},
    lines: () => [],
    close: async () => {
      throw new Error('nor this')
    },
  }
  const telemetry = openTelemetryPort(() => broken, { ...inside, onDefect: (where) => defects.push(where) })
  telemetry.refused(1)
  telemetry.refused(1)
  await telemetry.close()
  expect([calls, defects, telemetry.lines()]).toEqual([
    1,
    ['telemetry', 'telemetry'],
    ['stopped by a defect of Runlight'],
  ])
})

test('texts leave without secrets, known or of a shape, without what own patterns find, and cut', () => {
  let patterns: readonly string[] = []
  const cleaner = createCleaner({ hide: inside.hide, patterns: () => patterns }, () => {})
  expect(cleaner.text('sesame Bearer abcdefghijkl')).toBe('••• Bearer •••')
  expect(cleaner.text('ticket-17 is open')).toBe('ticket-17 is open')
  patterns = ['ticket-\\d+']
  expect(cleaner.text('ticket-17 is open')).toBe('‹redacted› is open')
  expect(cleaner.text(`${'x'.repeat(5_000)}`).length).toBe(4_000)
  // The cut runs through the secret.
  const cut = cleaner.text(`${' '.repeat(4_997)}sesame`)
  expect(cut.includes('ses')).toBe(false)
})

test('a pattern that takes for ever is given up, and no words are sent until it is changed', () => {
  let patterns: readonly string[] = ['(?:a+)+b']
  let told = 0
  const cleaner = createCleaner({ hide: (text) => text, patterns: () => patterns }, () => {
    told++
  })
  const hard = 'a'.repeat(200)
  expect([cleaner.text(hard), cleaner.text('anything'), told]).toEqual(['•••', '•••', 1])
  patterns = ['b']
  expect([cleaner.text('anything'), told]).toEqual(['anything', 1])
})
