// A removal by retention in words, for the notice and the history. Pure.

import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { RemovalRecord } from '../../core/storage/storage.ts'

/** `12 runs, 34,000 events, about 5 MB`. */
export function formatRemoved({ runs, events, bytes }: RemovalRecord): string {
  return `${formatCount(runs, 'run')}, ${formatCount(events, 'event')}, about ${formatBytes(bytes)}`
}

/** How many runs each limit removed: `8 Flashcards older than 30 days; 4 others beyond 100 runs`. `labelOf` names a kind. */
export function formatRemovalRules({ rules }: RemovalRecord, labelOf: (kind: string) => string): string {
  return rules
    .map(({ kind, by, days, runs, bytes, count }) => {
      const which = kind === null ? 'of other kinds' : `of ${labelOf(kind)}`
      const limit = {
        days: `older than ${formatCount(days ?? 0, 'day')}`,
        runs: `beyond ${formatCount(runs ?? 0, 'run')}`,
        bytes: `beyond ${formatBytes(bytes ?? 0)}`,
      }[by]
      return `${count.toLocaleString('en-US')} ${which} ${limit}`
    })
    .join('; ')
}
