// Reading the log: read-only, on a thread of its own (or straight in a reading command), in bounded pages. A read never
// holds a transaction open longer than one page, so that the writer's checkpoints are never starved.

import type Database from 'better-sqlite3'
import { eventUnits } from '../../../../core/log/event-units.ts'
import {
  attemptSchema,
  type EventRow,
  gapSchema,
  receivedSchema,
  runSummarySchema,
  transitionSchema,
  withReceived,
} from '../../../../core/run/run.ts'
import type { Restored } from '../../../../core/storage/storage.ts'
import type { LogReader } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import { importingPrefix } from '../../rows.ts'
import type { RunReader } from '../../run-reader.ts'
import { createCheckpointReader } from '../rows/checkpoints.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { rowSchema, serverRowSchema, storedRunSchema } from '../rows/row-schemas.ts'
import { unpackText } from '../rows/text.ts'
import { createEqualEventsReader } from './equal-events.ts'
import { createPingIndex } from './ping-index.ts'
import { createRecordReader } from './records.ts'

/** The longest data a row of a list carries, in UTF-16 units; `events.get` gives the whole. */
const rowDataLimit = 2_000
/** Of a name or an id of more bytes than this, a row of a list carries the first `labelShown` characters. */
const labelBytes = 2_000
const labelShown = 500
/** No limit, as SQLite says it. */
const everything = -1
/** UTF-16 units of whole events that a page holds, but for its last one: an event alone may have 16 MiB. */
const pageUnits = 2 ** 21

/** The port's reader, answering at once, with what the review and the export read beside it. */
export type Reader = AtOnce<LogReader> &
  Pick<RunReader, 'count' | 'rowsOf'> & {
    /** What this log was restored from; null where it never was. */
    readonly restored: () => Restored | null
    readonly close: () => void
  }

