// The engine's side of work that is done in slices: asks until the answer is there, and gives what was found missing among
// the checkpoints to the writer.

import type { Instant, Moment } from '../../core/figures/instant.ts'
import type { Scrubbed, Sliced } from '../log/log-review.ts'
import type { LogAccess } from '../log/port.ts'

type Log = Pick<LogAccess, 'review' | 'putCheckpoints'>

/** Asks for slice after slice; other questions are answered between them. */
export async function askWhole<T>(ask: () => Promise<Sliced<T>>): Promise<T> {
  for (;;) {
    const step = await ask()
    if (step.done) return step.value
  }
}

/** Has what was repaired stored. A log that cannot be written is read all the same. */
export async function storeRepair<T>(log: Log, run: number, scrubbed: Scrubbed<T>): Promise<Sliced<T>> {
  const { repair } = scrubbed
  if (repair !== null) await log.putCheckpoints(run, repair.made, repair.bad).catch(() => {})
  return scrubbed
}

/** The stored run `run` at `moment`; null where there is no such run. */
export function askInstant(log: Log, run: number, moment: Moment): Promise<Instant | null> {
  return askWhole(async () => storeRepair(log, run, await log.review.instant(run, moment)))
}
