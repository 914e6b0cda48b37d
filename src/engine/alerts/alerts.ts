// Rules judged over all runs, on every committed change and on a clock. What is decided of a run stands in core/alerts; here
// is when it is asked, and what follows. A screen is told of an alert only once it is stored.

import { type Alert, type NewAlert, runsOf } from '../../core/alerts/alert.ts'
import { gapOf, matchesOf } from '../../core/alerts/happened.ts'
import type { Happened } from '../../core/alerts/history.ts'
import { judge, type Standing, type Verdict } from '../../core/alerts/judge.ts'
import type { RuleNames } from '../../core/alerts/sentence.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { Batch } from '../log/rows.ts'
import { createAlertBook } from './alert-book.ts'
import { catchUp } from './catch-up.ts'
import { type Entry, isUnderWay, newEntry, noStand, sample, setRules, takeRun } from './entry.ts'
import { createFirings } from './firings.ts'
import { createLending } from './lending.ts'
import { resolutionOf } from './new-alert.ts'
import type { Outward } from './outward/courier.ts'
import { createRuleBook, type ReadyRule } from './rule-book.ts'
import { createScopes } from './scopes.ts'
import { createSnoozing } from './snoozing.ts'
import { createTelling } from './telling.ts'
import { createUsualTimes } from './usual.ts'

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
  readonly onDefect: (where: string, thrown: unknown) => void
}

export type AlertJudge = ReturnType<typeof createAlertJudge>

const tickMs = 1_000
/** Runs judged without a break when the engine starts. */
const judgedAtOnce = 500

