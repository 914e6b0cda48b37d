// What the log weighs, asked of it no more often than it can bear.

import type { Sizes } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import type { LogUpkeep } from '../log/log-upkeep.ts'

/** An answer is given again for at least this long, and for this many times as long as it took. */
const freshMs = 5_000
const freshFactor = 20
/** Parts are counted one by one in logs of up to this size; beyond it that would take seconds. */
const countedBytes = 4e9

/** `done` names what was done to the log so far: where it is another, everything may have changed. */
export function createWeighing(
  log: Pick<LogUpkeep, 'weigh'>,
  clock: Clock,
  done: () => string,
): () => Promise<Sizes> {
  let known: { readonly sizes: Promise<Sizes>; readonly until: number; readonly done: string } | null = null

  return () => {
    const from = clock.monotonic()
    if (known !== null && from < known.until && known.done === done()) return known.sizes
    const sizes = log.weigh(clock.now(), countedBytes)
    const entry = { sizes, until: Number.POSITIVE_INFINITY, done: done() }
    known = entry
    sizes.then(
      () => {
        const took = clock.monotonic() - from
        if (known === entry)
          known = { ...entry, until: clock.monotonic() + Math.max(freshMs, took * freshFactor) }
      },
      () => {
        if (known === entry) known = null
      },
    )
    return sizes
  }
}
