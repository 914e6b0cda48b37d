// What a run's summary carries of its alerts and snoozes: the one way in which the running engine and those that read its log
// beside it come to it. Pure.

import type { AlertType } from '../run/attention.ts'
import type { Attention } from '../run/attention-schema.ts'
import { type Alert, attentionOf } from './alert.ts'
import { isAsleep, snoozeOf } from './asleep.ts'
import type { Snooze } from './snooze.ts'

export type AlertsOfRun = {
  /** Those that are open and about the run, its own and its server's. */
  readonly open: readonly Alert[]
  /** The types of all that it ever had. */
  readonly had: ReadonlySet<AlertType>
  /** All snoozes there are. */
  readonly snoozes: readonly Snooze[]
}

/** The attention of `run` at `now` (epoch ms); null where there is nothing to say. */
export function attentionBy(
  { open, had, snoozes }: AlertsOfRun,
  run: { readonly id: number; readonly server: string },
  now: number,
): Attention | null {
  const snoozed = snoozes.length === 0 ? null : snoozeOf(snoozes, run, now)
  if (had.size === 0 && snoozed === null) return null
  const asleep = snoozes.filter((snooze) => isAsleep(snooze, now))
  const quiet = new Set(asleep.flatMap(({ what }) => (what.type === 'rule' ? what.rule : [])))
  return attentionOf(
    open.filter(({ rule }) => !quiet.has(rule)),
    had,
    snoozed,
  )
}
