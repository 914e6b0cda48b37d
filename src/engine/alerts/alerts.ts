// Rules judged over all runs, on every committed change and on a clock. What is decided of a run stands in core/alerts; here
// is when it is asked, and what follows. A screen is told of an alert only once it is stored.

import { type Alert, type NewAlert, runsOf } from '../../core/alerts/alert.ts'
import type { RuleNames } from '../../core/alerts/sentence.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import { createPulse, type Pulse } from '../base/pulse.ts'
import type { AlertNews } from '../base/telemetry-port.ts'
import type { StoredStanding } from '../log/alert-rows.ts'
import type { LogAccess } from '../log/port.ts'
import type { Batch } from '../log/rows.ts'
import { createAlertBook } from './alert-book.ts'
import { createAlone } from './alone.ts'
import { catchUp } from './catch-up.ts'
import { createChanging } from './changing.ts'
import { type Entry, newEntry, setRules, takeRun } from './entry.ts'
import { createHandedRuns } from './handed-runs.ts'
import { createJudging } from './judging.ts'
import { createLending } from './lending.ts'
import type { Outward } from './outward/courier.ts'
import { createRuleBook } from './rule-book.ts'
import { createScopes } from './scopes.ts'
import type { NewestRuns } from './snoozes-over.ts'
import { createSnoozing } from './snoozing.ts'
import { createTelling } from './telling.ts'

export type AlertsDeps = {
  readonly log: LogAccess
  readonly clock: Clock
  readonly names: RuleNames
  readonly outward: Outward
  /** The runs as they are now. */
  readonly runs: () => Iterable<RunSummary>
  /** Pushes these runs anew. */
  readonly attend: (runs: readonly number[]) => void
  readonly push: (change: Partial<Omit<Changes, 'seq'>>) => void
  readonly told: (news: readonly AlertNews[]) => void
  readonly onDefect: (where: string, thrown: unknown) => void
  /** Of the log, this engine judges those runs alone that it is given; absent: all. It reads of the others by this. */
  readonly shared?: NewestRuns
}

export type AlertJudge = ReturnType<typeof createAlertJudge>

/** Runs judged without a break when the engine starts. */
const judgedAtOnce = 500

