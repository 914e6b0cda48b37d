// Jobs of the sample backend on a simulated clock, without a wire and without a disk: its services say what comes when, a
// live run makes of it what it always does, and rules watch beside it. An hour takes a moment.

import type { Alert } from '../../src/core/alerts/alert.ts'
import { firstRules } from '../../src/core/alerts/new-rule.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { createRandom } from '../../src/demo/base/random.ts'
import type { Step } from '../../src/demo/base/step.ts'
import { bend } from '../../src/demo/faults/bend.ts'
import type { FaultName } from '../../src/demo/faults/catalogue.ts'
import type { Scenario } from '../../src/demo/index.ts'
import { route } from '../../src/demo/route.ts'
import type { Batch } from '../../src/engine/log/rows.ts'
import type { Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { createAlertStage } from './alert-stage.ts'
import { loadKinds } from './load-kinds.ts'
import { recordRun } from './recorded-run.ts'

/** What became of one job: its alerts, and how long it was watched, s. */
export type Watched = { readonly alerts: readonly Alert[]; readonly seconds: number }

export type SampleHours = Awaited<ReturnType<typeof createSampleHours>>

export async function createSampleHours() {
  const kinds = await loadKinds()
  let jobs = 0

  /** Watches one job of `scenario`, with `fault` in its stream, to its end or for `mostSeconds`. */
  const watch = async (
    scenario: Scenario,
    fault: FaultName | null,
    mostSeconds: number,
  ): Promise<Watched> => {
    const kind = kinds.get(scenario.kind)
    if (kind === undefined) throw new Error(`no kind ${scenario.kind}`)
    const stage = createAlertStage(firstRules(0))
    const params = { ...scenario.params }
    let last: RunSummary | null = null
    const writer = {
      addRun: () => 1,
      commit: ({ runs }: Batch) => {
        last = runs[0]?.summary ?? null
      },
    } as unknown as Writer
    const run = recordRun(writer, kind, { createdAt: 0, params, beatMs: kind.beatMs })
    const tell = () => {
      run.commit()
      if (last !== null) stage.is(last)
    }
    jobs++
    await stage.start()
    let attempts = 0
    let openedAt = 0
    let steps = open()
    let next = steps.next()
    run.connect()
    tell()
    for (let second = 1; second <= mostSeconds; second++) {
      const until = second * 1_000
      let isOver = false
      while (!isOver && !next.done && openedAt + next.value.at < until) isOver = take(next.value)
      if (next.done === true && !isOver) isOver = take({ type: 'end', at: until - openedAt })
      run.pass(until - run.now())
      run.live.tick()
      tell()
      await stage.pass(1)
      if (isOver) {
        await stage.pass(2)
        return { alerts: stage.alerts, seconds: second }
      }
    }
    return { alerts: stage.alerts, seconds: mostSeconds }

    function open(): Iterator<Step> {
      attempts++
      openedAt = run.now()
      const [path = '', query = ''] = scenario.url.split('?')
      const found = route(path)
      if (found === null || found === 'unreadable') throw new Error(`no service at ${path}`)
      const ask = {
        method: found.service.method,
        target: scenario.url,
        path,
        query: new URLSearchParams(query),
        form: new URLSearchParams(params),
        body: params.body ?? '',
        lastEventId: null,
        authorized: true,
      }
      const identified = found.service.identify(ask, found.segment)
      if (!identified.ok) throw new Error(`the sample refuses ${scenario.name}`)
      const given = found.service.steps({
        ask,
        id: identified.id,
        fault,
        seed: jobs,
        random: createRandom(`${jobs} ${identified.id}`),
        jobNumber: jobs,
        openedAt,
        elapsedMs: found.service.jobs === 'server' ? openedAt : 0,
        isoAt: (ms) => new Date(openedAt + ms).toISOString(),
      })
      const bent =
        fault === null ? given : bend(given, fault, { middleMs: found.service.middleMs, count: attempts })
      return bent[Symbol.iterator]()
    }

    /** One step of the stream; true where the run has come to rest. */
    function take(step: Step): boolean {
      run.pass(Math.max(0, Math.round(openedAt + step.at - run.now())))
      if (step.type === 'hang') {
        steps = [][Symbol.iterator]()
        next = { done: false, value: { type: 'hang', at: Number.POSITIVE_INFINITY } }
        return false
      }
      if (step.type === 'frame') {
        if (step.part === 'comment' || step.part === 'retry') run.live.sign()
        else run.receive({ name: step.name ?? 'message', data: step.data, id: step.id })
        next = steps.next()
        if (!run.live.job().terminal) return false
        run.rest('closed')
        return true
      }
      if (!run.live.observes()) {
        run.rest('ended-early')
        return true
      }
      run.lose('The connection was lost.')
      run.pass(1_500)
      steps = open()
      next = steps.next()
      run.connect()
      return false
    }
  }

  return { watch }
}

/** Watches sound jobs, one after the other and each anew when it has ended, for `seconds` altogether; endless ones for their share. */
export async function watchSound(
  hours: SampleHours,
  scenarios: readonly Scenario[],
  seconds: number,
): Promise<{ readonly alerts: readonly Alert[]; readonly jobs: number }> {
  const alerts: Alert[] = []
  let jobs = 0
  for (const scenario of scenarios) {
    let left = Math.ceil(seconds / scenarios.length)
    while (left > 0) {
      const watched = await hours.watch(scenario, null, left)
      alerts.push(...watched.alerts)
      left -= watched.seconds
      jobs++
    }
  }
  return { alerts, jobs }
}
