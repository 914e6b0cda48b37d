// Putting to rest and waking, and what a run's summary carries of its alerts meanwhile.

import { isDeepStrictEqual } from 'node:util'
import { askedBy, isAsleep } from '../../core/alerts/asleep.ts'
import { attentionBy } from '../../core/alerts/attention-by.ts'
import type { Snooze, Snoozed } from '../../core/alerts/snooze.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Attention } from '../../core/run/attention-schema.ts'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import type { AlertBook } from './alert-book.ts'
import type { Entry } from './entry.ts'
import type { RuleBook } from './rule-book.ts'

type Deps = {
  readonly rules: RuleBook
  readonly book: AlertBook
  readonly entries: ReadonlyMap<number, Entry>
  readonly clock: Clock
  readonly attend: (runs: readonly number[]) => void
  readonly push: (change: Partial<Omit<Changes, 'seq'>>) => void
}

export function createSnoozing({ rules, book, entries, clock, attend, push }: Deps) {
  const attention = (run: RunSummary): Attention | null =>
    attentionBy({ open: book.of(run.id), had: book.had(run.id), snoozes: rules.snoozes() }, run, clock.now())

  /** Pushes the runs that say something else now: most have nothing to do with a snooze. */
  const changed = () => {
    push({ rules: true })
    const isOther = ({ run }: Entry) => !isDeepStrictEqual(run.attention ?? null, attention(run))
    attend([...entries.values()].filter(isOther).map(({ run }) => run.id))
  }

  /** Whether `snooze` has ended, by its time or by what has changed. */
  const isOver = (snooze: Snooze, now: number): boolean => {
    const { what, until, asked } = snooze
    if (until !== null) return !isAsleep(snooze, now)
    switch (what.type) {
      case 'run': {
        const run = entries.get(what.run)?.run
        return run === undefined || askedBy(run, book.of(run.id)) !== asked
      }
      case 'rule':
        return ![...book.all()].some(({ rule }) => rule === what.rule)
      case 'server':
        return ![...entries.values()].some(
          ({ run }) => run.server === what.server && (asksPerson(run) || book.of(run.id).length > 0),
        )
      case 'all':
        return false
    }
  }

  const unsnooze = async (gone: readonly Snoozed[]) => {
    await rules.unsnooze(gone)
    changed()
  }

  return {
    /** Until a time (epoch ms) or, with null, until it changes. */
    snooze: async (what: Snoozed, until: number | null) => {
      const run = what.type === 'run' ? entries.get(what.run)?.run : undefined
      await rules.snooze({ what, until, asked: run === undefined ? null : askedBy(run, book.of(run.id)) })
      changed()
    },
    unsnooze,
    /** Ends the snoozes that are over. */
    wake: async (now: number) => {
      const over = rules.snoozes().filter((snooze) => isOver(snooze, now))
      if (over.length > 0) await unsnooze(over.map(({ what }) => what))
    },
    /** What the summary of `run` carries; null where there is nothing. */
    attention,
  }
}
