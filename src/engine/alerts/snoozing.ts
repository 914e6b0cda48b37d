// Putting to rest and waking, and what a run's summary carries of its alerts meanwhile.

import { isDeepStrictEqual } from 'node:util'
import { askedBy } from '../../core/alerts/asleep.ts'
import { attentionBy } from '../../core/alerts/attention-by.ts'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Attention } from '../../core/run/attention-schema.ts'
import { asksPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import type { AlertBook } from './alert-book.ts'
import type { Entry } from './entry.ts'
import type { RuleBook } from './rule-book.ts'
import { type SnoozeFacts, snoozesOver } from './snoozes-over.ts'

type Deps = {
  readonly rules: RuleBook
  readonly book: AlertBook
  readonly entries: ReadonlyMap<number, Entry>
  readonly clock: Clock
  readonly attend: (runs: readonly number[]) => void
  /** There is a snooze whose end is to be seen. */
  readonly stir: () => void
  readonly push: (change: Partial<Omit<Changes, 'seq'>>) => void
}

export function createSnoozing({ rules, book, entries, clock, attend, stir, push }: Deps) {
  const attention = (run: RunSummary): Attention | null =>
    attentionBy({ open: book.of(run.id), had: book.had(run.id), snoozes: rules.snoozes() }, run, clock.now())

  /** Pushes the runs that say something else now: most have nothing to do with a snooze. */
  const changed = () => {
    push({ rules: true })
    const isOther = ({ run }: Entry) => !isDeepStrictEqual(run.attention ?? null, attention(run))
    attend([...entries.values()].filter(isOther).map(({ run }) => run.id))
  }

  const askedOf = (id: number): string | null => {
    const run = entries.get(id)?.run
    return run === undefined ? null : askedBy(run, book.of(id))
  }
  const facts: SnoozeFacts = {
    asked: askedOf,
    rule: (id) => [...book.all()].some(({ rule }) => rule === id),
    server: (name) =>
      [...entries.values()].some(
        ({ run }) => run.server === name && (asksPerson(run) || book.of(run.id).length > 0),
      ),
  }

  const unsnooze = async (gone: readonly Snoozed[]) => {
    await rules.unsnooze(gone)
    changed()
  }

  return {
    /** Until a time (epoch ms) or, with null, until it changes. */
    snooze: async (what: Snoozed, until: number | null) => {
      await rules.snooze({ what, until, asked: what.type === 'run' ? askedOf(what.run) : null })
      changed()
      stir()
    },
    unsnooze,
    /** Ends the snoozes that are over. */
    wake: async (now: number) => {
      const over = await snoozesOver(rules.snoozes(), now, facts)
      if (over.length > 0) await unsnooze(over)
    },
    /** What the summary of `run` carries; null where there is nothing. */
    attention,
  }
}
