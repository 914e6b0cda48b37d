// What was committed and not judged, because the engine ended in between: looked at once, when it starts again.

import type { Happened } from '../../core/alerts/history.ts'
import type { Gap } from '../../core/run/run.ts'
import { formatMissed } from '../../core/run/words.ts'
import type { LogAccess } from '../log/port.ts'
import { type Entry, isUnderWay, noStand } from './entry.ts'
import { matchesOf } from './matches.ts'
import type { ReadyRule } from './rule-book.ts'

/** Runs that settled longer ago than this before the engine ended were judged, ms. */
const recentMs = 86_400_000
/** Events of each such run: more are never committed between two judgements. */
const latestEvents = 1_000

/** Judges, by `judge`, the last events and gaps of the runs that may have some that were not judged. */
export async function catchUp(
  log: Pick<LogAccess, 'latest' | 'gaps'>,
  entries: readonly Entry[],
  judge: (entry: Entry, ready: ReadyRule, match: Happened | null) => void,
): Promise<void> {
  const newest = Math.max(0, ...entries.map(({ run }) => run.lastEventAt ?? 0))
  for (const entry of entries) {
    const isRecent = isUnderWay(entry) || (entry.run.lastEventAt ?? 0) > newest - recentMs
    const searches = entry.rules.filter(({ query }) => query !== null)
    const gaps = entry.rules.filter(({ rule }) => rule.when.type === 'gap')
    if (!isRecent || entry.run.events === 0) continue
    if (gaps.length > 0) {
      const [last] = await log.gaps(entry.run.id, 1)
      const found = last === undefined ? null : gapOf(last)
      if (found !== null) entry.history = { ...entry.history, gap: found }
    }
    if (searches.length === 0) continue
    const rows = await log.latest(entry.run.id, latestEvents)
    for (const ready of searches) {
      const { key } = (entry.stands.get(ready.rule.id) ?? noStand).standing
      const left = rows.filter(({ seq }) => seq > Number(key ?? 0))
      for (const match of matchesOf(ready, entry.run, left, 0)) judge(entry, ready, match)
    }
  }
}

/** What a gap is to a rule; null while it lasts, and where nothing was missed for sure. */
export function gapOf(gap: Gap): Happened | null {
  if (gap.until === null || gap.missed === 'nothing' || gap.missed === 'open') return null
  return { key: `gap ${gap.number}`, at: gap.until, seq: null, words: `${gap.cause}; ${formatMissed(gap)}` }
}
