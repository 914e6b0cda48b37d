// One event as a line of JSON, the same wherever it is printed: its data whole and exactly as received. What an event
// means is not said here; that is its kind's business.

import { isoTime } from '../../core/basics/times.ts'
import { flags } from '../../core/log/flags.ts'
import type { EventRow } from '../../core/run/run.ts'
import { jsonLine } from '../terminal/json-line.ts'

/** `size` is there only where the event was longer than Runlight keeps: its true length in UTF-16 units. */
export function eventLine({ seq, at, attempt, name, id, data, size, flags: bits }: EventRow): string {
  const cut = (bits & flags.truncated) === 0 ? {} : { truncated: true, size }
  const noData = (bits & flags.noData) === 0 ? {} : { noData: true }
  const bareLine = (bits & flags.bareLine) === 0 ? {} : { bareLine: true }
  const cutOff = (bits & flags.cutOff) === 0 ? {} : { cutOff: true }
  return jsonLine({
    type: 'event',
    seq,
    at: isoTime(at),
    attempt,
    name,
    id,
    data,
    ...cut,
    ...noData,
    ...cutOff,
    ...bareLine,
  })
}
