// What could not be stored in the shared log and must not be lost, in a file of this collector's own: the batches of runs
// whose work nobody else may ask for again, one row each, in their order, on the disk before they count as stored. The file
// also says whose data directory this is, and lets no second process in.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import Database from 'better-sqlite3'
import { RunlightError } from '../../../core/basics/errors.ts'
import type { Batch, NewEvent } from '../../log/rows.ts'

/** What the spool has of one run. `transition` and `gap`: the lowest number of one; null where there is none. */
export type Span = {
  readonly firstSeq: number | null
  readonly lastSeq: number | null
  readonly transition: number | null
  readonly gap: number | null
}

export type Spool = ReturnType<typeof openSpool>

const schema = `
CREATE TABLE IF NOT EXISTS owner (instance TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS batch (id INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS part (
  batch INTEGER NOT NULL, run INTEGER NOT NULL, first_seq INTEGER, last_seq INTEGER, transition INTEGER, gap INTEGER,
  PRIMARY KEY (run, batch)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, at INTEGER NOT NULL, why TEXT NOT NULL, body BLOB NOT NULL
);`

export function openSpool(dataDir: string) {
  const path = join(dataDir, 'spool.sqlite')
  const db = open(path)
  const insert = db.prepare('INSERT INTO batch (body) VALUES (?)')
  const insertPart = db.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)')
  const instance = (): string => {
    const known = db.prepare('SELECT instance FROM owner').pluck().get()
    if (typeof known === 'string') return known
    const made = randomUUID()
    db.prepare('INSERT INTO owner VALUES (?)').run(made)
    return made
  }

  return {
    /** The name of this data directory, the same for ever. */
    instance,
    /** Stores a batch behind all others. */
    append: db.transaction((batch: Batch): void => {
      const { lastInsertRowid } = insert.run(serialize(batch))
      for (const [run, part] of partsOf(batch))
        insertPart.run(lastInsertRowid, run, part.firstSeq, part.lastSeq, part.transition, part.gap)
    }),
    /** The oldest batch; null where there is none. */
    first: (): { readonly id: number; readonly batch: Batch } | null => {
      const row = db
        .prepare<[], { id: number; body: Buffer }>('SELECT id, body FROM batch ORDER BY id LIMIT 1')
        .get()
      // Written above.
      return row === undefined ? null : { id: row.id, batch: deserialize(row.body) as Batch }
    },
    /** The runs of which there is something. */
    runs: (): number[] => db.prepare<[], number>('SELECT DISTINCT run FROM part').pluck().all(),
    remove: db.transaction((id: number): void => {
      db.prepare('DELETE FROM part WHERE batch = ?').run(id)
      db.prepare('DELETE FROM batch WHERE id = ?').run(id)
    }),
    /** What there is of `run`. */
    span: (run: number): Span => {
      const row = db
        .prepare<
          [number],
          { first: number | null; last: number | null; transition: number | null; gap: number | null }
        >(
          `SELECT min(first_seq) AS first, max(last_seq) AS last, min(transition) AS transition, min(gap) AS gap
            FROM part WHERE run = ?`,
        )
        .get(run)
      return {
        firstSeq: row?.first ?? null,
        lastSeq: row?.last ?? null,
        transition: row?.transition ?? null,
        gap: row?.gap ?? null,
      }
    },
    /** One of the events that are here; null where it is not. */
    event: (run: number, seq: number): NewEvent | null => {
      const row = db
        .prepare<[number, number], { body: Buffer }>(
          `SELECT body FROM batch WHERE id IN (SELECT batch FROM part WHERE run = ? AND ? BETWEEN first_seq AND last_seq)`,
        )
        .get(run, seq)
      if (row === undefined) return null
      const { events } = deserialize(row.body) as Batch
      return events.find((event) => event.run === run && event.seq === seq) ?? null
    },
    /** Keeps what the shared log does not take of a run, with the reason, until a person looks for it. */
    keep: (run: number, at: number, why: string, batch: Batch): void => {
      db.prepare('INSERT INTO kept (run, at, why, body) VALUES (?, ?, ?, ?)').run(
        run,
        at,
        why,
        serialize(batch),
      )
    },
    close: (): void => {
      db.close()
    },
  }
}

function open(path: string): Database.Database {
  const db = new Database(path, { timeout: 500 })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`)
    return db
  } catch (thrown) {
    db.close()
    if (thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('SQLITE_BUSY'))
      throw new RunlightError(
        'data-dir-in-use',
        `Another collector uses the data directory of ${path}: give each one its own with --data-dir.`,
      )
    throw thrown
  }
}

type Part = { firstSeq: number | null; lastSeq: number | null; transition: number | null; gap: number | null }

function partsOf({ events, runs, attempts, gaps, transitions, checkpoints }: Batch): Map<number, Part> {
  const parts = new Map<number, Part>()
  const of = (run: number): Part => {
    const known = parts.get(run) ?? { firstSeq: null, lastSeq: null, transition: null, gap: null }
    parts.set(run, known)
    return known
  }
  for (const { summary } of runs) of(summary.id)
  for (const { run } of [...attempts, ...checkpoints]) of(run)
  for (const { run, seq } of events) {
    const part = of(run)
    part.firstSeq = Math.min(part.firstSeq ?? seq, seq)
    part.lastSeq = Math.max(part.lastSeq ?? seq, seq)
  }
  for (const { run, number } of transitions) {
    const part = of(run)
    part.transition = Math.min(part.transition ?? number, number)
  }
  for (const { run, number } of gaps) {
    const part = of(run)
    part.gap = Math.min(part.gap ?? number, number)
  }
  return parts
}
