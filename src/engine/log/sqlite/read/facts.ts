// What is read of a log for the engine's own sake, at its start, when a run is taken up and when a stream may repeat itself: a page
// at most, which no kind has to say anything about. The reader has it, and so has the writer's thread, which is there anyway: an
// engine whose log nobody looks at needs no other.

import type Database from 'better-sqlite3'
import { withReceived } from '../../../../core/run/received.ts'
import { attemptSchema, gapSchema, receivedSchema, transitionSchema } from '../../../../core/run/run.ts'
import type { AlertReader } from '../../alert-rows.ts'
import type { LogReader } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import { importingPrefix } from '../../rows.ts'
import { createCheckpointReader } from '../rows/checkpoints.ts'
import { serverRowSchema, storedRunSchema } from '../rows/row-schemas.ts'
import { createAlertReader } from './alert-reader.ts'
import { createEqualEventsReader } from './equal-events.ts'
import { pageOf, rowSpan, toRow, wholeRow } from './event-rows.ts'
import { createRecordReader } from './records.ts'
import { createSummaries } from './summaries.ts'

/** No limit, as SQLite says it. */
const everything = -1

export type Facts = AtOnce<
  AlertReader &
    Pick<
      LogReader,
      | 'servers'
      | 'setting'
      | 'summaries'
      | 'run'
      | 'runOf'
      | 'unfinishedImports'
      | 'attempts'
      | 'gaps'
      | 'transitions'
      | 'jobTransitions'
      | 'checkpoint'
      | 'latest'
      | 'findEqual'
      | 'digests'
    >
> &
  ReturnType<typeof createRecordReader>

export function createFacts(db: Database.Database): Facts {
  const latest = db.prepare(`SELECT ${wholeRow} ${rowSpan} ORDER BY key DESC LIMIT ?`)
  const checkpoints = createCheckpointReader(db)
  const storedRun = (run: number) => {
    const row = db
      .prepare(
        `SELECT uid, base_url, params, has_secret, resume_id, summary,
         (SELECT count(*) FROM transitions WHERE run = runs.id) AS transitions
       FROM runs WHERE id = ?`,
      )
      .get(run)
    return row === undefined ? null : storedRunSchema.parse(row)
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
    servers: () =>
      db
        .prepare('SELECT * FROM servers ORDER BY name COLLATE NOCASE')
        .all()
        .map((row) => serverRowSchema.parse(row)),
    setting: (name) => {
      const value = db.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(name)
      return typeof value === 'string' ? value : null
    },
    summaries: createSummaries(db),
    run: storedRun,
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
    latest: (run, limit) => pageOf(latest, run, 0, limit, toRow).reverse(),
    ...createAlertReader(db),
    ...createEqualEventsReader(db),
    ...createRecordReader(db),
  }
}

function fromJson<T>(schema: { parse: (value: unknown) => T }): (row: unknown) => T {
  return (row) => schema.parse(JSON.parse(String(Object(row).json)))
}
