// A row as a list carries it: its data is cut, and its message is made of the whole of it.

import type { EventRow } from '../../../core/run/run.ts'
import type { RowMessages } from './row-messages.ts'

/** The longest data a row of a list carries, in UTF-16 units; `events.get` gives the whole. */
const rowDataLimit = 2_000
/** Of a name or an id of more bytes than this, a row of a list carries the first `labelShown` characters. */
export const labelBytes = 2_000
export const labelShown = 500
/** Of the text that several events make together, UTF-16 units. */
export const longestText = 200_000
/** UTF-16 units of whole events that a page holds, but for its last one: an event alone may have 16 MiB. */
export const pageUnits = 2 ** 21

/** `row`, whose labels are cut already, for a list. */
export function toListed(row: EventRow, told: RowMessages): EventRow {
  const message = told.messageOf(row)
  const data = row.data.slice(0, rowDataLimit)
  return message === null || message === row.data ? { ...row, data } : { ...row, data, message }
}

/** Only a run with a text has pieces to join; a model's reasoning comes with what it used. */
export function hasPieces(
  job: { readonly textLength: number; readonly usage?: unknown; readonly reader?: unknown } | undefined,
): boolean {
  return job !== undefined && (job.textLength > 0 || job.usage !== undefined || job.reader !== undefined)
}
