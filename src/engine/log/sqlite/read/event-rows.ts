// Events as rows, whole, and pages of them.

import type Database from 'better-sqlite3'
import { eventUnits } from '../../../../core/log/event-units.ts'
import type { EventRow } from '../../../../core/run/run.ts'
import { pageUnits } from '../../shown/listed-row.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { rowSchema } from '../rows/row-schemas.ts'
import { unpackText } from '../rows/text.ts'

/** The columns that `toRow` reads. */
export const wholeRow = 'key, attempt, at, name, event_id, data, flags, true_size'
/** The events of a run: takes the first key, and one past the last. */
export const rowSpan = 'FROM events WHERE key >= ? AND key < ?'

/** What `statement` gives of `run` from event `from` on: at most `limit` rows, and fewer where they are large. */
export function pageOf(
  statement: Database.Statement,
  run: number,
  from: number,
  limit: number,
  toEventRow: (stored: unknown) => EventRow,
): EventRow[] {
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

export function toRow(row: unknown): EventRow {
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
