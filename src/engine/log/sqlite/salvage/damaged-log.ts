// A damaged log, opened for reading, as far as it lets itself be read: its runs, and of each run what is there of its
// events and of what hangs on them. It never writes, and what it cannot read it says.

import Database from 'better-sqlite3'
import type { z } from 'zod'
import {
  type Attempt,
  attemptSchema,
  type Gap,
  gapSchema,
  type Transition,
  transitionSchema,
} from '../../../../core/run/run.ts'
import type { StoredEvent } from '../../rows.ts'
import { isDamage } from '../file/sqlite-errors.ts'
import { runShift } from '../rows/keys.ts'
import { rowSchema } from '../rows/row-schemas.ts'
import { type StoredText, unpackText } from '../rows/text.ts'
import { type Hole, readAround } from './read-around.ts'

/** A run's row as it stands; its columns are not looked into here. */
export type SavedRow = Readonly<Record<string, unknown>>

export type DamagedLog = {
  /** The log's format. */
  readonly version: () => number
  /** The numbers of all runs of which anything is left, in order. */
  readonly runs: () => number[]
  /** The run's row; null where it cannot be read. */
  readonly row: (run: number) => SavedRow | null
  readonly events: (run: number, missed: (hole: Hole) => void) => Generator<StoredEvent>
  readonly attempts: (run: number) => Attempt[]
  readonly gaps: (run: number) => Gap[]
  readonly transitions: (run: number) => Transition[]
  /** The rows of a small table: those of `columns`, the first of which is its key. */
  readonly table: (name: string, columns: readonly string[]) => (readonly unknown[])[]
  /** The highest number that a row of the table ever had, so that none is given twice. */
  readonly lastOf: (table: 'runs' | 'alerts') => number
  /** What could not be read beside events, as sentences. */
  readonly troubles: () => readonly string[]
  /** Whether SQLite finds every page in order. */
  readonly isSound: () => boolean
  readonly close: () => void
}

const lastKey = Number.MAX_SAFE_INTEGER
const eventColumns = 'attempt, at, name, event_id, data, flags, true_size, raw'

/** Opens the log at `path`; null where SQLite cannot make out a log at all. */
export function openDamaged(path: string): DamagedLog | null {
  const troubles = new Set<string>()
  let db: Database.Database
  try {
    db = new Database(path, { readonly: true, fileMustExist: true })
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch {
    return null
  }
  /** `read`, or `otherwise` where damage is in the way. */
  const attempt = <T>(what: string, otherwise: T, read: () => T): T => {
    try {
      return read()
    } catch (thrown) {
      if (!isDamage(thrown) && !(thrown instanceof Error && thrown.message.startsWith('no such')))
        throw thrown
      troubles.add(what)
      return otherwise
    }
  }
  /** The rows of a table of `run`, by number: one by one around damage, and only those that have their shape. */
  const ofRun = <T>(
    table: string,
    columns: string,
    run: number,
    shape: (row: readonly unknown[]) => T,
  ): T[] =>
    attempt(`${table} of run ${run}`, [], () => {
      const rows: T[] = []
      const numbers = { table: `(SELECT * FROM ${table} WHERE run = ${run})`, key: 'number', columns }
      for (const row of readAround(db, numbers, 0, lastKey, () => troubles.add(`${table} of run ${run}`))) {
        try {
          rows.push(shape(row))
        } catch {
          troubles.add(`${table} of run ${run}`)
        }
      }
      return rows
    })
  const parsed =
    <T>(schema: z.ZodType<T>) =>
    ([, json]: readonly unknown[]): T =>
      schema.parse(JSON.parse(String(json)))

  return {
    version: () => Number(db.pragma('user_version', { simple: true })),
    runs: () => {
      const ids = new Set<number>()
      const table = { table: 'runs', key: 'id', columns: 'uid' }
      for (const [id] of readAround(db, table, 1, lastKey, () => troubles.add('rows of runs')))
        ids.add(Number(id))
      for (const run of runsWithEvents(db)) ids.add(run)
      const gone = new Set(
        attempt('the list of removed runs', [], () => db.prepare('SELECT run FROM forgetting').pluck().all()),
      )
      return [...ids].filter((id) => !gone.has(id)).toSorted((a, b) => a - b)
    },
    row: (run) =>
      attempt(`the row of run ${run}`, null, () => {
        const row = db.prepare('SELECT * FROM runs WHERE id = ?').get(run)
        return row === undefined ? null : (row as SavedRow)
      }),
    events: function* (run, missed) {
      const table = { table: 'events', key: 'key', columns: eventColumns }
      for (const row of readAround(db, table, run * runShift + 1, (run + 1) * runShift, missed)) {
        const event = toEvent(row)
        if (event !== null) yield event
        else missed({ from: Number(row[0]), to: Number(row[0]) + 1 })
      }
    },
    attempts: (run) => ofRun('attempts', 'attempt', run, parsed(attemptSchema)),
    gaps: (run) => ofRun('gaps', 'gap', run, parsed(gapSchema)),
    transitions: (run) =>
      ofRun('transitions', 'at, attempt, after_seq, state, cause, job', run, (row) => {
        const [number, at, of, afterSeq, state, cause, job] = row
        return transitionSchema.parse({ number, at, attempt: of, afterSeq, state, cause, job })
      }),
    table: (name, [key = 'rowid', ...columns]) =>
      attempt(`the table ${name}`, [], () => {
        const named = { table: name, key, columns: columns.join(', ') }
        if (key === 'id') return [...readAround(db, named, 0, lastKey, () => troubles.add(`rows of ${name}`))]
        return db.prepare(`SELECT ${key}, ${named.columns} FROM ${name}`).raw().all() as unknown[][]
      }),
    lastOf: (table) =>
      attempt(`the last number of ${table}`, 0, () =>
        Number(db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table) ?? 0),
      ),
    troubles: () => [...troubles],
    isSound: () =>
      attempt('the check of the pages', false, () => db.pragma('integrity_check', { simple: true }) === 'ok'),
    close: () => db.close(),
  }
}

/** From run to run by the events' own keys, so that a run whose row is gone is found by what it received. */
function* runsWithEvents(db: Database.Database): Generator<number> {
  for (let run = 1; ; run++) {
    const table = { table: 'events', key: 'key', columns: 'flags' }
    const [first] = take(
      readAround(db, table, run * runShift, lastKey, () => {}),
      1,
    )
    if (first === undefined) return
    run = Math.floor(Number(first[0]) / runShift)
    yield run
  }
}

function take<T>(source: Generator<T>, count: number): T[] {
  const taken: T[] = []
  for (const one of source) if (taken.push(one) >= count) break
  return taken
}

function toEvent(row: readonly unknown[]): StoredEvent | null {
  const [key, attempt, at, name, event_id, data, flags, true_size, raw] = row
  const parsed = rowSchema.safeParse({ key, attempt, at, name, event_id, data, flags, true_size })
  if (!parsed.success || !Number.isInteger(parsed.data.at)) return null
  const text = (stored: StoredText) => unpackText(stored)
  return {
    seq: parsed.data.key % runShift,
    attempt: parsed.data.attempt,
    at: parsed.data.at,
    name: text(parsed.data.name),
    id: parsed.data.event_id === null ? null : text(parsed.data.event_id),
    data: text(parsed.data.data),
    flags: parsed.data.flags,
    trueSize: parsed.data.true_size,
    raw: raw instanceof Uint8Array ? raw : null,
  }
}
