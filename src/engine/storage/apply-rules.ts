// What the rules take away, removed in batches, and in words: the same for a log of one's own and for one that is shared.

import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { RemovalRecord } from '../../core/storage/storage.ts'
import type { Going, Planned } from '../log/removal-plan.ts'
import type { Work } from './tasks.ts'

/** Runs that one transaction removes. */
const together = 20

export type Applying = {
  readonly plan: () => Promise<Planned>
  /** Removes those of `batch` that may go by now; resolves to their numbers, and to null where nothing more is to be removed. */
  readonly remove: (batch: readonly Going[], gone: readonly Going[]) => Promise<readonly number[] | null>
}

/** Resolves to the runs that went and the sentence of the outcome; null: there is nothing to say. */
export async function applyRules(
  { plan, remove }: Applying,
  asked: RemovalRecord['asked'],
  work: Work,
): Promise<{ readonly gone: readonly Going[]; readonly sentence: string | null }> {
  const { going } = await plan()
  const gone: Going[] = []
  for (let from = 0; from < going.length && !work.signal.aborted; from += together) {
    const batch = going.slice(from, from + together)
    const ids = await remove(batch, gone)
    if (ids === null) break
    gone.push(...batch.filter(({ id }) => ids.includes(id)))
    work.say(`Removing ${formatCount(going.length, 'run')}`, gone.length, going.length)
  }
  return { gone, sentence: sentenceOf(going, gone, asked) }
}

function sentenceOf(
  going: readonly Going[],
  gone: readonly Going[],
  asked: RemovalRecord['asked'],
): string | null {
  if (gone.length === 0 && asked === 'rules') return null
  if (going.length === 0) return 'No run is beyond the limits: nothing was removed.'
  if (gone.length === 0) return 'The runs are pinned or live by now: nothing was removed.'
  const bytes = gone.reduce((sum, run) => sum + run.bytes, 0)
  const rest =
    gone.length < going.length
      ? ` The other ${(going.length - gone.length).toLocaleString('en-US')} stay.`
      : ''
  return `${formatCount(gone.length, 'run')} removed, about ${formatBytes(bytes)}.${rest}`
}
