// A removal in words. Pure, for the notice and for the history.

import { sayBytes, sayCount } from '../../core/basics/quantities.ts'
import type { RemovalRecord } from '../../core/storage/storage.ts'

/** `12 runs, 34,000 events, about 5 MB`. */
export function sayTaken({ runs, events, bytes }: RemovalRecord): string {
  return `${sayCount(runs, 'run')}, ${sayCount(events, 'event')}, about ${sayBytes(bytes)}`
}

/** Which limits took how many: `8 Flashcards older than 30 days; 4 others beyond 100 runs`. `labelOf` names a kind. */
export function sayWhy({ rules }: RemovalRecord, labelOf: (kind: string) => string): string {
  return rules
    .map(({ kind, by, days, runs, bytes, count }) => {
      const which = kind === null ? 'of other kinds' : `of ${labelOf(kind)}`
      const limit = {
        days: `older than ${sayCount(days ?? 0, 'day')}`,
        runs: `beyond ${sayCount(runs ?? 0, 'run')}`,
        bytes: `beyond ${sayBytes(bytes ?? 0)}`,
      }[by]
      return `${count.toLocaleString('en-US')} ${which} ${limit}`
    })
    .join('; ')
}
