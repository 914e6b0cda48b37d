// Rules that are lent to an engine for as long as it is open, by whoever watches one run in a terminal. They are judged as
// any other; nothing of them is stored but what they fired, and that is over with them.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Happened } from '../../core/alerts/history.ts'
import type { RuleDraft } from '../../core/alerts/rule.ts'
import type { Clock } from '../base/clock.ts'
import type { StoredStanding } from '../log/alert-rows.ts'
import type { LogAccess } from '../log/port.ts'
import type { AlertBook } from './alert-book.ts'
import { catchUp } from './catch-up.ts'
import { type Entry, setRules } from './entry.ts'
import type { Outbox } from './outbox.ts'
import { isLent, type ReadyRule, type RuleBook } from './rule-book.ts'

type Deps = {
  readonly log: Pick<LogAccess, 'latest' | 'gaps' | 'dropStandings'>
  readonly clock: Clock
  readonly rules: RuleBook
  readonly book: AlertBook
  readonly entries: ReadonlyMap<number, Entry>
  readonly outbox: Outbox
  readonly judgeRule: (entry: Entry, ready: ReadyRule, match: Happened | null) => void
  readonly judgeEntry: (entry: Entry) => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

export function createLending(deps: Deps) {
  const { log, clock, rules, book, entries, outbox, judgeRule, judgeEntry, onDefect } = deps

  const end = ({ id }: Alert) =>
    outbox.change(id, (alert) =>
      alert.resolvedAt === null
        ? { ...alert, resolvedAt: clock.now(), resolution: 'the watch that asked for it has ended' }
        : alert,
    )
  const endAll = () => {
    for (const alert of book.unsettled()) if (isLent(alert.rule)) end(alert)
  }

  return {
    /** Judges by `draft` too; what was before `since` (epoch ms) is no news. Resolves to the rule's id. Rejects `bad-input`. */
    lend: async (draft: RuleDraft, since: number): Promise<string> => {
      const { id } = rules.lend(draft, since)
      for (const entry of entries.values()) setRules(entry, rules.ready())
      const asked = [...entries.values()].filter((entry) => entry.rules.some(({ rule }) => rule.id === id))
      // Events may have come between the run's beginning and this.
      await catchUp(log, asked, (entry, ready, match) => {
        if (ready.rule.id === id) judgeRule(entry, ready, match)
      })
      for (const entry of asked) judgeEntry(entry)
      return id
    },
    /** Ends what an engine that was killed has left of its own. */
    clear: async (standings: readonly StoredStanding[]) => {
      endAll()
      const left = new Set(standings.flatMap(({ rule }) => (isLent(rule) ? rule : [])))
      for (const rule of left) await log.dropStandings(rule)
    },
    /** Stores what is left in `outbox`, and takes back what was lent. */
    close: async () => {
      // What has just fired is known by its number only once it is stored.
      if (rules.lent().length > 0) await outbox.close()
      endAll()
      await outbox.close()
      for (const rule of rules.lent())
        await log.dropStandings(rule).catch((thrown) => onDefect('alerts', thrown))
    },
  }
}
