// Walks through the whole list: a scenario without a check of what its sentence says fails.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  paramsAt,
  type SampleBackend,
  type Scenario,
  scenarios,
  startSampleBackend,
} from '../../src/demo/index.ts'
import { askFor } from './ask-for.ts'
import type { Asking } from './asking.ts'
import { faultChecks } from './fault-checks.ts'
import { expectComplete, isEndless } from './outcomes.ts'
import { watch } from './watch.ts'

const speed = 200
let backend: SampleBackend
beforeAll(async () => {
  backend = await startSampleBackend({ speed })
})
afterAll(() => backend.close())

function asking(scenario: Scenario): Asking {
  const url = `${backend.url}${scenario.url}`
  const init = askFor(scenario)
  // An endless stream has shown enough after a dozen events.
  const enough = isEndless(scenario) ? { enough: 12 } : {}
  return {
    kind: scenario.kind,
    endless: isEndless(scenario),
    path: scenario.url,
    speed,
    watch: (options = {}) => watch(url, { ...enough, ...init, ...options }),
    fetch: (options = {}) => fetch(url, { ...init, ...options }),
  }
}

describe.concurrent('every scenario does what its sentence says', () => {
  it.each(scenarios)('$kind $name: $what', async (scenario) => {
    const check = faultChecks[scenario.name]
    const ask = asking(scenario)
    if (check !== undefined) await check(ask)
    else if (isSound(scenario)) expectComplete(ask, await ask.watch())
    else throw new Error(`There is no check for the scenario ${scenario.kind} ${scenario.name}.`)
  })
})

/** Not a fault: it must simply go well. */
function isSound({ kind, name }: Scenario): boolean {
  return scenarios.findIndex((one) => one.kind === kind && one.name === name) < firstFault
}

const firstFault = scenarios.findIndex(({ name }) => name === 'cut-once')

describe('the list', () => {
  it('has each name once in its kind, and only sentences', () => {
    const names = scenarios.map(({ kind, name }) => `${kind} ${name}`)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    expect(scenarios.filter(({ what }) => !/^[A-Z].*[^.]\.$/s.test(what) || /\.\s/.test(what))).toEqual([])
  })

  it('shows every kind something that goes well before anything that does not', () => {
    const first = new Set(scenarios.slice(0, firstFault).map(({ kind }) => kind))
    const kinds = ['flashcards', 'videos', 'stories', 'learning-paths', 'processes', 'chat', 'plain']
    expect([...first]).toEqual(kinds)
  })

  it('gives plain streams the whole URL of the backend', () => {
    const ticker = scenarios.find(({ name }) => name === 'ticker')
    const run = scenarios.find(({ name }) => name === 'biology-101')
    expect([ticker, run].map((one) => one && paramsAt(one, 'http://127.0.0.1:4280'))).toEqual([
      { url: 'http://127.0.0.1:4280/events/ticker' },
      { run_id: 'biology-101' },
    ])
  })
})
