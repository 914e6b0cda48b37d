// Selected events as text to paste: readable lines, or one JSON object per line. Pure.

import { isoTime } from '../../../core/basics/times.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { formatDate, formatTimeMs, formatZoneShort } from '../../ui/format-time.ts'
import { oneLine } from '../data/one-line.ts'

export type CopyForm = 'text' | 'json'

/** The rows as text; their data must be complete. */
export function copyText(rows: readonly EventRow[], form: CopyForm): string {
  return rows.map(form === 'text' ? formatRow : jsonRow).join('\n')
}

/** `2026-01-14 12:03:10.042 UTC+01:00  1234  status  {…}`: one line, whatever the data holds. */
function formatRow({ at, seq, name, data }: EventRow): string {
  const time = `${formatDate(at)} ${formatTimeMs(at)} ${formatZoneShort(at)}`
  return `${time}  ${seq}  ${name}  ${oneLine(data)}`.trimEnd()
}

/** Times as ISO 8601 in UTC, data as the text that was received. */
function jsonRow({ at, seq, attempt, name, id, data }: EventRow): string {
  return JSON.stringify({ seq, at: isoTime(at), attempt, name, id, data })
}
