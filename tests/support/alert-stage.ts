// The judge of alerts over a log in memory and a clock that is moved by hand: runs are told to be something, time passes, and
// the engine may end and start again at any moment.

import { type Alert, isUnsettled } from '../../src/core/alerts/alert.ts'
import type { Rule } from '../../src/core/alerts/rule.ts'
import type { EventRow, Gap, RunSummary } from '../../src/core/run/run.ts'
import { createAlertJudge } from '../../src/engine/alerts/alerts.ts'
import type { Outward } from '../../src/engine/alerts/outward/courier.ts'
import { later } from '../../src/engine/alerts/outward/outcome.ts'
import type { Clock } from '../../src/engine/base/clock.ts'
import type { AlertChange, AlertFilter, StoredStanding } from '../../src/engine/log/alert-rows.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { createSimulatedClock } from './simulated-clock.ts'

/** Nobody is told outward. */
const noChannels = (): Outward => ({
  channels: { get: () => null, secretsOf: async () => ({ url: null, secret: null }) },
  send: async () => later(''),
  clean: (text) => text,
  random: () => 0,
})

/** What survives the engine: alerts, standings, settings, events. `outward`: by what alerts go out of it. */
export function createAlertStage(
  rules: readonly Rule[],
  usualMs: number | null = null,
  outward: (clock: Clock) => Outward = noChannels,
) {
  const clock = createSimulatedClock()
  const alerts: Alert[] = []
  const standings = new Map<string, StoredStanding>()
  const settings = new Map([['alerts', JSON.stringify({ rules, snoozes: [] })]])
  const runs = new Map<number, RunSummary>()
  const events = new Map<number, EventRow[]>()
  const told: Alert[] = []
  const attended: number[] = []

  const log = {
    readOnly: null,
    setting: async (name: string) => settings.get(name) ?? null,
    setSetting: async (name: string, value: string) => void settings.set(name, value),
    alerts: async ({ open }: AlertFilter) =>
      alerts.filter(
        ({ resolvedAt, acknowledgedAt }) => !open || (resolvedAt === null && acknowledgedAt === null),
      ),
    unsettledAlerts: async () => alerts.filter(isUnsettled),
    alertsHad: async () =>
      [...runs.keys()].map((run) => ({ run, types: alerts.flatMap((a) => (a.run === run ? a.type : [])) })),
    standings: async () => [...standings.values()],
    dropStandings: async (rule: string) => {
      for (const [key, standing] of standings) if (standing.rule === rule) standings.delete(key)
    },
    storeAlerts: async ({ fired, changed, standings: stood }: AlertChange) => {
      const put = (one: StoredStanding) => standings.set(`${one.run} ${one.rule}`, one)
      const made = fired.map(({ alert, standings: own }) => {
        const whole = { ...alert, id: alerts.length + 1 }
        alerts.push(whole)
        for (const one of own) put({ ...one, alert: one.standing.open ? whole.id : null })
        return whole
      })
      for (const alert of changed) alerts[alert.id - 1] = alert
      for (const one of stood) put(one)
      return [...made, ...changed]
    },
    latest: async (run: number) => events.get(run) ?? [],
    gaps: async (): Promise<Gap[]> => [],
    review: { usual: async () => ({ done: true, value: { durationP90Ms: usualMs } }) },
  } as unknown as LogAccess

  const open = () =>
    createAlertJudge({
      log,
      clock,
      names: { kind: (id) => id, channel: (id) => id },
      outward: outward(clock),
      runs: () => runs.values(),
      attend: (ids) => void attended.push(...ids),
      told: () => {},
      push: ({ alerts: pushed = [] }) => void told.push(...pushed),
      onDefect: (where, thrown) => {
        throw new Error(where, { cause: thrown })
      },
    })
  let judge = open()

  return {
    clock,
    alerts,
    told,
    /** The runs that were pushed anew for what they ask. */
    attended,
    runs,
    judge: () => judge,
    start: async () => {
      await judge.load()
      await judge.start()
    },
    /** The engine ends in order and starts again at once. */
    restart: async () => {
      await judge.close()
      judge = open()
      await judge.load()
      await judge.start()
    },
    /** `run` is this now, as a push of the board tells it. */
    is: (run: RunSummary) => {
      runs.set(run.id, run)
      judge.changed({ runs: [run], removed: [] })
    },
    gone: (run: number) => {
      runs.delete(run)
      judge.changed({ runs: [], removed: [run] })
    },
    /** Seconds pass. */
    pass: async (seconds: number) => {
      for (let i = 0; i < seconds; i++) await clock.step(1_000)
    },
  }
}
