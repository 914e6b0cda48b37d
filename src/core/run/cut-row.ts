// Whether a row of the log is the whole of its event.

import type { EventRow } from './run.ts'

/** Whether there is more of the event than the row holds. */
export function isCutRow(row: EventRow): boolean {
  return row.data.length < row.size || row.nameSize !== undefined || row.idSize !== undefined
}
