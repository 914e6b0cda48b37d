// The writer's part of forgetting. A run is gone with one small transaction: its row goes and its number is noted. What
// hung on it, and the space it took, is cleared in slices, each short enough that the next commit hardly waits; what is
// left after a kill is found by its note and cleared later. Deleting a run whole was rejected: ten million events hold
// the writer for minutes.

import type Database from 'better-sqlite3'
import type { RemovalRecord } from '../../../../core/storage/storage.ts'
import type { Freed } from '../../log-upkeep.ts'
import type { Cleared } from '../../log-writer.ts'
import { runShift } from '../rows/keys.ts'
import { createPace } from './pace.ts'

/** A slice should take this long, in ms; a commit that comes meanwhile waits as long. */
const sliceMs = 20
/** At this share of deleted rows, in percent, a segment of the text index is written anew without them. */
const worthMerging = 50
/** The same once everything is cleared: what is left of deleted rows then stays. */
const worthMergingLast = 10
/** Delete slices between two looks at the index. */
const mergeEvery = 8

type Hanging = { readonly table: string; readonly key: string }

export function createForgetter(db: Database.Database) {
  const note = db.prepare('INSERT OR IGNORE INTO forgetting VALUES (?)')
  const drop = db.prepare('DELETE FROM runs WHERE id = ?')
  const dropAlerts = db.prepare('DELETE FROM alerts WHERE run = ?')
  const dropStandings = db.prepare('DELETE FROM standings WHERE run = ?')
  const put = db.prepare('INSERT OR REPLACE INTO removals VALUES (?, ?)')
  const first = db.prepare('SELECT run FROM forgetting ORDER BY run LIMIT 1').pluck()
  const done = db.prepare('DELETE FROM forgetting WHERE run = ?')
  const nth = db.prepare('SELECT key FROM events WHERE key >= ? AND key < ? ORDER BY key LIMIT 1 OFFSET ?')
  const columnsTo = db.prepare('DELETE FROM number_columns WHERE key >= ? AND key <= ?')
  const dropColumned = db.prepare('DELETE FROM columned WHERE run = ?')
  const eventsTo = db.prepare('DELETE FROM events WHERE key >= ? AND key <= ?')
  const textTo = db.prepare(
    'DELETE FROM event_text WHERE rowid IN (SELECT key FROM events WHERE key >= ? AND key <= ?)',
  )
  const tune = db.prepare('INSERT INTO event_text (event_text, rank) VALUES (?, ?)')
  const changes = db.prepare('SELECT total_changes()').pluck()
  const hanging = tablesOfRuns(db).map(({ table, key }) =>
    db.prepare(
      `DELETE FROM "${table}" WHERE run = ? AND "${key}" IN (SELECT "${key}" FROM "${table}" WHERE run = ? LIMIT ?)`,
    ),
  )
  const eventPace = createPace(sliceMs, { least: 32, start: 256, most: 2_048 })
  const mergePace = createPace(sliceMs, { least: 2, start: 8, most: 64 })
  const vacuumPace = createPace(sliceMs, { least: 16, start: 64, most: 4_096 })
  let sinceMerge = mergeEvery

  const remove = db.transaction(
    (runs: readonly number[], record: Omit<RemovalRecord, 'id'> | null, id: number | null): number | null => {
      for (const run of runs) {
        note.run(run)
        drop.run(run)
        dropAlerts.run(run)
        dropStandings.run(run)
        dropColumned.run(run)
      }
      return record === null ? null : Number(put.run(id, JSON.stringify(record)).lastInsertRowid)
    },
  )

  /** One slice of what is left of run `run`. */
  const clear = db.transaction((run: number, limit: number): Cleared => {
    for (const statement of hanging) {
      if (statement.run(run, run, limit).changes === limit) return { left: true, events: 0 }
    }
    const from = run * runShift
    const end = (run + 1) * runShift
    const last = nth.pluck().get(from, end, limit - 1)
    const to = typeof last === 'number' ? last : end - 1
    textTo.run(from, to)
    columnsTo.run(from, to)
    const events = eventsTo.run(from, to).changes
    const left = typeof last === 'number'
    if (!left) done.run(run)
    return { left, events }
  })

  /**
   * Writes a few pages of the text index anew without what was deleted; false when there is nothing to do. Left to itself
   * the index would do all of it within some commit, which then takes seconds.
   */
  const merge = db.transaction((pages: number, percent: number): boolean => {
    tune.run('deletemerge', BigInt(percent))
    const before = Number(changes.get())
    tune.run('merge', BigInt(pages))
    const worked = Number(changes.get()) - before >= 2
    tune.run('deletemerge', 0n)
    return worked
  })

  const pragma = (name: string) => Number(db.pragma(name, { simple: true }))
  /** A run's row goes without what hangs on it, which a cascade would delete in the same transaction. */
  const withoutCascade = <T>(act: () => T): T => {
    db.pragma('foreign_keys = OFF')
    try {
      return act()
    } finally {
      db.pragma('foreign_keys = ON')
    }
  }

  return {
    /**
     * Removes `runs`; what hung on them is left to `clearSlice`. A `record` is remembered in the same transaction, as
     * removal `id` or, where that is null, as a new one, whose id is returned.
     */
    removeRuns: (
      runs: readonly number[],
      record: Omit<RemovalRecord, 'id'> | null,
      id: number | null,
    ): number | null => withoutCascade(() => remove.immediate(runs, record, id)),
    removeRun: (run: number): void => {
      withoutCascade(() => remove.immediate([run], null, null))
    },
    /** Clears a slice of what removed runs have left behind. */
    clearSlice: (): Cleared => {
      const run = first.get()
      const percent = typeof run === 'number' ? worthMerging : worthMergingLast
      if (sinceMerge >= mergeEvery || typeof run !== 'number') {
        const worked = mergePace.run((pages) => merge.immediate(pages, percent))
        if (worked || typeof run !== 'number') return { left: worked, events: 0 }
        sinceMerge = 0
      }
      sinceMerge++
      const { events } = eventPace.run((limit) => clear.immediate(run, limit))
      return { left: true, events }
    },
    /** Gives a slice of the free pages back to the file's end, and at last the file's end back to the disk. */
    freeSlice: (): Freed => {
      const before = pragma('freelist_count')
      if (before > 0) vacuumPace.run((pages) => db.pragma(`incremental_vacuum(${pages})`))
      const freePages = pragma('freelist_count')
      const stuck = freePages === before
      return { left: freePages > 0 && !stuck, freePages, pageSize: pragma('page_size') }
    },
    /** Writes the journal into the log and empties it; false while somebody reads from it. Never waits. */
    emptyJournal: (): boolean => {
      db.pragma('busy_timeout = 0')
      try {
        const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
        return row.busy === 0
      } finally {
        db.pragma('busy_timeout = 5000')
      }
    },
  }
}

/** Every table whose rows hang on a run, with the column that tells them apart. */
function tablesOfRuns(db: Database.Database): Hanging[] {
  const rows = db
    .prepare(
      `SELECT DISTINCT s.name AS "table", c.name AS key
       FROM sqlite_schema s, pragma_foreign_key_list(s.name) f, pragma_table_info(s.name) c
       WHERE s.type = 'table' AND f."table" = 'runs' AND f."from" = 'run' AND c.pk = 2`,
    )
    .all()
  return rows.map((row) => ({ table: String(Object(row).table), key: String(Object(row).key) }))
}
