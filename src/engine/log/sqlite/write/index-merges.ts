// The writer's part of merging the text index. Each transaction leaves a segment there, and FTS5 merges segments within the
// transactions: with a few hundred events in each that was about half of what the index cost. So merging waits until nothing is
// written, and is done within transactions only where that never comes: a search asks each segment for each of its words.

import type Database from 'better-sqlite3'
import { createPace } from './pace.ts'

/** A level of so many segments, or more, becomes one segment of the next (FTS5 `usermerge`, `automerge`; at most 16). */
const together = 16
/** Transactions after which merging waits no longer. A phrase of frequent words then takes 2 ms more. */
const mostBehind = 200
/** FTS5 merges a whole level at once where it has so many segments; its own limit is 2,000 in all. */
const crisis = 1_000
/** A slice should take this long, in ms; a commit that comes meanwhile waits as long. */
const sliceMs = 20

export type IndexMerges = {
  /** Counts a transaction that wrote into the index. To be called within it, before it writes there. */
  readonly written: () => void
  /** Merges a slice, and says whether there may be more. */
  readonly slice: () => boolean
}

export function createIndexMerges(db: Database.Database): IndexMerges {
  const tune = db.prepare('INSERT INTO event_text (event_text, rank) VALUES (?, ?)')
  const tuned = db.prepare('SELECT v FROM event_text_config WHERE k = ?').pluck()
  const changes = db.prepare('SELECT total_changes()').pluck()
  const pace = createPace(sliceMs, { least: 16, start: 64, most: 1_024 })
  const set = (name: string, value: number) => {
    if (tuned.get(name) !== value) tune.run(name, BigInt(value))
  }
  let behind = 0

  const merge = db.transaction((pages: number): boolean => {
    const before = Number(changes.get())
    tune.run('merge', BigInt(pages))
    // FTS5 changes less than two rows where there was nothing to merge.
    return Number(changes.get()) - before >= 2
  })

  return {
    written: () => {
      if (behind === 0) {
        set('automerge', 0)
        set('usermerge', together)
        set('crisismerge', crisis)
      }
      behind++
      if (behind >= mostBehind) set('automerge', together)
    },
    slice: () => {
      const isLeft = pace.run((pages) => merge.immediate(pages))
      if (!isLeft) behind = 0
      return isLeft
    },
  }
}
