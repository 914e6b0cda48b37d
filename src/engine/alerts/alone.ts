// What one engine does of alerts for all that share a log, for as long as it is the one: it judges the rules that are about no run,
// ends the snoozes that are over, and what rules have said that are gone. It has a few of the runs alone, and reads of the others
// from the log.

import { type Alert, isUnsettled, runsOf } from '../../core/alerts/alert.ts'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { AlertBook } from './alert-book.ts'
import type { Ended } from './new-alert.ts'
import type { Courier } from './outward/courier.ts'
import { isLent, type RuleBook } from './rule-book.ts'
import type { Scopes } from './scopes.ts'
import { type NewestRuns, snoozedInLog, snoozesOver } from './snoozes-over.ts'

type Deps = {
  readonly log: Pick<LogAccess, 'standings' | 'unsettledAlerts' | 'run' | 'alerts'>
  readonly newest: NewestRuns | null
  readonly clock: Clock
  readonly rules: Pick<RuleBook, 'ready' | 'rules' | 'snoozes'>
  readonly unsnooze: (gone: readonly Snoozed[]) => Promise<void>
  readonly scopes: Scopes
  readonly book: Pick<AlertBook, 'put'>
  readonly courier: Pick<Courier, 'stored'>
  readonly end: (alert: number, why: Ended) => void
}

const pageRuns = 100
/** Runs that are looked through for the last that is a rule's; a rule whose last is older fires as if it had none. */
const mostPages = 200
/** What was added at the same time may be seen in another order than its numbers'. */
const overlap = 64
const wakeEveryMs = 10_000

export function createAlone(deps: Deps) {
  const { log, newest, clock, rules, scopes, book, courier, end } = deps
  let seen: number | null = null
  /** The rules that there were at the last look. */
  let ruledBy: string | null = null
  let wokeAt = Number.NEGATIVE_INFINITY
  const asked = () => rules.ready().filter(({ rule }) => rule.when.type === 'none-started' && rule.enabled)

  /** Whether no older run than `run` changes what the rules say. */
  const isEnough = (run: RunSummary): boolean =>
    asked().every(({ rule }) => scopes.startedAt(rule.id) !== null || run.createdAt < rule.since)

  /** What rules have said that are gone is over: also of runs that nobody judges any more. */
  const endOrphans = async (): Promise<void> => {
    const ids = new Set(rules.rules().map(({ id }) => id))
    const now = [...ids].join()
    if (now === ruledBy) return
    for (const alert of await log.unsettledAlerts()) {
      if (ids.has(alert.rule) || isLent(alert.rule) || alert.resolvedAt !== null) continue
      book.put(alert)
      end(alert.id, 'rule-gone')
    }
    ruledBy = now
  }

  const wake = async (from: NewestRuns): Promise<void> => {
    const now = clock.now()
    if (Math.abs(now - wokeAt) < wakeEveryMs) return
    wokeAt = now
    const over = await snoozesOver(rules.snoozes(), now, snoozedInLog(log, from))
    if (over.length > 0) await deps.unsnooze(over)
  }

  const look = async (): Promise<void> => {
    if (newest === null) return
    await endOrphans()
    await wake(newest)
    if (asked().length === 0) return
    const from = seen
    let before: number | null = null
    let latest = seen ?? 0
    for (let pages = 0; pages < mostPages; pages++) {
      const page: Awaited<ReturnType<NewestRuns>> = await newest(before, pageRuns)
      for (const run of page.runs) {
        latest = Math.max(latest, run.id)
        scopes.started(run, rules.ready())
      }
      const last = page.runs.at(-1)
      if (last === undefined || page.next === null) break
      if (from === null ? isEnough(last) : last.id < from - overlap) break
      before = page.next
    }
    seen = latest
    scopes.judge(rules.ready())
  }

  return {
    /** Judges them from now on, as they stood; what waits to be told of them goes out from here. */
    take: async (): Promise<void> => {
      const standings = (await log.standings()).filter(({ run }) => run === 0)
      const waiting = (await log.unsettledAlerts()).filter(isOfNoRun)
      for (const alert of waiting) book.put(alert)
      courier.stored(waiting.filter(isUnsettled))
      seen = null
      ruledBy = null
      scopes.load(standings, [], rules.ready())
    },
    look,
    /** Another judges them. */
    leave: scopes.leave,
  }
}

function isOfNoRun(alert: Alert): boolean {
  return alert.type === 'none-started' && runsOf(alert).length === 0
}