export function createAlertJudge(deps: AlertsDeps) {
  const { log, clock } = deps
  const book = createAlertBook()
  const rules = createRuleBook(log, clock)
  const entries = new Map<number, Entry>()
  let pulse: Pulse | null = null
  const stir = () => pulse?.stir()
  let mayWrite = false
  /** What was committed while judging begins; null before and after. */
  let early: Batch[] | null = null

  const telling = createTelling({ ...deps, stir }, book, rules)
  const { outbox, courier } = telling
  const context = () => ({ names: deps.names, snoozes: rules.snoozes(), now: clock.now() })
  const judging = createJudging({ ...deps, entries, outbox, book, context, stir })
  const { end, firings, judgeRule, judgeEntry } = judging
  const scopes = createScopes({ outbox, context })
  const snoozing = createSnoozing({ ...deps, rules, book, entries, stir })
  const consider = (run: RunSummary) => {
    const known = entries.get(run.id)
    if (known === undefined && deps.shared !== undefined) return
    if (known === undefined) {
      const entry = newEntry(run, rules.ready(), clock.now())
      entries.set(run.id, entry)
      scopes.started(run, rules.ready())
      return judgeEntry(entry)
    }
    const before = known.run
    const { moved, renamed } = takeRun(known, run, clock.now())
    if (renamed) {
      setRules(known, rules.ready())
      judging.leaveScopes(known)
    }
    if (before.job.state !== 'completed' && run.job.state === 'completed') judging.completed(run.kind)
    if (run.marks.acknowledgedAt !== null && before.marks.acknowledgedAt === null)
      firings.seen(run, clock.now())
    if (moved || renamed) judgeEntry(known)
    else judging.judgeOpen(known)
  }

  const forget = (run: number) => {
    const entry = entries.get(run)
    entries.delete(run)
    if (entry === undefined) return
    for (const [rule, { alert }] of entry.stands) {
      if (!firings.takeBack(entry, rule) && alert !== null && !firings.isShared(alert))
        end(alert, 'run-removed')
    }
    book.forget(run)
  }

  /** A defect of judging costs what was judged, and neither the log nor the clock. */
  const guarded = (act: () => void) => {
    try {
      act()
    } catch (thrown) {
      deps.onDefect('alerts', thrown)
    }
  }

  /** Returns how long the next beat can wait, in ms. */
  const beat = (): number => {
    const now = clock.now()
    const isAlone = deps.shared === undefined
    let dueAt = 0
    guarded(() => {
      const next = judging.judgeDue(now)
      const isAsked = isAlone && scopes.judge(rules.ready())
      firings.flush(false)
      const isTelling = courier.tick()
      if (!isAsked && !isTelling && !firings.isAnyWaiting()) dueAt = next
    })
    if (!isAlone || rules.snoozes().length === 0) return dueAt - now
    void snoozing.wake(now).catch((thrown) => deps.onDefect('alerts', thrown))
    return 0
  }
  const start = () => {
    courier.start()
    pulse = createPulse(clock, beat)
  }

  /** Alerts by which no rule stands to anything any more: their runs were removed while no engine was there. */
  const endOrphans = (standings: readonly StoredStanding[]) => {
    const known = new Set(
      standings.flatMap(({ run, alert }) => (run === 0 || entries.has(run) ? alert : null) ?? []),
    )
    for (const { id, lasting, resolvedAt } of book.unsettled())
      if (lasting && resolvedAt === null && !known.has(id)) end(id, 'untold')
  }

  const changing = createChanging({ rules, entries, firings, scopes, outbox, book, end, judgeEntry })
  const lending = createLending({ ...deps, rules, book, entries, outbox, judgeRule, judgeEntry })

  return {
    rules,
    book,
    outbox,
    courier,
    entries,
    attention: snoozing.attention,
    snooze: snoozing.snooze,
    unsnooze: snoozing.unsnooze,
    /** Reads what is stored, before the board is loaded. */
    load: async () => {
      mayWrite = log.readOnly === null
      await rules.load()
      if (deps.shared === undefined) await telling.load()
    },
    /** Begins to judge, with what was missed while no engine was there. */
    start: async () => {
      if (!mayWrite) return
      if (deps.shared !== undefined) {
        await rules.storeFirst()
        return start()
      }
      early = []
      const standings = await log.standings()
      // All that a start needs was read by now.
      await rules.storeFirst()
      await lending.clear(standings)
      for (const run of deps.runs()) entries.set(run.id, newEntry(run, rules.ready(), clock.now()))
      for (const { run, rule, standing, alert } of standings)
        entries.get(run)?.stands.set(rule, { standing, alert })
      scopes.load(
        standings.filter(({ run }) => run === 0),
        [...entries.values()],
        rules.ready(),
      )
      endOrphans(standings)
      await catchUp(log, [...entries.values()], (entry, ready, found) => judgeRule(entry, ready, found))
      let judged = 0
      for (const entry of [...entries.values()]) {
        judgeEntry(entry)
        if (++judged % judgedAtOnce === 0) await new Promise<void>((resolve) => setImmediate(resolve))
      }
      // What has changed meanwhile, and what was committed: nothing of it was judged.
      const runs = new Map([...deps.runs()].map((run) => [run.id, run]))
      for (const run of runs.values()) consider(run)
      for (const id of [...entries.keys()]) if (!runs.has(id)) forget(id)
      for (const batch of early) judging.judgeBatch(batch)
      early = null
      start()
    },
    /** A push of the board. */
    changed: ({ runs, removed }: Pick<Changes, 'runs' | 'removed'>) => {
      if (!mayWrite || pulse === null) return
      guarded(() => {
        for (const run of runs) consider(run)
        for (const run of removed) forget(run)
      })
    },
    /** What was committed: its events and gaps are looked at before the summaries that come with them. */
    stored: (batch: Batch) => {
      if (early !== null) early.push(batch)
      else if (pulse !== null) guarded(() => judging.judgeBatch(batch))
    },
    handed: createHandedRuns({ log, rules, entries, book, courier, clock, runs: deps.runs, judgeEntry }),
    /** Of a shared log: rules that are about no run, while this engine is the one that judges them. */
    alone: createAlone({
      log,
      newest: deps.shared ?? null,
      clock,
      rules,
      unsnooze: snoozing.unsnooze,
      scopes,
      book,
      courier,
      end,
    }),
    /** The rules changed: those in `gone` no longer say what they said. */
    rulesChanged: async (gone: readonly string[]) => {
      changing.drop(gone)
      for (const rule of gone) outbox.forget(rule)
      await outbox.settled()
      for (const rule of gone) await log.dropStandings(rule)
      changing.judge()
      scopes.load([], [...entries.values()], rules.ready())
      stir()
      deps.push({ rules: true })
    },
    /** Others have changed the rules of a shared log: they are read again, and the runs that are judged here by them. */
    reload: async () => {
      const gone = await changing.read()
      changing.drop(gone)
      changing.judge()
    },
    lend: lending.lend,
    /** Stores alerts that are over, of a run that is taken in: nobody is told. */
    keep: async (alerts: readonly NewAlert[]): Promise<void> => {
      const fired = alerts.map((alert) => ({ alert, standings: [] }))
      for (const alert of await log.storeAlerts({ fired, changed: [], standings: [] })) book.put(alert)
    },
    acknowledge: (alerts: readonly Alert[], note: string | null) => {
      const now = clock.now()
      for (const known of alerts) {
        const seen = (alert: Alert): Alert => ({
          ...alert,
          acknowledgedAt: alert.acknowledgedAt ?? now,
          note: note ?? alert.note,
        })
        outbox.change(known.id, seen, known)
      }
      return [...new Set(alerts.flatMap(runsOf))]
    },
    /** Stores what is left. */
    close: async () => {
      pulse?.stop()
      pulse = null
      firings.flush(true)
      await courier.close()
      await lending.close()
    },
  }
}
