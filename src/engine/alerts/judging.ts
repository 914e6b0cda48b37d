// Judging one run by its rules, and doing what the verdict says.

import { gapOf, matchesOf } from '../../core/alerts/happened.ts'
import type { Happened } from '../../core/alerts/history.ts'
import { judge, type Standing, type Verdict } from '../../core/alerts/judge.ts'
import { isActive } from '../../core/alerts/rule.ts'
import { asksRate } from '../../core/alerts/traits.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { Batch } from '../log/rows.ts'
import type { AlertBook } from './alert-book.ts'
import { type Entry, isUnderWay, noStand, sample } from './entry.ts'
import { createFirings } from './firings.ts'
import { type Ended, type FiringContext, resolutionOf } from './new-alert.ts'
import type { Outbox } from './outbox.ts'
import type { ReadyRule } from './rule-book.ts'
import { createUsualTimes } from './usual.ts'

type Deps = {
  readonly log: Pick<LogAccess, 'review'>
  readonly clock: Clock
  readonly entries: ReadonlyMap<number, Entry>
  readonly outbox: Outbox
  readonly book: AlertBook
  readonly context: () => FiringContext
  /** `judgeDue` has more to do than it said. */
  readonly stir: () => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

export function createJudging({ log, clock, entries, outbox, book, context, stir, onDefect }: Deps) {
  const firings = createFirings({ entries, outbox, book, context, resolve: (alert) => end(alert, null) })
  const usual = createUsualTimes(
    log,
    (kind, usualMs) => {
      for (const entry of entries.values()) {
        if (entry.run.kind !== kind || !isUnderWay(entry)) continue
        entry.history = { ...entry.history, usualMs }
        judgeEntry(entry)
      }
    },
    (thrown) => onDefect('alerts', thrown),
  )

  /** The alert is over, for `run` or for all of its runs. */
  const end = (id: number, run: RunSummary | Ended | null) => {
    const now = clock.now()
    outbox.change(id, (alert) =>
      alert.resolvedAt !== null
        ? alert
        : {
            ...alert,
            resolvedAt: now,
            resolution: resolutionOf(alert, typeof run !== 'string' && alert.run === null ? null : run, now),
          },
    )
  }

  /** What `rule` fired of the run is over: it stands to it so now. */
  const settle = (entry: Entry, rule: string, standing: Standing, why: Ended | null = null) => {
    const { alert } = entry.stands.get(rule) ?? noStand
    entry.stands.set(rule, { standing, alert: null })
    if (firings.takeBack(entry, rule)) return
    outbox.stand({ rule, run: entry.run.id, standing, alert: null })
    if (alert !== null && !firings.isShared(alert)) end(alert, why ?? entry.run)
  }

  /** The run was renamed: rules that it is no longer of have nothing more to say of it. */
  const leaveScopes = (entry: Entry) => {
    for (const [rule, { standing }] of entry.stands) {
      if (!standing.open || entry.rules.some((ready) => ready.rule.id === rule)) continue
      settle(entry, rule, { ...standing, open: false }, 'rule-gone')
    }
  }

  /** Does what `verdict` says; returns when to judge again. */
  const act = (entry: Entry, ready: ReadyRule, verdict: Verdict): number | null => {
    const stand = entry.stands.get(ready.rule.id) ?? noStand
    if (verdict.act === 'fire' && verdict.held !== null) {
      firings.add(entry, ready, verdict.held, verdict.standing)
      stir()
    } else if (verdict.act === 'resolve')
      settle(entry, ready.rule.id, verdict.standing, isActive(ready.rule, clock.now()) ? null : 'rule-off')
    else if (verdict.standing !== stand.standing) {
      entry.stands.set(ready.rule.id, { ...stand, standing: verdict.standing })
      if (!firings.isWaiting(entry.run.id, ready.rule.id))
        outbox.stand({
          rule: ready.rule.id,
          run: entry.run.id,
          standing: verdict.standing,
          alert: stand.alert,
        })
    }
    return verdict.dueAt
  }

  const judgeRule = (entry: Entry, ready: ReadyRule, match: Happened | null = null): number | null => {
    const { standing } = entry.stands.get(ready.rule.id) ?? noStand
    const history = match === null ? entry.history : { ...entry.history, match }
    return act(entry, ready, judge(ready.rule, entry.run, history, standing, clock.now()))
  }

  const sooner = (entry: Entry, dueAt: number | null) => {
    if (dueAt === null) return
    entry.dueAt = Math.min(dueAt, entry.dueAt ?? dueAt)
    stir()
  }

  const judgeEntry = (entry: Entry) => {
    entry.dueAt = null
    if (entry.samples !== null) stir()
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

  /** Returns when the next of them is due, in epoch ms; 0 while a rate is counted by the second. */
  const judgeDue = (now: number): number => {
    let next = Number.POSITIVE_INFINITY
    for (const entry of entries.values()) {
      if (entry.samples !== null && isUnderWay(entry)) {
        next = 0
        sample(entry)
        for (const ready of entry.rules) if (asksRate(ready.rule.when)) judgeRule(entry, ready)
      }
      if (entry.dueAt !== null && entry.dueAt <= now) judgeEntry(entry)
      next = Math.min(next, entry.dueAt ?? next)
    }
    return next
  }

  const judgeBatch = ({ events, gaps }: Batch) => {
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
  }

  return {
    firings,
    end,
    leaveScopes,
    judgeRule,
    judgeEntry,
    judgeOpen,
    judgeBatch,
    judgeDue,
    /** One more run of the kind has completed: what is usual for it may be another. */
    completed: usual.stale,
  }
}
