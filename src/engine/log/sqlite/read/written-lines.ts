// The lines of a transcript as SQLite writes them itself: events of many rows come as one piece of bytes, in a third of the time
// that it takes to read each and to write it. What SQLite would not write as `eventLines` does is left to that: texts that are
// kept as UTF-16, raw bytes, data that is long.

import type Database from 'better-sqlite3'
import { flags } from '../../../../core/log/flags.ts'
import type { WrittenLines } from '../../log-export.ts'
import { eventKey } from '../rows/keys.ts'

/** Events that are written at once, if they are not large. */
const atOnce = 256
/** Bytes of texts in them; a longer event is left to `eventLines`. */
const mostBytes = 2 ** 19

/** `,"flags":["ping"]`, as `eventLines` has it. */
const flagsPart = `CASE flags WHEN 0 THEN '' ELSE concat(',"flags":[', substr(concat(${Object.entries(flags)
  .map(([name, bit]) => `iif(flags & ${bit}, ',"${name}"', '')`)
  .join(', ')}), 2), ']') END`

const line = `concat('{"type":"event","seq":', key - ?, ',"at":', at, ',"attempt":', attempt, ',"name":', json_quote(name),
  iif(event_id IS NULL, '', concat(',"id":', json_quote(event_id))), ',"data":', json_quote(data), ${flagsPart}, '}', char(10))`

const span = '(SELECT * FROM events WHERE key >= ? AND key <= ? ORDER BY key)'

/** Gives the function that writes the next events from `from` up to `to`, some hundreds at most; null where it leaves them to others. */
export function createWrittenLines(
  db: Database.Database,
): (run: number, from: number, to: number) => WrittenLines | null {
  const look = db
    .prepare(
      `SELECT count(*), total(octet_length(data) + octet_length(name) + ifnull(octet_length(event_id), 0)),
         total(true_size IS NOT NULL OR raw IS NOT NULL OR typeof(data) <> 'text' OR typeof(name) <> 'text'
           OR typeof(event_id) = 'blob')
       FROM events WHERE key >= ? AND key <= ?`,
    )
    .raw()
  const write = db.prepare(`SELECT CAST(group_concat(${line}, '') AS BLOB) FROM ${span}`).pluck()
  const texts = db
    .prepare(
      `SELECT concat_ws(char(10), name, event_id, data) FROM events WHERE key >= ? AND key <= ? ORDER BY key`,
    )
    .pluck()

  return (run, from, to) => {
    const last = Math.min(to, from + atOnce - 1)
    const keys = [eventKey(run, from), eventKey(run, last)] as const
    const [events, bytes, odd] = look.get(...keys) as [number, number, number]
    if (events !== last - from + 1 || bytes > mostBytes || odd > 0) return null
    return {
      events,
      texts: () => texts.all(...keys) as string[],
      bytes: (first, last) =>
        // The base is an integer, which a number would not be.
        write.get(
          BigInt(eventKey(run, 0)),
          eventKey(run, first),
          eventKey(run, last),
        ) as Uint8Array<ArrayBuffer>,
    }
  }
}
