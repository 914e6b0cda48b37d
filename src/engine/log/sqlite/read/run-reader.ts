// What the review reads of a log, over one connection: the port's RunReader in SQL.

import type Database from 'better-sqlite3'
import { alertSchema } from '../../../../core/alerts/alert.ts'
import type { Kind } from '../../../../core/kind/kind.ts'
import { runSummarySchema, transitionSchema } from '../../../../core/run/run.ts'
import { jobStates } from '../../../../core/run/states.ts'
import type { RunReader } from '../../run-reader.ts'
import { createCheckpointReader } from '../rows/checkpoints.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { createBlockReader } from './blocks.ts'
import { createReader } from './reader.ts'
import { createRunList } from './run-list.ts'

/** Alerts that are read at once. */
const alertsPage = 500

export function createRunReader(db: Database.Database, kinds: ReadonlyMap<string, Kind>): RunReader {
  const { run, count, range, event, rowsOf, attempts, gaps, transitions, jobTransitions } = createReader(
    db,
    kinds,
  )
  const runs = createRunList(db)
  const alertsFrom = db
    .prepare(
      `SELECT alert FROM alerts WHERE (at, id) > (?, ?) AND at < ? ORDER BY at, id LIMIT ${alertsPage}`,
    )
    .pluck()
  return {
    run,
    summaries: runs.all,
    summary: runs.one,
    count,
    range,
    event,
    rowsOf,
    attempts,
    gaps,
    transitions: (id) => transitions(id, Number.MAX_SAFE_INTEGER),
    jobTransitions,
    alertsFrom: (since, until, after) =>
      alertsFrom
        .all(after?.at ?? since, after?.id ?? 0, until)
        .map((text) => alertSchema.parse(JSON.parse(String(text)))),
    checkpoints: createCheckpointReader(db),
    blocks: createBlockReader(db),
    together: (act) => db.transaction(act)(),
    ...habitsOf(db),
    ...timesOf(db),
    ...placesOf(db),
  }
}

/** What is read of the runs of a kind. */
function habitsOf(db: Database.Database): Pick<RunReader, 'outcomes' | 'latestCompleted'> {
  const own = "kind = ? AND json_extract(summary, '$.imported') IS NULL"
  const states = db.prepare(`SELECT job_state, count(*) FROM runs WHERE ${own} GROUP BY job_state`).raw()
  const latest = db
    .prepare(
      `SELECT summary FROM runs WHERE ${own} AND job_state = 'completed' AND started_at IS NOT NULL
       ORDER BY finished_at DESC LIMIT ?`,
    )
    .pluck()
  return {
    outcomes: (kind) =>
      states.all(kind).map((row) => {
        const [state, runs] = row as [string, number]
        return { state: jobStates.find((one) => one === state) ?? null, runs }
      }),
    latestCompleted: (kind, limit) =>
      latest.all(kind, limit).map((summary) => runSummarySchema.parse(JSON.parse(String(summary)))),
  }
}

/** When events came and what marks them, without their texts. */
function timesOf(
  db: Database.Database,
): Pick<RunReader, 'atOf' | 'times' | 'outlines' | 'flagged' | 'firstSince'> {
  const timeOf = db.prepare('SELECT at FROM events WHERE key = ?').pluck()
  const times = db.prepare('SELECT at FROM events WHERE key BETWEEN ? AND ? ORDER BY key').pluck()
  const outlines = db
    .prepare('SELECT key, at, flags FROM events WHERE key >= ? AND key < ? ORDER BY key')
    .raw()
  const flagged = (order: 'ASC' | 'DESC') =>
    db
      .prepare(
        `SELECT key FROM events WHERE key >= ? AND key <= ? AND flags & ? ORDER BY key ${order} LIMIT 1`,
      )
      .pluck()
  const firstFlagged = flagged('ASC')
  const lastFlagged = flagged('DESC')
  const firstSince = db
    .prepare('SELECT key FROM events WHERE key >= ? AND key <= ? AND at >= ? ORDER BY key LIMIT 1')
    .pluck()
  const seqOf = (key: unknown, run: number) => (typeof key === 'number' ? key - run * runShift : null)
  return {
    atOf: (run, seq) => Number(timeOf.get(eventKey(run, seq))),
    times: (run, from, to) => times.all(eventKey(run, from), eventKey(run, to)) as number[],
    *outlines(run) {
      for (const row of outlines.iterate(run * runShift, (run + 1) * runShift)) {
        const [key, at, flags] = row as [number, number, number]
        yield [key - run * runShift, at, flags]
      }
    },
    flagged: (run, from, to, bits, end) => {
      const statement = end === 'first' ? firstFlagged : lastFlagged
      return seqOf(statement.get(eventKey(run, from), eventKey(run, to), bits), run)
    },
    firstSince: (run, from, to, at) => seqOf(firstSince.get(eventKey(run, from), eventKey(run, to), at), run),
  }
}

/** Where the run's connections stand among its events. */
function placesOf(
  db: Database.Database,
): Pick<RunReader, 'gapPlaces' | 'attemptPlaces' | 'bearsOnJob' | 'lastTransition' | 'gapsBefore'> {
  const gaps = db.prepare(`SELECT gap ->> '$.afterSeq' FROM gaps WHERE run = ?`).pluck()
  const attempts = db
    .prepare(`SELECT attempt ->> '$.afterSeq' FROM attempts WHERE run = ? AND number > 1`)
    .pluck()
  const bearing = db
    .prepare('SELECT 1 FROM transitions WHERE run = ? AND after_seq = ? AND job IS NOT NULL LIMIT 1')
    .pluck()
  const last = db.prepare(
    `SELECT number, at, attempt, after_seq AS afterSeq, state, cause, job FROM transitions
     WHERE run = ? AND (after_seq < ? OR (after_seq = ? AND at <= ?)) ORDER BY number DESC LIMIT 1`,
  )
  const before = db
    .prepare(
      `SELECT count(*) FROM gaps WHERE run = ? AND (json_extract(gap, '$.afterSeq') < ?
         OR (json_extract(gap, '$.afterSeq') = ? AND (? OR json_extract(gap, '$.until') <= ?)))`,
    )
    .pluck()
  return {
    gapPlaces: (run) => gaps.all(run).map(Number),
    attemptPlaces: (run) => attempts.all(run).map(Number),
    bearsOnJob: (run, seq) => bearing.get(run, seq) !== undefined,
    lastTransition: (run, seq, until) => {
      const row = last.get(run, seq, seq, until)
      return row === undefined ? null : transitionSchema.parse(row)
    },
    gapsBefore: (run, seq, at, orOpen) => Number(before.get(run, seq, seq, orOpen ? 1 : 0, at)),
  }
}
