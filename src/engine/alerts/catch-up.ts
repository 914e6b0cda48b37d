// What was committed and not judged, because the engine ended in between: looked at once, when it starts again.

import { gapOf, matchesOf } from '../../core/alerts/happened.ts'
import type { Happened } from '../../core/alerts/history.ts'
import type { LogAccess } from '../log/port.ts'
import { type Entry, isUnderWay, noStand } from './entry.ts'
import type { ReadyRule } from './rule-book.ts'

/** Runs that settled longer ago than this before the engine ended were judged, ms. */
const recentMs = 86_400_000
/** Events of each such run, at most: what was committed before was judged. */
const latestEvents = 1_000

/** Judges, by `judge`, the last events and gaps of the runs that may have some that were not judged. */
export async function catchUp(
  log: Pick<LogAccess, 'latest' | 'gaps'>,
  entries: readonly Entry[],
  judge: (entry: Entry, ready: ReadyRule, match: Happened | null) => void,
): Promise<void> {
  const newest = entries.reduce((last, { run }) => Math.max(last, run.lastEventAt ?? 0), 0)
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
      for (const match of matchesOf(ready.query, entry.run, left, 0)) judge(entry, ready, match)
    }
  }
}