export function createAlertJudge(deps: AlertsDeps) {
  const { log, clock } = deps
  const book = createAlertBook()
  const rules = createRuleBook(log, clock)
  const entries = new Map<number, Entry>()
  let cancelTick: (() => void) | null = null
  let mayWrite = false

  const telling = createTelling(deps, book, rules)
  const { outbox, courier } = telling
  const context = () => ({ names: deps.names, snoozes: rules.snoozes(), now: clock.now() })
  const firings = createFirings({ entries, outbox, book, context, resolve: (alert) => end(alert, null) })
  const scopes = createScopes({ outbox, context })
  const snoozing = createSnoozing({ ...deps, rules, book, entries })
  const usual = createUsualTimes(
    log,
    (kind, usualMs) => {
      for (const entry of entries.values()) {
        if (entry.run.kind !== kind || !isUnderWay(entry)) continue
        entry.history = { ...entry.history, usualMs }
        judgeEntry(entry)
      }
    },
    (thrown) => deps.onDefect('alerts', thrown),
  )

  /** The alert is over, for `run` or for all of its runs. */
  const end = (id: number, run: RunSummary | null) => {
    const now = clock.now()
    outbox.change(id, (alert) =>
      alert.resolvedAt !== null
        ? alert
        : {
            ...alert,
            resolvedAt: now,
            resolution: resolutionOf(alert, alert.run === null ? null : run, now),
          },
    )
  }

  /** What `rule` fired of the run is over: it stands to it so now. */
  const settle = (entry: Entry, rule: string, standing: Standing) => {
    const { alert } = entry.stands.get(rule) ?? noStand
    entry.stands.set(rule, { standing, alert: null })
    if (firings.takeBack(entry, rule)) return
    outbox.stand({ rule, run: entry.run.id, standing, alert: null })
    if (alert !== null && !firings.isShared(alert)) end(alert, entry.run)
  }

  /** The run was renamed: rules that it is no longer of have nothing more to say of it. */
  const leaveScopes = (entry: Entry) => {
    for (const [rule, { standing }] of entry.stands) {
      if (!standing.open || entry.rules.some((ready) => ready.rule.id === rule)) continue
      settle(entry, rule, { ...standing, open: false })
    }
  }

  /** Does what `verdict` says; returns when to judge again. */
  const act = (entry: Entry, ready: ReadyRule, verdict: Verdict): number | null => {
    const stand = entry.stands.get(ready.rule.id) ?? noStand
    if (verdict.act === 'fire' && verdict.held !== null)
      firings.add(entry, ready, verdict.held, verdict.standing)
    else if (verdict.act === 'resolve') settle(entry, ready.rule.id, verdict.standing)
    else if (verdict.standing !== stand.standing) {
      entry.stands.set(ready.rule.id, { ...stand, standing: verdict.standing })
      outbox.stand({ rule: ready.rule.id, run: entry.run.id, standing: verdict.standing, alert: stand.alert })
    }
    return verdict.dueAt
  }

  const judgeRule = (entry: Entry, ready: ReadyRule, match: Happened | null = null): number | null => {
    const { standing } = entry.stands.get(ready.rule.id) ?? noStand
    const history = match === null ? entry.history : { ...entry.history, match }
    return act(entry, ready, judge(ready.rule, entry.run, history, standing, clock.now()))
  }

  const sooner = (entry: Entry, dueAt: number | null) => {
    if (dueAt !== null) entry.dueAt = Math.min(dueAt, entry.dueAt ?? dueAt)
  }

  const judgeEntry = (entry: Entry) => {
    entry.dueAt = null
    for (const ready of entry.rules) {
      if (ready.rule.when.type === 'slow' && isUnderWay(entry)) {
        entry.history = { ...entry.history, usualMs: usual.of(entry.run.kind, clock.now()) }
      }
      sooner(entry, judgeRule(entry, ready))
    }
  }

  /** Only what has fired may be over by a change that moved no state. */
  const judgeOpen = (entry: Entry) => {
    for (const ready of entry.rules) {
      if (entry.stands.get(ready.rule.id)?.standing.open === true) sooner(entry, judgeRule(entry, ready))
    }
  }

  const consider = (run: RunSummary) => {
    const known = entries.get(run.id)
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
      leaveScopes(known)
    }
    if (before.job.state !== 'completed' && run.job.state === 'completed') usual.stale(run.kind)
    if (run.marks.acknowledgedAt !== null && before.marks.acknowledgedAt === null)
      firings.seen(run.id, clock.now())
    if (moved || renamed) judgeEntry(known)
    else judgeOpen(known)
  }

  const forget = (run: number) => {
    const entry = entries.get(run)
    entries.delete(run)
    if (entry === undefined) return
    for (const [rule, { alert }] of entry.stands) {
      if (!firings.takeBack(entry, rule) && alert !== null && !firings.isShared(alert)) end(alert, null)
    }
    book.forget(run)
  }

  const tick = () => {
    const now = clock.now()
    for (const entry of entries.values()) {
      if (entry.samples !== null) {
        sample(entry)
        judgeEntry(entry)
      } else if (entry.dueAt !== null && entry.dueAt <= now) judgeEntry(entry)
    }
    scopes.judge(rules.ready())
    firings.flush(false)
    courier.tick()
    void snoozing.wake(now).catch((thrown) => deps.onDefect('alerts', thrown))
    cancelTick = clock.after(tickMs, tick)
  }

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
      await rules.load(mayWrite)
      await telling.load()
    },
    /** Begins to judge, with what was missed while no engine was there. */
    start: async () => {
      if (!mayWrite) return
      const standings = await log.standings()
      await lending.clear(standings)
      for (const run of deps.runs()) entries.set(run.id, newEntry(run, rules.ready(), clock.now()))
      for (const { run, rule, standing, alert } of standings)
        entries.get(run)?.stands.set(rule, { standing, alert })
      scopes.load(
        standings.filter(({ run }) => run === 0),
        [...entries.values()],
        rules.ready(),
      )
      await catchUp(log, [...entries.values()], (entry, ready, found) => judgeRule(entry, ready, found))
      let judged = 0
      for (const entry of [...entries.values()]) {
        judgeEntry(entry)
        if (++judged % judgedAtOnce === 0) await new Promise<void>((resolve) => setImmediate(resolve))
      }
      courier.start()
      tick()
    },
    /** A push of the board. */
    changed: ({ runs, removed }: Pick<Changes, 'runs' | 'removed'>) => {
      if (!mayWrite || cancelTick === null) return
      for (const run of runs) consider(run)
      for (const run of removed) forget(run)
    },
    /** What was committed: its events and gaps are looked at before the summaries that come with them. */
    stored: ({ events, gaps }: Batch) => {
      if (cancelTick === null) return
      for (const { run, ...gap } of gaps) {
        const entry = entries.get(run)
        const found = gapOf(gap)
        if (entry === undefined || found === null) continue
        entry.history = { ...entry.history, gap: found }
        for (const ready of entry.rules) if (ready.rule.when.type === 'gap') judgeRule(entry, ready)
      }
      for (const [run, list] of Map.groupBy(events, (event) => event.run)) {
        const entry = entries.get(run)
        for (const ready of entry?.rules ?? []) {
          if (entry === undefined || ready.query === null) continue
          for (const match of matchesOf(ready.query, entry.run, list, clock.now()))
            judgeRule(entry, ready, match)
        }
      }
    },
    /** The rules changed: those in `gone` no longer say what they said. */
    rulesChanged: async (gone: readonly string[]) => {
      for (const rule of gone) {
        await log.dropStandings(rule)
        scopes.drop(rule)
        for (const entry of entries.values()) {
          entry.stands.delete(rule)
          firings.takeBack(entry, rule)
        }
        for (const alert of [...book.all()]) if (alert.rule === rule) end(alert.id, null)
      }
      for (const entry of entries.values()) {
        setRules(entry, rules.ready())
        if (isUnderWay(entry)) judgeEntry(entry)
      }
      scopes.load([], [...entries.values()], rules.ready())
      deps.push({ rules: true })
    },
    lend: lending.lend,
    /** Stores alerts that are over, of a run that is taken in: nobody is told. */
    keep: async (alerts: readonly NewAlert[]): Promise<void> => {
      const fired = alerts.map((alert) => ({ alert, standings: [] }))
      for (const alert of await log.storeAlerts({ fired, changed: [], standings: [] })) book.put(alert)
    },
    acknowledge: (alerts: readonly Alert[], note: string | null) => {
      const now = clock.now()
      for (const { id } of alerts) {
        outbox.change(id, (alert) => ({
          ...alert,
          acknowledgedAt: alert.acknowledgedAt ?? now,
          note: note ?? alert.note,
        }))
      }
      return [...new Set(alerts.flatMap(runsOf))]
    },
    /** Stores what is left. */
    close: async () => {
      cancelTick?.()
      cancelTick = null
      firings.flush(true)
      await courier.close()
      await lending.close()
    },
  }
}
