// The rules are others: what those that are gone have said is over, and every run is judged by the ones there are.

import { noStanding } from '../../core/alerts/judge.ts'
import type { AlertBook } from './alert-book.ts'
import { type Entry, isUnderWay, setRules } from './entry.ts'
import type { createFirings } from './firings.ts'
import type { Ended } from './new-alert.ts'
import type { Outbox } from './outbox.ts'
import { type RuleBook, sameMeaning } from './rule-book.ts'
import type { Scopes } from './scopes.ts'

type Deps = {
  readonly rules: Pick<RuleBook, 'rules' | 'get' | 'load' | 'ready'>
  readonly entries: ReadonlyMap<number, Entry>
  readonly firings: Pick<ReturnType<typeof createFirings>, 'takeBack'>
  readonly scopes: Pick<Scopes, 'drop'>
  readonly outbox: Pick<Outbox, 'stand'>
  readonly book: Pick<AlertBook, 'unsettled'>
  readonly end: (alert: number, why: Ended) => void
  readonly judgeEntry: (entry: Entry) => void
}

export function createChanging({ rules, entries, firings, scopes, outbox, book, end, judgeEntry }: Deps) {
  return {
    /** Reads the rules anew; resolves to those that are gone, or say something else by now. */
    read: async (): Promise<readonly string[]> => {
      const before = rules.rules()
      await rules.load()
      const isSame = (rule: (typeof before)[number]) => {
        const now = rules.get(rule.id)
        return now !== null && sameMeaning(rule, now)
      }
      const gone = before.filter((rule) => !isSame(rule)).map(({ id }) => id)
      // How they stood to the runs here is forgotten with them: whoever has a run next must not go on from it.
      for (const rule of gone)
        for (const { run, stands } of entries.values())
          if (stands.has(rule)) outbox.stand({ rule, run: run.id, standing: noStanding, alert: null })
      return gone
    },
    /** What these have said, and would have said, is over. */
    drop: (gone: readonly string[]): void => {
      for (const rule of gone) {
        for (const entry of entries.values()) {
          firings.takeBack(entry, rule)
          entry.stands.delete(rule)
        }
        scopes.drop(rule)
        for (const alert of book.unsettled()) if (alert.rule === rule) end(alert.id, 'rule-gone')
      }
      for (const entry of entries.values()) setRules(entry, rules.ready())
    },
    /** Judges every run that may be judged otherwise now. */
    judge: (): void => {
      for (const entry of entries.values()) {
        const hasOpen = [...entry.stands.values()].some(({ standing }) => standing.open)
        if (hasOpen || isUnderWay(entry)) judgeEntry(entry)
      }
    },
  }
}
