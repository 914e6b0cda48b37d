// The rules that are there from the first start, on the sample's jobs: the sound ones alarm nobody, and what goes wrong is told
// once, in time.

import { expect, test } from 'vitest'
import type { AlertType } from '../../src/core/run/attention.ts'
import type { FaultName } from '../../src/demo/faults/catalogue.ts'
import { scenarios } from '../../src/demo/index.ts'
import { soundScenarios } from '../../src/demo/sound-scenarios.ts'
import { createSampleHours, watchSound } from '../support/sample-hours.ts'

const hours = await createSampleHours()

test('an hour of sound jobs fires nothing', async () => {
  const { alerts, jobs } = await watchSound(hours, soundScenarios, 3_600)
  expect(alerts.map(({ rule, cause, at }) => ({ rule, cause, at }))).toEqual([])
  expect(jobs).toBeGreaterThan(soundScenarios.length)
})

/** By fault: what is told of it, and within how many seconds of the job's beginning. */
const bad: readonly (readonly [FaultName, AlertType, number])[] = [
  ['failing', 'failed', 120],
  ['error-event', 'failed', 120],
  ['silence', 'stalled', 200],
]
const generating = ['stories', 'learning-paths', 'processes', 'chat']

test('what goes wrong is told once, in time', async () => {
  for (const [fault, type, within] of bad) {
    for (const scenario of scenarios.filter(({ name }) => name === fault)) {
      if (scenario.kind === 'plain') continue
      const { alerts } = await hours.watch(scenario, fault, within)
      expect({ fault, kind: scenario.kind, told: alerts.map((alert) => alert.type) }).toEqual({
        fault,
        kind: scenario.kind,
        told: [type],
      })
    }
  }
  for (const scenario of scenarios.filter(
    ({ name, kind }) => name === 'end-early' && generating.includes(kind),
  )) {
    const { alerts } = await hours.watch(scenario, 'end-early', 200)
    expect([scenario.kind, ...alerts.map((alert) => alert.type)]).toEqual([scenario.kind, 'needs-me'])
  }
})

test('a connection that is lost once, and answers that are odd, alarm nobody', async () => {
  const harmless: readonly FaultName[] = [
    'cut-once',
    'repeat-state',
    'keepalive',
    'bad-json',
    'edited',
    'late-events',
    'rtl',
  ]
  for (const scenario of scenarios) {
    const fault = harmless.find((name) => name === scenario.name)
    if (fault === undefined || (fault === 'cut-once' && generating.includes(scenario.kind))) continue
    const { alerts } = await hours.watch(scenario, fault, 300)
    expect({ fault, kind: scenario.kind, told: alerts.map(({ cause }) => cause) }).toEqual({
      fault,
      kind: scenario.kind,
      told: [],
    })
  }
})
