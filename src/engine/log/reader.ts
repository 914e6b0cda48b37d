// Reading the log: read-only, on a thread of its own (or straight in a reading command), in bounded pages. A read never
// holds a transaction open longer than one page, so that the writer's checkpoints are never starved.

import type Database from 'better-sqlite3'
import type { RowFilter } from '../../core/contract.ts'
import {
  type Attempt,
  attemptSchema,
  type EventRow,
  type Gap,
  gapSchema,
  type RunSummary,
  runSummarySchema,
  type Transition,
  transitionSchema,
} from '../../core/run.ts'
import type { Server } from '../../core/server.ts'
import { createRecordReader } from '../storage/records.ts'
import { eventKey, importingPrefix, runShift, type StoredRun } from './batch.ts'
import { createCheckpointReader, type LoadedCheckpoint } from './checkpoints.ts'
import { createPingIndex } from './ping-index.ts'
import { rowSchema, serverRowSchema, storedRunSchema } from './rows.ts'
import { unpackText } from './text.ts'

/** The longest data a row of a list carries; `events.get` gives the whole. */
const rowDataLimit = 2_000

export type Reader = ReturnType<typeof createReader>

export function createReader(db: Database.Database) {
  const columns = 'key, attempt, at, name, event_id, data, flags, true_size'
  const range = db.prepare(`SELECT ${columns} FROM events WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`)
  const shown = db.prepare(
    `SELECT ${columns} FROM events WHERE key >= ? AND key < ? AND NOT flags & 1 ORDER BY key LIMIT ?`,
  )
  const single = db.prepare(`SELECT ${columns} FROM events WHERE key = ?`)
  const lastKey = db.prepare('SELECT max(key) FROM events WHERE key >= ? AND key < ?').pluck()
  const pingIndex = createPingIndex(db)
  const checkpoints = createCheckpointReader(db)

  const count = (run: number): number => {
    const key = lastKey.get(run * runShift, (run + 1) * runShift)
    return typeof key === 'number' ? key - run * runShift : 0
  }
  const rows = (statement: Database.Statement, run: number, from: number, limit: number): EventRow[] =>
    statement.all(eventKey(run, from), (run + 1) * runShift, limit).map((row) => toRow(row, rowDataLimit))
  const list = <T>(sql: string, run: number, parse: (row: unknown) => T): T[] =>
    db.prepare(sql).all(run).map(parse)

  return {
    servers: (): Omit<Server, 'needsSecret'>[] =>
      db
        .prepare('SELECT * FROM servers ORDER BY name COLLATE NOCASE')
        .all()
        .map((row) => serverRowSchema.parse(row)),
    setting: (name: string): string | null => {
      const value = db.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(name)
      return typeof value === 'string' ? value : null
    },
    summaries: (): RunSummary[] =>
      db
        .prepare('SELECT summary FROM runs WHERE uid NOT BETWEEN ? AND ? ORDER BY id')
        .pluck()
        .all(importingPrefix, `${importingPrefix}~`)
        .map((text) => runSummarySchema.parse(JSON.parse(String(text)))),
    run: (run: number): StoredRun | null => {
      const row = db
        .prepare(
          `SELECT uid, base_url, params, has_secret, resume_id, summary,
           (SELECT count(*) FROM transitions WHERE run = runs.id) AS transitions
         FROM runs WHERE id = ?`,
        )
        .get(run)
      return row === undefined ? null : storedRunSchema.parse(row)
    },
    /** The run of this name, or null. */
    runOf: (uid: string): number | null => {
      const id = db.prepare('SELECT id FROM runs WHERE uid = ?').pluck().get(uid)
      return typeof id === 'number' ? id : null
    },
    /** Runs whose import was never finished. */
    unfinishedImports: (): number[] =>
      db
        .prepare('SELECT id FROM runs WHERE uid >= ? AND uid < ?')
        .pluck()
        .all(importingPrefix, `${importingPrefix}~`)
        .map(Number),
    attempts: (run: number): Attempt[] =>
      list(
        'SELECT attempt AS json FROM attempts WHERE run = ? ORDER BY number',
        run,
        fromJson(attemptSchema),
      ),
    gaps: (run: number): Gap[] =>
      list('SELECT gap AS json FROM gaps WHERE run = ? ORDER BY number', run, fromJson(gapSchema)),
    transitions: (run: number, limit: number): Transition[] =>
      db
        .prepare(
          `SELECT number, at, attempt, after_seq AS afterSeq, state, cause, job FROM transitions
         WHERE run = ? ORDER BY number DESC LIMIT ?`,
        )
        .all(run, limit)
        .map((row) => transitionSchema.parse(row))
        .reverse(),
    /** Transitions that bear on the job, after event `seq`, for the rebuild of a folded job. */
    jobTransitions: (run: number, seq: number): Transition[] =>
      db
        .prepare(
          `SELECT number, at, attempt, after_seq AS afterSeq, state, cause, job FROM transitions
         WHERE run = ? AND after_seq >= ? AND job IS NOT NULL ORDER BY number`,
        )
        .all(run, seq)
        .map((row) => transitionSchema.parse(row)),
    /** The latest checkpoint at or before event `seq` that can be read. */
    checkpoint: (run: number, seq: number): LoadedCheckpoint | null => checkpoints.latest(run, seq),
    /** Whole rows from `from` on, for folding and for scripts. */
    range: (run: number, from: number, limit: number): EventRow[] =>
      range
        .all(eventKey(run, from), (run + 1) * runShift, limit)
        .map((row) => toRow(row, Number.POSITIVE_INFINITY)),
    window: (run: number, filter: Pick<RowFilter, 'pings'>, index: number, limit: number) => {
      const all = count(run)
      if (filter.pings) return { total: all, index, rows: rows(range, run, index + 1, limit) }
      const pings = pingIndex(run)
      return { total: all - pings.count, index, rows: rows(shown, run, pings.seqOf(index), limit) }
    },
    /** The rows of `seqs`, in their order; what is not stored is left out. */
    rowsOf: (run: number, seqs: readonly number[]): EventRow[] =>
      seqs.flatMap((seq) => {
        const row = single.get(eventKey(run, seq))
        return row === undefined ? [] : toRow(row, rowDataLimit)
      }),
    event: (run: number, seq: number): EventRow | null => {
      const row = single.get(eventKey(run, seq))
      return row === undefined ? null : toRow(row, Number.POSITIVE_INFINITY)
    },
    /** Durations in ms of the latest completed runs of `kind` that were watched here. */
    durations: (kind: string, limit: number): number[] =>
      db
        .prepare(
          `SELECT finished_at - started_at FROM runs
         WHERE kind = ? AND job_state = 'completed' AND started_at IS NOT NULL
           AND json_extract(summary, '$.imported') IS NULL ORDER BY finished_at DESC LIMIT ?`,
        )
        .pluck()
        .all(kind, limit)
        .map(Number),
    ...createRecordReader(db),
    close: () => {
      db.close()
    },
  }
}

function toRow(row: unknown, limit: number): EventRow {
  const { key, attempt, at, name, event_id, data, flags, true_size } = rowSchema.parse(row)
  const text = unpackText(data)
  return {
    seq: key % runShift,
    attempt,
    at,
    name: unpackText(name),
    id: event_id === null ? null : unpackText(event_id),
    data: text.length > limit ? text.slice(0, limit) : text,
    size: true_size ?? text.length,
    flags,
  }
}

function fromJson<T>(schema: { parse: (value: unknown) => T }): (row: unknown) => T {
  return (row) => schema.parse(JSON.parse(String(Object(row).json)))
}
