// What one section of an export is made of, read from the log in slices: the run, its connections, and its events in the
// order of the log. A slice holds at most a few megabytes, however large the single event is, and no read transaction
// outlives it.

import type Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { eventUnits } from '../../../../core/log/event-units.ts'
import type { SectionSource } from '../../log-export.ts'
import type { StoredEvent } from '../../rows.ts'
import { eventKey } from '../rows/keys.ts'
import { unpackText } from '../rows/text.ts'
import { createBlockReader } from './blocks.ts'
import { createReader } from './reader.ts'
import { createWrittenLines } from './written-lines.ts'

const sliceRows = 100
/** `eventUnits` in one slice that is read row by row. */
const sliceUnits = 2 ** 17
/** Bytes of events that are read at once, which takes two thirds of the time. */
const atOnceBytes = 2 ** 20

/** As many as an export holds of one run. */
const anyAlert = { types: [], rule: null, open: false, since: null, before: null, limit: 100_000 }

export function createSectionSource(db: Database.Database): SectionSource {
  const reader = createReader(db)
  const page = db
    .prepare(
      `SELECT key, attempt, at, name, event_id, data, flags, true_size, raw FROM events
       WHERE key >= ? AND key <= ? ORDER BY key LIMIT ${sliceRows}`,
    )
    .raw()
  const weight = db
    .prepare(
      `SELECT total(octet_length(data) + octet_length(name) + ifnull(octet_length(event_id), 0) +
         ifnull(octet_length(raw), 0)) FROM events WHERE key >= ? AND key <= ?`,
    )
    .pluck()
  const times = db.prepare('SELECT at FROM events WHERE key >= ? AND key < ? ORDER BY key').pluck()

  /** The next events of `from`–`to`; empty where there are none. */
  const slice = (run: number, from: number, to: number): StoredEvent[] => {
    const base = eventKey(run, 0)
    const last = Math.min(to, from + sliceRows - 1)
    const span = [eventKey(run, from), eventKey(run, last)] as const
    if (Number(weight.get(...span)) <= atOnceBytes)
      return (page.all(...span) as RawRow[]).map((row) => toEvent(row, base))
    const events: StoredEvent[] = []
    let units = 0
    for (const row of page.iterate(...span) as Iterable<RawRow>) {
      const event = toEvent(row, base)
      events.push(event)
      units += eventUnits(event)
      if (units >= sliceUnits) break
    }
    return events
  }

  return {
    run: (run) => {
      const stored = reader.run(run)
      if (stored === null) throw gone(run)
      return stored
    },
    attempts: (run) => reader.attempts(run),
    gaps: (run) => reader.gaps(run),
    transitions: (run) => reader.transitions(run, Number.MAX_SAFE_INTEGER),
    alerts: (run) => reader.alerts({ ...anyAlert, run }).reverse(),
    times: (run) => times.all(eventKey(run, 0), eventKey(run + 1, 0)).map(Number),
    blocks: createBlockReader(db).blocks,
    *events(run, ranges) {
      for (const [first, last] of ranges) {
        let next = first
        while (next <= last) {
          const events = slice(run, next, last)
          const end = events.at(-1)
          if (end === undefined) throw gone(run)
          yield events
          next = end.seq + 1
        }
      }
    },
    written: createWrittenLines(db),
    close: reader.close,
  }
}

/** Written only by this program, and read by the million: checked where they are written. */
type RawRow = readonly [
  key: number,
  attempt: number,
  at: number,
  name: string | Uint8Array,
  id: string | Uint8Array | null,
  data: string | Uint8Array,
  flags: number,
  trueSize: number | null,
  raw: Uint8Array | null,
]

function toEvent(
  [key, attempt, at, name, id, data, flags, trueSize, raw]: RawRow,
  base: number,
): StoredEvent {
  return {
    seq: key - base,
    attempt,
    at,
    name: unpackText(name),
    id: id === null ? null : unpackText(id),
    data: unpackText(data),
    flags,
    trueSize,
    raw,
  }
}

function gone(run: number): RunlightError {
  return new RunlightError('not-found', `Run ${run} was removed while it was exported: nothing was written.`)
}
