// From a rule's verdict to a stored alert, and what other alerts and people have to do with it.

import { type Alert, mostRunsNamed } from '../../core/alerts/alert.ts'
import type { Happened } from '../../core/alerts/history.ts'
import type { Standing } from '../../core/alerts/judge.ts'
import { isOfNow } from '../../core/alerts/traits.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { AlertBook } from './alert-book.ts'
import { type Entry, isUnderWay, noStand } from './entry.ts'
import { createGathering, type Gathered, type Waiting } from './gathering.ts'
import { alertOfRun, alertOfServer, type Firing, type FiringContext, severalCause } from './new-alert.ts'
import type { Outbox } from './outbox.ts'
import type { ReadyRule } from './rule-book.ts'

type RunStanding = { readonly run: number; readonly standing: Standing }

function keyOf(rule: string, of: number | string): string {
  return `${rule} ${of}`
}

type Deps = {
  readonly entries: ReadonlyMap<number, Entry>
  readonly outbox: Outbox
  readonly book: AlertBook
  readonly context: () => FiringContext
  /** What the alert tells of is over for all of its runs. */
  readonly resolve: (alert: number) => void
}

export function createFirings({ entries, outbox, book, context, resolve }: Deps) {
  const gathering = createGathering()
  /** What waits to be gathered, by rule and run. */
  const waits = new Set<string>()
  /** When a run last joined an alert of its server, by rule and server. */
  const joined = new Map<string, { readonly alert: number; readonly at: number }>()

  /** The alert is stored: its runs stand to the rule by it now, unless it is over for them already, or fired anew. */
  const stored = (alert: Alert, fired: readonly RunStanding[]) => {
    let isSo = false
    for (const { run, standing } of fired) {
      const stands = entries.get(run)?.stands
      const stand = stands?.get(alert.rule)
      if (!stand?.standing.open || stand.standing.firedAt !== standing.firedAt) continue
      stands?.set(alert.rule, { ...stand, alert: alert.id })
      isSo = true
    }
    if (alert.lasting && !isSo) resolve(alert.id)
  }

  const standingOf = ({ run, ready }: Waiting) => ({
    rule: ready.rule.id,
    run,
    standing: (entries.get(run)?.stands.get(ready.rule.id) ?? noStand).standing,
  })

  /** The firing with its run as it is now: someone may have seen it meanwhile. */
  const latest = ({ run, firing }: Waiting): Firing => ({
    ...firing,
    run: entries.get(run)?.run ?? firing.run,
  })

  const fireServer = ({ ready, server, many, waiting }: Gathered) => {
    const firings = waiting.map(latest)
    const alert = alertOfServer(ready.rule, server, firings, many, countOf(ready, server), context())
    const standings = waiting.map(standingOf)
    outbox.fire(alert, standings, (made) => {
      joined.set(keyOf(ready.rule.id, server), { alert: made.id, at: made.at })
      stored(made, standings)
    })
  }

  /** How many runs of the server the rule is about now. */
  const countOf = ({ rule }: ReadyRule, server: string): number => {
    const from = context().now - (rule.together?.withinMs ?? 0)
    return [...entries.values()].filter(
      (entry) =>
        entry.run.server === server &&
        entry.rules.some((ready) => ready.rule.id === rule.id) &&
        (isUnderWay(entry) || entry.run.connection.since >= from || (entry.run.job.finishedAt ?? 0) >= from),
    ).length
  }

  const join = (id: number, { ready, server, waiting }: Gathered) => {
    outbox.change(id, (alert) => {
      const more = waiting.map(({ run }) => run).filter((run) => !alert.runs.includes(run))
      const count = (alert.many?.runs ?? 0) + more.length
      const runs = [...alert.runs, ...more]
      const many = { runs: count, of: Math.max(count, countOf(ready, server)) }
      const cause = severalCause(many.runs, many.of, server, waiting[0]?.firing.held.words ?? '')
      return { ...alert, runs: runs.slice(0, mostRunsNamed), many, cause }
    })
    joined.set(keyOf(ready.rule.id, server), { alert: id, at: context().now })
    for (const one of waiting) {
      const standing = standingOf(one)
      outbox.stand({ ...standing, alert: standing.standing.open ? id : null })
      if (standing.standing.open)
        entries.get(one.run)?.stands.set(ready.rule.id, { standing: standing.standing, alert: id })
    }
  }

  /**
   * The alert of several of the server's runs that one more belongs to: of what goes on now one that is still so, of what has
   * happened one that was told, or joined, within the rule's time.
   */
  const serverAlert = ({ rule }: ReadyRule, server: string): Alert | undefined => {
    const from = context().now - (rule.together?.withinMs ?? 0)
    const last = joined.get(keyOf(rule.id, server))
    return [...book.all()].find(
      (alert) =>
        alert.rule === rule.id &&
        alert.many !== null &&
        alert.server === server &&
        (isOfNow(rule.when) || (last?.alert === alert.id ? last.at : alert.at) >= from),
    )
  }

  const flush = (all: boolean) => {
    for (const gathered of gathering.due(context().now, all)) {
      for (const { run } of gathered.waiting) waits.delete(keyOf(gathered.ready.rule.id, run))
      const group =
        gathered.ready.rule.together === null ? undefined : serverAlert(gathered.ready, gathered.server)
      if (group !== undefined) join(group.id, gathered)
      else if (gathered.many.length > 0) fireServer(gathered)
      else {
        for (const one of gathered.single) {
          const alert = alertOfRun(one.ready.rule, latest(one), context())
          const standing = standingOf(one)
          outbox.fire(alert, [standing], (made) => stored(made, [standing]))
        }
      }
    }
  }

  return {
    add: (entry: Entry, ready: ReadyRule, held: Happened, standing: Standing) => {
      const { run, stands } = entry
      const before = stands.get(ready.rule.id) ?? noStand
      stands.set(ready.rule.id, { standing, alert: null })
      waits.add(keyOf(ready.rule.id, run.id))
      gathering.add({
        run: run.id,
        at: context().now,
        ready,
        server: run.server,
        firing: { run, held },
        before,
      })
      if (ready.rule.together === null) flush(false)
    },
    /** Takes back a firing of the run that was not told yet; false where there is none. */
    takeBack: ({ run, stands }: Entry, rule: string): boolean => {
      const waiting = gathering.takeBack(rule, run.id)
      waits.delete(keyOf(rule, run.id))
      if (waiting !== null) stands.set(rule, waiting.before)
      return waiting !== null
    },
    flush,
    /** Whether a firing of the rule for the run waits for others: what it stands by is stored with it. */
    isWaiting: (run: number, rule: string): boolean => waits.has(keyOf(rule, run)),
    /** Whether any firing waits for others. */
    isAnyWaiting: (): boolean => waits.size > 0,
    /** Whether the alert is still so for another run. */
    isShared: (id: number): boolean => {
      const alert = book.get(id)
      if (alert === null || alert.many === null) return false
      return [...entries.values()].some(({ stands }) => {
        const stand = stands.get(alert.rule)
        return stand?.alert === id && stand.standing.open
      })
    },
    /** Someone has seen the run, and with it its alerts; of a server's, that run is no more one. */
    seen: ({ id: run, marks: { acknowledgedBy } }: Pick<RunSummary, 'id' | 'marks'>, now: number) => {
      const by = acknowledgedBy === undefined ? {} : { acknowledgedBy }
      for (const { id } of book.of(run)) {
        outbox.change(id, (alert) => {
          if (alert.acknowledgedAt !== null) return alert
          const runs = alert.run === null ? alert.runs.filter((one) => one !== run) : []
          return runs.length > 0 ? { ...alert, runs } : { ...alert, acknowledgedAt: now, ...by }
        })
      }
    },
  }
}
