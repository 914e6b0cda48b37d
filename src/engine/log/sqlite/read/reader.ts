// Reading the log: read-only, on a thread of its own (or straight in a reading command), in bounded pages. A read never
// holds a transaction open longer than one page, so that the writer's checkpoints are never starved.

import type Database from 'better-sqlite3'
import { clip } from '../../../../core/basics/clip.ts'
import { longestMessage } from '../../../../core/job/event-message.ts'
import type { Kind } from '../../../../core/kind/kind.ts'
import { eventUnits } from '../../../../core/log/event-units.ts'
import { withReceived } from '../../../../core/run/received.ts'
import {
  attemptSchema,
  type EventRow,
  gapSchema,
  receivedSchema,
  runSummarySchema,
  transitionSchema,
} from '../../../../core/run/run.ts'
import type { Restored } from '../../../../core/storage/storage.ts'
import { kinds as ownKinds } from '../../../base/kinds.ts'
import type { LogReader, RowsShown } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import { importingPrefix } from '../../rows.ts'
import type { RunReader } from '../../run-reader.ts'
import { withoutOpened } from '../../shown/chunk-stretches.ts'
import { joinedWindow } from '../../shown/joined-window.ts'
import {
  hasPieces,
  labelBytes,
  labelShown,
  longestText,
  pageUnits,
  toListed,
} from '../../shown/listed-row.ts'
import { createRowMessages } from '../../shown/row-messages.ts'
import { createCheckpointReader } from '../rows/checkpoints.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { rowSchema, serverRowSchema, storedRunSchema } from '../rows/row-schemas.ts'
import { unpackText } from '../rows/text.ts'
import { createAlertReader } from './alert-reader.ts'
import { createAttentionReader } from './attention.ts'
import { createChunkIndex } from './chunk-index.ts'
import { createEqualEventsReader } from './equal-events.ts'
import { createPingIndex } from './ping-index.ts'
import { createRecordReader } from './records.ts'

/** No limit, as SQLite says it. */
const everything = -1

/** The port's reader, answering at once, with what the review and the export read beside it. */
export type Reader = AtOnce<LogReader> &
  Pick<RunReader, 'count' | 'rowsOf'> & {
    /** What this log was restored from; null where it never was. */
    readonly restored: () => Restored | null
    readonly close: () => void
  }

/** `kinds` say what the events of rows mean. */
export function createReader(db: Database.Database, kinds: ReadonlyMap<string, Kind> = ownKinds): Reader {
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
  let pingIndex = createPingIndex(db)
  let chunkIndex = createChunkIndex(db)
  const checkpoints = createCheckpointReader(db)
  const attention = createAttentionReader(db)

  const count = (run: number): number => {
    const key = lastKey.get(run * runShift, (run + 1) * runShift)
    return typeof key === 'number' ? key - run * runShift : 0
  }
  const rows = (
    statement: Database.Statement,
    run: number,
    from: number,
    limit: number,
    toEventRow: (stored: unknown) => EventRow,
  ): EventRow[] => {
    const page: EventRow[] = []
    let units = 0
    // Row by row: what a list cuts away is never held for all of its rows at once.
    for (const stored of statement.iterate(eventKey(run, from), (run + 1) * runShift, limit)) {
      const row = toEventRow(stored)
      page.push(row)
      units += eventUnits(row)
      if (units >= pageUnits) break
    }
    return page
  }
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
  const messages = createRowMessages(storedRun, kinds)
  const listedRow = (run: number) => {
    const told = messages(run)
    return (stored: unknown) => toListed(toRow(stored), told)
  }
  const stretchesOf = (run: number, total: number, { chunks, opened = [] }: RowsShown) =>
    chunks === 'joined' && hasPieces(storedRun(run)?.summary.job)
      ? withoutOpened(chunkIndex(run, total), opened)
      : []
  /** The text of events `from` to `to`, of which each is a piece; no more is read than `most` UTF-16 units need. */
  const textOf = (run: number, from: number, to: number, most: number) => {
    const { pieceOf } = messages(run)
    let text = ''
    for (const stored of range.iterate(eventKey(run, from), eventKey(run, to + 1), everything)) {
      text += pieceOf(toRow(stored))
      if (text.length > most) return { text: clip(text, most), whole: false }
    }
    return { text, whole: true }
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
    forgetReadings: () => {
      pingIndex = createPingIndex(db)
      chunkIndex = createChunkIndex(db)
    },
    servers: () =>
      db
        .prepare('SELECT * FROM servers ORDER BY name COLLATE NOCASE')
        .all()
        .map((row) => serverRowSchema.parse(row)),
    setting: (name) => {
      const value = db.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(name)
      return typeof value === 'string' ? value : null
    },
    summaries: () => {
      const attended = attention.ofAll(Date.now())
      return db
        .prepare('SELECT summary FROM runs WHERE uid NOT BETWEEN ? AND ? ORDER BY id')
        .pluck()
        .all(importingPrefix, `${importingPrefix}~`)
        .map((text) => attended(runSummarySchema.parse(JSON.parse(String(text)))))
    },
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
    range: (run, from, limit) => rows(range, run, from, limit, toRow),
    latest: (run, limit) => rows(latest, run, 0, limit, toRow).reverse(),
    text: (run, from, to) => textOf(run, from, to, longestText),
    window: (run, filter, index, limit) => {
      const total = count(run)
      const stretches = stretchesOf(run, total, filter)
      if (stretches.length > 0) {
        const pings = filter.pings ? () => 0 : pingIndex(run).upTo
        const toEventRow = listedRow(run)
        return joinedWindow({
          total,
          stretches,
          pings,
          index,
          limit,
          rowAt: (seq) => toEventRow(singleListed.get(eventKey(run, seq))),
          textOf: (from, to) => textOf(run, from, to, longestMessage).text,
        })
      }
      if (filter.pings) return { total, index, rows: rows(all, run, index + 1, limit, listedRow(run)) }
      const pings = pingIndex(run)
      return {
        total: total - pings.count,
        index,
        rows: rows(shown, run, pings.seqOf(index), limit, listedRow(run)),
      }
    },
    rowsOf: (run, seqs) => {
      const toEventRow = listedRow(run)
      return seqs.flatMap((seq) => {
        const row = singleListed.get(eventKey(run, seq))
        return row === undefined ? [] : toEventRow(row)
      })
    },
    event: (run, seq) => {
      const row = single.get(eventKey(run, seq))
      return row === undefined ? null : toRow(row)
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
    ...createAlertReader(db),
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

function toRow(row: unknown): EventRow {
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
    data: text,
    size: true_size ?? text.length,
    flags,
  }
}

function fromJson<T>(schema: { parse: (value: unknown) => T }): (row: unknown) => T {
  return (row) => schema.parse(JSON.parse(String(Object(row).json)))
}
