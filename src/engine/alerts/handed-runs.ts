// The runs of a shared log whose alerts are judged here, because this engine has them: each is taken with how every rule
// stands to it and with what is still to be told of it, and left without a word when another has it.

import { isUnsettled, runsOf } from '../../core/alerts/alert.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { AlertBook } from './alert-book.ts'
import { type Entry, newEntry } from './entry.ts'
import type { Courier } from './outward/courier.ts'
import type { RuleBook } from './rule-book.ts'

type Deps = {
  readonly log: Pick<LogAccess, 'standings' | 'unsettledAlerts'>
  readonly rules: Pick<RuleBook, 'ready'>
  readonly entries: Map<number, Entry>
  readonly book: Pick<AlertBook, 'put'>
  readonly courier: Pick<Courier, 'stored'>
  readonly clock: Clock
  readonly runs: () => Iterable<RunSummary>
  readonly judgeEntry: (entry: Entry) => void
}

export function createHandedRuns({ log, rules, entries, book, courier, clock, runs, judgeEntry }: Deps) {
  return {
    /** Judges `ids` from now on. */
    take: async (ids: readonly number[]): Promise<void> => {
      const wanted = new Set(ids.filter((id) => !entries.has(id)))
      if (wanted.size === 0) return
      const standings = await log.standings([...wanted])
      const unsettled = (await log.unsettledAlerts()).filter((alert) =>
        runsOf(alert).some((run) => wanted.has(run)),
      )
      for (const alert of unsettled) book.put(alert)
      // What waits to be told goes out from here now.
      courier.stored(unsettled.filter(isUnsettled))
      for (const run of runs()) {
        if (!wanted.has(run.id) || entries.has(run.id)) continue
        const entry = newEntry(run, rules.ready(), clock.now())
        for (const { run: of, rule, standing, alert } of standings)
          if (of === run.id) entry.stands.set(rule, { standing, alert })
        entries.set(run.id, entry)
        judgeEntry(entry)
      }
    },
    /** Judges these no more. */
    leave: (ids: readonly number[]): void => {
      for (const id of ids) entries.delete(id)
    },
  }
}
