// The backend and the kinds are written from the same documents by different rules; here they meet. Every scenario's
// form values must pass the form and ask for the scenario's own URL, and the fold must end where the sentence says.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fold, newJob } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { Kind } from '../../src/core/kind/kind.ts'
import { checkParams } from '../../src/core/kind/params.ts'
import {
  paramsAt,
  type SampleBackend,
  type Scenario,
  scenarios,
  startSampleBackend,
} from '../../src/demo/index.ts'
import { loadKinds } from '../support/load-kinds.ts'
import { isEndless } from './outcomes.ts'
import { type Seen, watch } from './watch.ts'

let backend: SampleBackend
beforeAll(async () => {
  backend = await startSampleBackend({ speed: 200 })
})
afterAll(() => backend.close())

async function kindOf({ kind }: Scenario): Promise<Kind> {
  const found = (await loadKinds()).get(kind)
  if (found === undefined) throw new Error(`There is no kind ${kind}.`)
  return found
}

/** The scenario asked for as its kind would. */
async function watchAs(kind: Kind, scenario: Scenario): Promise<Seen> {
  const params = paramsAt(scenario, backend.url)
  const { url, method, headers, body } = kind.request({ baseUrl: backend.url, params }, null)
  return watch(url, { method, headers, body, ...(isEndless(scenario) ? { enough: 5 } : {}) })
}

function folded(kind: Kind, seen: Seen, params: Scenario['params']): Job {
  return seen.events.reduce(
    (job, event) => fold(job, { at: 0, readings: kind.read(event, params), repeat: false }),
    newJob(),
  )
}

describe('the scenarios and the kinds', () => {
  it.each(scenarios)('$kind $name: its form values are valid and ask for its own URL', async (scenario) => {
    const kind = await kindOf(scenario)
    const checked = checkParams(kind.fields, paramsAt(scenario, backend.url))
    expect(checked).toMatchObject({ ok: true })
    const params = checked.ok ? checked.params : {}
    const { url } = kind.request({ baseUrl: backend.url, params }, null)
    expect(url).toBe(`${backend.url}${scenario.url}`)
  })

  const named = (...names: string[]) => scenarios.filter(({ name }) => names.includes(name))
  const firstFault = scenarios.findIndex(({ name }) => name === 'cut-once')
  const sound = scenarios.slice(0, firstFault).filter((scenario) => !isEndless(scenario))

  it.each([...sound, ...named('rtl', 'long-titles', 'null-total', 'keepalive', 'edited')])(
    '$kind $name is read without a doubt, to its completion',
    async (scenario) => {
      const kind = await kindOf(scenario)
      const job = folded(kind, await watchAs(kind, scenario), scenario.params)
      expect([job.state, job.terminal, job.counts.unreadable, job.counts.late]).toEqual([
        'completed',
        true,
        0,
        0,
      ])
    },
  )

  it.each(named('failing', 'error-event', 'done-after-error', 'unsafe'))(
    '$kind $name is read as a failure',
    async (scenario) => {
      const kind = await kindOf(scenario)
      const job = folded(kind, await watchAs(kind, scenario), scenario.params)
      expect([job.state, job.terminal, job.counts.unreadable]).toEqual(['failed', true, 0])
    },
  )

  it.each(named('bad-json'))('$kind $name has one unreadable event and completes', async (scenario) => {
    const kind = await kindOf(scenario)
    const job = folded(kind, await watchAs(kind, scenario), scenario.params)
    expect([job.state, job.counts.unreadable]).toEqual(['completed', 1])
  })

  it.each(named('late-events'))('$kind $name has late events and stays completed', async (scenario) => {
    const kind = await kindOf(scenario)
    const job = folded(kind, await watchAs(kind, scenario), scenario.params)
    expect([job.state, job.counts.late]).toEqual(['completed', 3])
  })
})
