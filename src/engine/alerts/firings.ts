// From a rule's verdict to a stored alert, and what other alerts and people have to do with it.

import { type Alert, mostRunsNamed } from '../../core/alerts/alert.ts'
import type { Happened } from '../../core/alerts/history.ts'
import type { Standing } from '../../core/alerts/judge.ts'
import type { AlertBook } from './alert-book.ts'
import { type Entry, isUnderWay, noStand } from './entry.ts'
import { createGathering, type Gathered, type Waiting } from './gathering.ts'
import { alertOfRun, alertOfServer, type FiringContext, severalCause } from './new-alert.ts'
import type { Outbox } from './outbox.ts'
import type { ReadyRule } from './rule-book.ts'

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

  const isOpenFor = (rule: string) => (run: number) =>
    entries.get(run)?.stands.get(rule)?.standing.open === true

  /** The alert is stored: its runs stand to the rule by it now, unless it is over for them already. */
  const stored = (alert: Alert, runs: readonly number[]) => {
    for (const run of runs) {
      const stands = entries.get(run)?.stands
      const stand = stands?.get(alert.rule)
      if (stand?.standing.open) stands?.set(alert.rule, { ...stand, alert: alert.id })
    }
    if (alert.lasting && !runs.some(isOpenFor(alert.rule))) resolve(alert.id)
  }

  const standingOf = ({ run, ready }: Waiting) => ({
    rule: ready.rule.id,
    run,
    standing: (entries.get(run)?.stands.get(ready.rule.id) ?? noStand).standing,
  })

  const fireServer = ({ ready, server, many, waiting }: Gathered) => {
    const runs = many.slice(0, mostRunsNamed)
    const firings = waiting.map(({ firing }) => firing)
    const alert = alertOfServer(ready.rule, server, firings, runs, countOf(ready, server), context())
    outbox.fire(alert, waiting.map(standingOf), (made) =>
      stored(
        made,
        waiting.map(({ run }) => run),
      ),
    )
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
      const runs = [...new Set([...alert.runs, ...waiting.map(({ run }) => run)])]
      const many = { runs: runs.length, of: Math.max(runs.length, countOf(ready, server)) }
      const cause = severalCause(many.runs, many.of, server, waiting[0]?.firing.held.words ?? '')
      return { ...alert, runs: runs.slice(0, mostRunsNamed), many, cause }
    })
    for (const one of waiting) {
      const standing = standingOf(one)
      outbox.stand({ ...standing, alert: standing.standing.open ? id : null })
      if (standing.standing.open)
        entries.get(one.run)?.stands.set(ready.rule.id, { standing: standing.standing, alert: id })
    }
  }

  /** The alert of several of the server's runs that is still so, or has just been told. */
  const serverAlert = ({ rule }: ReadyRule, server: string): Alert | undefined => {
    const from = context().now - (rule.together?.withinMs ?? 0)
    return [...book.all()].find(
      (alert) =>
        alert.rule === rule.id &&
        alert.many !== null &&
        alert.server === server &&
        (alert.lasting || alert.at >= from),
    )
  }

  const flush = (all: boolean) => {
    for (const gathered of gathering.due(context().now, all)) {
      const group =
        gathered.ready.rule.together === null ? undefined : serverAlert(gathered.ready, gathered.server)
      if (group !== undefined) join(group.id, gathered)
      else if (gathered.many.length > 0) fireServer(gathered)
      else {
        for (const one of gathered.single) {
          const alert = alertOfRun(one.ready.rule, one.firing, context())
          outbox.fire(alert, [standingOf(one)], (made) => stored(made, [one.run]))
        }
      }
    }
  }

  return {
    add: (entry: Entry, ready: ReadyRule, held: Happened, standing: Standing) => {
      const { run, stands } = entry
      const before = stands.get(ready.rule.id) ?? noStand
      stands.set(ready.rule.id, { standing, alert: null })
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
      if (waiting !== null) stands.set(rule, waiting.before)
      return waiting !== null
    },
    flush,
    /** Whether the alert is still so for another run. */
    isShared: (id: number): boolean => {
      const alert = book.get(id)
      return alert !== null && alert.many !== null && alert.runs.some(isOpenFor(alert.rule))
    },
    /** Someone has seen the run, and with it its alerts; of a server's, that run is no more one. */
    seen: (run: number, now: number) => {
      for (const { id } of book.of(run)) {
        outbox.change(id, (alert) => {
          const runs = alert.run === null ? alert.runs.filter((one) => one !== run) : []
          return runs.length > 0
            ? { ...alert, runs }
            : { ...alert, acknowledgedAt: alert.acknowledgedAt ?? now }
        })
      }
    },
  }
}
