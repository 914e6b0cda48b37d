// The finder of SQLite: a plan for each query, and the full-text index asked for the newest match of all runs at once.

import type Database from 'better-sqlite3'
import type { BlockSource, EventFinder, NewestMatch, Stretch } from '../../run-reader.ts'
import type { EventLookup } from './event-lookup.ts'
import { createFindEvents } from './find-events.ts'
import { createLoosePhrase } from './loose-phrase.ts'
import { createNewestKeys, type NewestKeys } from './newest-keys.ts'
import { planSearch } from './search-plan.ts'

/** What was read of the index for a search: its expression, and the keys of its newest matches. */
type Known = { readonly match: string; readonly keys: NewestKeys }

export function createEventFinder(db: Database.Database, blocks: BlockSource): EventFinder {
  const findEvents = createFindEvents(db, blocks)
  const newestKeys = createNewestKeys(db)
  const loosePhrase = createLoosePhrase(db)
  const knownOf = new WeakMap<NewestMatch, Known>()

  /** What the index alone decides is told from the keys at hand, newest first, and looked for only beyond them. */
  const findByKeys = (lookup: EventLookup, stretch: Stretch, keys: NewestKeys): number | null => {
    const { run, from } = stretch
    let { to } = stretch
    for (;;) {
      const seq = keys.before(run, to + 1)
      if (seq === null) break
      if (seq < from) return null
      if (!lookup.found(seq)) return seq - 1
      to = seq - 1
    }
    return findEvents(lookup, { ...stretch, to }, keys.isSlowerThan(to - from + 1))
  }

  return {
    find: (clauses, now, pings, newest = null) => {
      const plan = planSearch(clauses, now, pings)
      const known = newest === null ? undefined : knownOf.get(newest)
      const isDecided = plan.afterMatch.length === 0 && !plan.narrowsBlocks && !plan.matchIsDear
      const keys = isDecided && known?.match === plan.match ? known?.keys : undefined
      return (stretch, deadline, found) => {
        const lookup = { plan, now, deadline, found }
        return keys === undefined || stretch.direction === 'up'
          ? findEvents(lookup, stretch, false)
          : findByKeys(lookup, stretch, keys)
      }
    },
    newest: (clauses, now) => {
      const { match, matchIsDear } = planSearch(clauses, now, true)
      if (match === null) return null
      const keys = newestKeys(match, loosePhrase(clauses))
      const newest: NewestMatch = { newestIn: keys.newestIn, isDear: matchIsDear }
      knownOf.set(newest, { match, keys })
      return newest
    },
  }
}
