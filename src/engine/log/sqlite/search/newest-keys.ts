// The newest matches of an FTS5 expression over all runs. FTS5 looks for the newest match of all before it goes to where it
// was told to begin: for a phrase of frequent words that takes 30 ms in ten million events, each time. So some matches are
// read at once and kept, and whoever asks about runs from the newest on is answered out of them.

import type Database from 'better-sqlite3'
import type { NewestMatch } from '../../run-reader.ts'
import { eventKey, indexKey, runShift } from '../rows/keys.ts'
import type { Loose } from './loose-phrase.ts'

/** Matches that are read at once, for as long as there is time. */
const atOnce = 16
const sliceMs = 40
/**
 * So few events before a place are asked for from the oldest on, where asking from the newest on took so long: it passes over
 * what that way did not, up to the first match behind the place.
 */
const fewBefore = 50_000
const dearMs = 1
/** Matches among them that are read for it. */
const mostOldest = 4_096
/** What it takes to look through an event instead of asking the index. */
const msPerEvent = 0.003

export type NewestKeys = {
  readonly newestIn: NewestMatch['newestIn']
  /** The last match of `run` before event `seq`; 0 for none, null where that was not read. */
  readonly before: (run: number, seq: number) => number | null
  /** Whether looking through so many events is over before the index has answered, as far as it was asked so far. */
  readonly isSlowerThan: (events: number) => boolean
}

/** Gives the function that reads the newest matches of `match`, or of what is looser and held against it. */
export function createNewestKeys(db: Database.Database): (match: string, loose: Loose | null) => NewestKeys {
  const rows = db
    .prepare('SELECT rowid FROM event_text WHERE event_text MATCH ? AND rowid < ? ORDER BY rowid DESC')
    .pluck()

  const oldest = db
    .prepare(
      `SELECT rowid FROM event_text WHERE event_text MATCH ? AND rowid < ? ORDER BY rowid LIMIT ${mostOldest}`,
    )
    .pluck()

  return (strict, loose) => {
    const match = loose?.match ?? strict
    const fits = loose?.fits ?? (() => true)
    /** Every match from `until` on that is less than `from`, newest first. */
    let keys: readonly number[] = []
    let from = 0
    let until = Number.POSITIVE_INFINITY
    let beginMs = 0
    /** Events that were looked through since the index was asked. */
    let looked = 0
    /** There are too many matches among those few events. */
    let areMany = false

    const read = (bound: number, run: number, seq: number) => {
      const startedAt = performance.now()
      const found: number[] = []
      let last = 0
      let isCut = false
      for (const given of rows.iterate(match, indexKey(run, seq))) {
        const time = performance.now()
        if (last === 0) beginMs = time - startedAt
        last = Number(given)
        if (fits(last)) found.push(last)
        isCut = found.length === atOnce || time > startedAt + Math.max(sliceMs, 2 * beginMs)
        if (isCut) break
      }
      if (last === 0) beginMs = performance.now() - startedAt
      keys = found
      from = bound
      until = isCut ? last : 0
      looked = 0
    }
    /** Whether there were few enough to know them all. */
    const readOldest = (bound: number, run: number, seq: number): boolean => {
      const found = oldest.all(match, indexKey(run, seq))
      areMany = found.length === mostOldest
      if (areMany) return false
      keys = found.map(Number).filter(fits).reverse()
      from = bound
      until = 0
      return true
    }
    const isKnown = (key: number) => from >= key && key > until
    /** The last match of `run` before `bound`; 0 for none, null where that was not read. */
    const lastOf = (run: number, bound: number): number | null => {
      if (!isKnown(bound)) return null
      const key = keys.find((one) => one < bound)
      if (key === undefined) return until <= eventKey(run, 1) ? 0 : null
      return Math.floor(key / runShift) === run ? key % runShift : 0
    }

    return {
      newestIn: (run, events, older) => {
        const bound = eventKey(run, events + 1)
        const isShort = !areMany && beginMs > dearMs && older + events <= fewBefore
        if (!isKnown(bound) && !(isShort && readOldest(bound, run, events + 1))) {
          looked += events
          if (looked * msPerEvent < beginMs) return events
          read(bound, run, events + 1)
        }
        return lastOf(run, bound) ?? events
      },
      before: (run, seq) => lastOf(run, eventKey(run, seq)),
      isSlowerThan: (events) => events * msPerEvent < beginMs,
    }
  }
}
