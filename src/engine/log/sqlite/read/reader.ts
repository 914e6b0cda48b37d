// Reading the log: read-only, on a thread of its own (or straight in a reading command), in bounded pages. A read never
// holds a transaction open longer than one page, so that the writer's checkpoints are never starved.

import type Database from 'better-sqlite3'
import { clip } from '../../../../core/basics/clip.ts'
import { longestMessage } from '../../../../core/job/event-message.ts'
import type { Kind } from '../../../../core/kind/kind.ts'
import type { Restored } from '../../../../core/storage/storage.ts'
import { kinds as ownKinds } from '../../../base/kinds.ts'
import type { LogReader, RowsShown } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import type { RunReader } from '../../run-reader.ts'
import { withoutOpened } from '../../shown/chunk-stretches.ts'
import { joinedWindow } from '../../shown/joined-window.ts'
import { hasPieces, labelBytes, labelShown, longestText, toListed } from '../../shown/listed-row.ts'
import { createRowMessages } from '../../shown/row-messages.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { createChunkIndex } from './chunk-index.ts'
import { pageOf, rowSpan, toRow, wholeRow } from './event-rows.ts'
import { createFacts } from './facts.ts'
import { createPingIndex } from './ping-index.ts'

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
  const listed = `key, attempt, at, ${label('name')}, ${label('event_id')}, data, flags, true_size`
  const range = db.prepare(`SELECT ${wholeRow} ${rowSpan} ORDER BY key LIMIT ?`)
  const single = db.prepare(`SELECT ${wholeRow} FROM events WHERE key = ?`)
  const all = db.prepare(`SELECT ${listed} ${rowSpan} ORDER BY key LIMIT ?`)
  const shown = db.prepare(`SELECT ${listed} ${rowSpan} AND NOT flags & 1 ORDER BY key LIMIT ?`)
  const singleListed = db.prepare(`SELECT ${listed} FROM events WHERE key = ?`)
  const lastKey = db.prepare('SELECT max(key) FROM events WHERE key >= ? AND key < ?').pluck()
  let pingIndex = createPingIndex(db)
  let chunkIndex = createChunkIndex(db)
  const facts = createFacts(db)

  const count = (run: number): number => {
    const key = lastKey.get(run * runShift, (run + 1) * runShift)
    return typeof key === 'number' ? key - run * runShift : 0
  }
  const messages = createRowMessages(facts.run, kinds)
  const listedRow = (run: number) => {
    const told = messages(run)
    return (stored: unknown) => toListed(toRow(stored), told)
  }
  const stretchesOf = (run: number, total: number, { chunks, opened = [] }: RowsShown) =>
    chunks === 'joined' && hasPieces(facts.run(run)?.summary.job)
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
  return {
    count,
    forgetReadings: () => {
      pingIndex = createPingIndex(db)
      chunkIndex = createChunkIndex(db)
    },
    range: (run, from, limit) => pageOf(range, run, from, limit, toRow),
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
      if (filter.pings) return { total, index, rows: pageOf(all, run, index + 1, limit, listedRow(run)) }
      const pings = pingIndex(run)
      return {
        total: total - pings.count,
        index,
        rows: pageOf(shown, run, pings.seqOf(index), limit, listedRow(run)),
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
    ...facts,
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