export function createReader(db: Database.Database): Reader {
  const whole = 'key, attempt, at, name, event_id, data, flags, true_size'
  const listed = `key, attempt, at, ${label('name')}, ${label('event_id')}, data, flags, true_size`
  const span = 'FROM events WHERE key >= ? AND key < ?'
  const range = db.prepare(`SELECT ${whole} ${span} ORDER BY key LIMIT ?`)
  const latest = db.prepare(`SELECT ${whole} ${span} ORDER BY key DESC LIMIT ?`)
  const single = db.prepare(`SELECT ${whole} FROM events WHERE key = ?`)
  const all = db.prepare(`SELECT ${listed} ${span} ORDER BY key LIMIT ?`)
  const shown = db.prepare(`SELECT ${listed} ${span} AND NOT flags & 1 ORDER BY key LIMIT ?`)
  const singleListed = db.prepare(`SELECT ${listed} FROM events WHERE key = ?`)
  const lastKey = db.prepare('SELECT max(key) FROM events WHERE key >= ? AND key < ?').pluck()
  const pingIndex = createPingIndex(db)
  const checkpoints = createCheckpointReader(db)

  const count = (run: number): number => {
    const key = lastKey.get(run * runShift, (run + 1) * runShift)
    return typeof key === 'number' ? key - run * runShift : 0
  }
  const rows = (
    statement: Database.Statement,
    run: number,
    from: number,
    limit: number,
    dataLimit: number,
  ): EventRow[] => {
    const page: EventRow[] = []
    let units = 0
    // Row by row: what a list cuts away is never held for all of its rows at once.
    for (const stored of statement.iterate(eventKey(run, from), (run + 1) * runShift, limit)) {
      const row = toRow(stored, dataLimit)
      page.push(row)
      units += eventUnits(row)
      if (units >= pageUnits) break
    }
    return page
  }
  /** The latest `most` records of a run's connections, in their order; all of them where it is left out. */
  const records = <T>(what: 'attempt' | 'gap', run: number, most: number, parse: (row: unknown) => T): T[] =>
    db
      .prepare(`SELECT ${what} AS json FROM ${what}s WHERE run = ? ORDER BY number DESC LIMIT ?`)
      .all(run, most)
      .map(parse)
      .reverse()

  const latestReceived = db
    .prepare(`SELECT summary ->> '$.received', summary ->> '$.connection.attempt' FROM runs WHERE id = ?`)
    .raw()

  return {
    count,
    servers: () =>
      db
        .prepare('SELECT * FROM servers ORDER BY name COLLATE NOCASE')
        .all()
        .map((row) => serverRowSchema.parse(row)),
    setting: (name) => {
      const value = db.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(name)
      return typeof value === 'string' ? value : null
    },
    summaries: () =>
      db
        .prepare('SELECT summary FROM runs WHERE uid NOT BETWEEN ? AND ? ORDER BY id')
        .pluck()
        .all(importingPrefix, `${importingPrefix}~`)
        .map((text) => runSummarySchema.parse(JSON.parse(String(text)))),
    run: (run) => {
      const row = db
        .prepare(
          `SELECT uid, base_url, params, has_secret, resume_id, summary,
           (SELECT count(*) FROM transitions WHERE run = runs.id) AS transitions
         FROM runs WHERE id = ?`,
        )
        .get(run)
      return row === undefined ? null : storedRunSchema.parse(row)
    },
    runOf: (uid) => {
      const id = db.prepare('SELECT id FROM runs WHERE uid = ?').pluck().get(uid)
      return typeof id === 'number' ? id : null
    },
    unfinishedImports: () =>
      db
        .prepare('SELECT id FROM runs WHERE uid >= ? AND uid < ?')
        .pluck()
        .all(importingPrefix, `${importingPrefix}~`)
        .map(Number),
    attempts: (run, most = everything) => {
      const list = records('attempt', run, most, fromJson(attemptSchema))
      const [received, attempt] = (latestReceived.get(run) ?? []) as unknown[]
      if (typeof received !== 'string') return list
      return withReceived(list, {
        received: receivedSchema.parse(JSON.parse(received)),
        connection: { attempt: Number(attempt) },
      })
    },
    gaps: (run, most = everything) => records('gap', run, most, fromJson(gapSchema)),
    transitions: (run, limit) =>
      db
        .prepare(
          `SELECT number, at, attempt, after_seq AS afterSeq, state, cause, job FROM transitions
         WHERE run = ? ORDER BY number DESC LIMIT ?`,
        )
        .all(run, limit)
        .map((row) => transitionSchema.parse(row))
        .reverse(),
    jobTransitions: (run, seq) =>
      db
        .prepare(
          `SELECT number, at, attempt, after_seq AS afterSeq, state, cause, job FROM transitions
         WHERE run = ? AND after_seq >= ? AND job IS NOT NULL ORDER BY number`,
        )
        .all(run, seq)
        .map((row) => transitionSchema.parse(row)),
    checkpoint: (run, seq) => checkpoints.latest(run, seq),
    range: (run, from, limit) => rows(range, run, from, limit, Number.POSITIVE_INFINITY),
    latest: (run, limit) => rows(latest, run, 0, limit, Number.POSITIVE_INFINITY).reverse(),
    window: (run, filter, index, limit) => {
      const total = count(run)
      if (filter.pings) return { total, index, rows: rows(all, run, index + 1, limit, rowDataLimit) }
      const pings = pingIndex(run)
      return {
        total: total - pings.count,
        index,
        rows: rows(shown, run, pings.seqOf(index), limit, rowDataLimit),
      }
    },
    rowsOf: (run, seqs) =>
      seqs.flatMap((seq) => {
        const row = singleListed.get(eventKey(run, seq))
        return row === undefined ? [] : toRow(row, rowDataLimit)
      }),
    event: (run, seq) => {
      const row = single.get(eventKey(run, seq))
      return row === undefined ? null : toRow(row, Number.POSITIVE_INFINITY)
    },
    durations: (kind, limit) =>
      db
        .prepare(
          `SELECT max(0, finished_at - started_at) FROM runs
         WHERE kind = ? AND job_state = 'completed' AND started_at IS NOT NULL
           AND json_extract(summary, '$.imported') IS NULL ORDER BY finished_at DESC LIMIT ?`,
        )
        .pluck()
        .all(kind, limit)
        .map(Number),
    ...createEqualEventsReader(db),
    ...createRecordReader(db),
    close: () => {
      db.close()
    },
  }
}

/** The column as a row of a list carries it, and beside it its size in bytes where that is not all of it. */
function label(column: string): string {
  const isLong = `octet_length(${column}) > ${labelBytes}`
  return `iif(${isLong}, substr(${column}, 1, ${labelShown}), ${column}) AS ${column},
    iif(${isLong}, octet_length(${column}), NULL) AS ${column}_size`
}

function toRow(row: unknown, dataLimit: number): EventRow {
  const { key, attempt, at, name, name_size, event_id, event_id_size, data, flags, true_size } =
    rowSchema.parse(row)
  const text = unpackText(data)
  return {
    seq: key % runShift,
    attempt,
    at,
    name: unpackText(name),
    ...(name_size === null ? {} : { nameSize: name_size }),
    id: event_id === null ? null : unpackText(event_id),
    ...(event_id_size === null ? {} : { idSize: event_id_size }),
    data: text.length > dataLimit ? text.slice(0, dataLimit) : text,
    size: true_size ?? text.length,
    flags,
  }
}

function fromJson<T>(schema: { parse: (value: unknown) => T }): (row: unknown) => T {
  return (row) => schema.parse(JSON.parse(String(Object(row).json)))
}
