// The writer's part of events and of their text index. Many rows go with one statement: what a statement costs beside its rows was
// a third of the whole. The index is given the text by SQLite itself, out of the rows that were just written, wherever an event's
// text is its data as it is.

import type Database from 'better-sqlite3'
import { isSearchedAsIs, searchText } from '../../../../core/query/words.ts'
import type { NewEvent } from '../../rows.ts'
import { eventKey } from '../rows/keys.ts'
import { packText } from '../rows/text.ts'

/** Rows of one statement. With 8 it takes a tenth more, with 32 and 64 the same. */
const atOnce = 16
const columns = 9

export function createEventRows(db: Database.Database) {
  const row = `(${Array(columns).fill('?').join(', ')})`
  // Whatever fails here undoes the transaction, so that no statement has to keep what it would be undone by.
  const insertSome = (rows: number) =>
    db.prepare(`INSERT OR ROLLBACK INTO events VALUES ${Array(rows).fill(row).join(', ')}`)
  const insertMany = insertSome(atOnce)
  const insertOne = insertSome(1)
  // One statement for a whole transaction: the index writes what it has gathered to the disk before each further one.
  // Of each entry the name is the first key; its value the last key, or the text of that event alone.
  const index = db.prepare(
    `INSERT INTO event_text (rowid, data)
     SELECT e.key, iif(r.type = 'text', r.value, e.data)
     FROM json_each(?) r CROSS JOIN events e
     WHERE e.key >= CAST(r.key AS INTEGER)
       AND e.key <= iif(r.type = 'text', CAST(r.key AS INTEGER), r.value)`,
  )

  return {
    /** Stores `events`. */
    insert: (events: readonly NewEvent[]): void => {
      const values: unknown[] = new Array(atOnce * columns).fill(null)
      let at = 0
      let count = 0
      for (const event of events) {
        const { attempt, name, id, data, flags, trueSize, raw } = event
        values[at++] = eventKey(event.run, event.seq)
        values[at++] = attempt
        values[at++] = event.at
        values[at++] = packText(name)
        values[at++] = id === null ? null : packText(id)
        values[at++] = packText(data)
        values[at++] = flags
        values[at++] = trueSize
        values[at++] = raw
        if (++count < atOnce) continue
        insertMany.run(values)
        at = 0
        count = 0
      }
      for (let from = 0; from < at; from += columns) insertOne.run(values.slice(from, from + columns))
    },
    /**
     * Puts `events`, which are stored and in order of run and sequence, into the text index. To be called last in a
     * transaction: a statement that may be undone by itself makes the index write what it has gathered so far.
     */
    index: (events: readonly NewEvent[]): void => {
      const entries: string[] = []
      let first = 0
      let last = -1
      const close = () => {
        if (last >= first) entries.push(`"${first}":${last}`)
        last = -1
      }
      for (const { run, seq, data } of events) {
        const key = eventKey(run, seq)
        if (isSearchedAsIs(data)) {
          if (key !== last + 1) {
            close()
            first = key
          }
          last = key
          continue
        }
        close()
        entries.push(`"${key}":${JSON.stringify(searchText(data))}`)
      }
      close()
      if (entries.length > 0) index.run(`{${entries.join(',')}}`)
    },
  }
}
