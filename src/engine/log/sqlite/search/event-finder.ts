// The finder of SQLite: a plan for each query, and the full-text index asked for the newest match of all runs at once.

import type Database from 'better-sqlite3'
import type { Query } from '../../../../core/query/ast.ts'
import type { BlockSource, EventFinder, NewestMatch } from '../../run-reader.ts'
import { indexKey, runShift } from '../rows/keys.ts'
import { createFindEvents } from './find-events.ts'
import { planSearch } from './search-plan.ts'

export function createEventFinder(db: Database.Database, blocks: BlockSource): EventFinder {
  const findEvents = createFindEvents(db, blocks)
  const newestMatch = db
    .prepare(
      'SELECT rowid FROM event_text WHERE event_text MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT 1',
    )
    .pluck()

  const newest = (clauses: Query, now: number): NewestMatch | null => {
    const { match, matchIsDear } = planSearch(clauses, now, true)
    if (match === null) return null
    let key = Number.POSITIVE_INFINITY
    let asked = Number.POSITIVE_INFINITY
    const newestIn = (run: number) => {
      // Somebody went back to an earlier page.
      if (run > asked) key = Number.POSITIVE_INFINITY
      asked = run
      if (Math.floor(key / runShift) > run) {
        const found = newestMatch.get(match, indexKey(run + 1, 0))
        key = typeof found === 'number' ? found : 0
      }
      return Math.floor(key / runShift) === run ? key % runShift : 0
    }
    return { newestIn, isDear: matchIsDear }
  }

  return {
    find: (clauses, now, pings) => {
      const plan = planSearch(clauses, now, pings)
      return (stretch, deadline, found) => findEvents({ plan, now, deadline, found }, stretch)
    },
    newest,
  }
}
