// What judging costs: ten thousand runs under way, two hundred rules, each run with something new every few seconds. Time is
// simulated, and what is measured is the processor's, as a share of one core over the time that would have passed.

import { newRule } from '../src/core/alerts/new-rule.ts'
import type { Rule, RuleDraft } from '../src/core/alerts/rule.ts'
import type { RunSummary } from '../src/core/run/run.ts'
import { soundScenarios } from '../src/demo/sound-scenarios.ts'
import { makeRun } from '../tests/renderer/make-run.ts'
import { createAlertStage } from '../tests/support/alert-stage.ts'
import { createSampleHours, watchSound } from '../tests/support/sample-hours.ts'
import { median } from './process.ts'

export type AlertsRow = {
  readonly runs: number
  readonly rules: number
  readonly changesPerSecond: number
  /** Percent of one core; the median of the rounds. */
  readonly share: number
  /** What the first rules told of the sample's sound jobs in `soundHours`: false alarms. */
  readonly falseAlarms: number
  readonly soundHours: number
  readonly soundJobs: number
}

const runs = 10_000
const rules = 200
/** Long enough for every deadline to come, and to be put off. */
const seconds = 90
const everySeconds = 5
const rounds = 3
const soundHours = 24
const beatMs = 15_000

const conditions: readonly RuleDraft['when'][] = [
  { type: 'failed' },
  { type: 'needs-me' },
  { type: 'stalled', forMs: 0, beats: 2 },
  { type: 'no-event', forMs: 60_000 },
  { type: 'no-content', forMs: 30_000 },
  { type: 'no-progress', forMs: 120_000 },
  { type: 'not-finished', forMs: 3_600_000 },
  { type: 'retrying', forMs: 60_000 },
  { type: 'check' },
  { type: 'figure', figure: 'first_content', is: '>', value: 20_000 },
]

/** Half of the rules are about every run, the others about one server of ten. */
const list: readonly Rule[] = Array.from({ length: rules }, (_, i) => {
  const when = conditions[i % conditions.length] ?? { type: 'failed' }
  const rule = newRule(when)
  const servers = i % 2 === 0 ? [] : [`server ${i % 10}`]
  return { ...rule, id: `rule ${i}`, since: 0, scope: { ...rule.scope, servers } }
})

export async function benchAlerts(): Promise<AlertsRow> {
  const shares: number[] = []
  for (let round = 0; round < rounds; round++) {
    const stage = createAlertStage(list)
    for (let id = 1; id <= runs; id++)
      stage.runs.set(
        id,
        makeRun({
          id,
          server: `server ${id % 10}`,
          createdAt: 0,
          askedAt: 0,
          beatMs,
          connection: { since: 0 },
        }),
      )
    await stage.start()
    const from = process.cpuUsage()
    for (let second = 0; second < seconds; second++) {
      for (let id = 1 + (second % everySeconds); id <= runs; id += everySeconds) {
        const run = stage.runs.get(id)
        if (run !== undefined) stage.is(heard(run, stage.clock.now()))
      }
      await stage.pass(1)
    }
    const { user, system } = process.cpuUsage(from)
    shares.push((user + system) / 10_000 / seconds)
  }
  const sound = await watchSound(await createSampleHours(), soundScenarios, soundHours * 3_600)
  return {
    runs,
    rules,
    changesPerSecond: runs / everySeconds,
    share: Math.round(median(shares) * 10) / 10,
    falseAlarms: sound.alerts.length,
    soundHours,
    soundJobs: sound.jobs,
  }
}

function heard(run: RunSummary, now: number): RunSummary {
  const events = run.events + 1
  return {
    ...run,
    events,
    lastEventAt: now,
    lastBytesAt: now,
    job: {
      ...run.job,
      state: 'processing',
      firstEventAt: run.job.firstEventAt ?? now,
      firstContentAt: run.job.firstContentAt ?? now,
      percent: events,
    },
  }
}
