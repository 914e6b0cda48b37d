// Events as CSV (RFC 4180): comma, CRLF, quotes doubled. A cell that a spreadsheet would take for a formula gets a
// leading apostrophe (documented in docs/transcript.md).

import { isoTime } from '../basics/times.ts'
import type { EventRow } from '../run/run.ts'
import { flagNames } from './write-lines.ts'

const csvColumns = [
  'run',
  'kind',
  'title',
  'seq',
  'time',
  'attempt',
  'name',
  'id',
  'flags',
  'size',
  'data',
  'redacted',
] as const

/**
 * How a cell begins that becomes a formula in one spreadsheet or another: white space and what has no width are passed over by
 * some, and full-width and small forms are the same signs to those of East Asia.
 */
const formula = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫−])/u

/** One cell: quoted where it must be, and never a formula. */
export function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function csvHead(): string {
  return `${csvColumns.join(',')}\r\n`
}

/** The cells that all rows of a run begin with. */
export function csvRunCells(run: {
  readonly uid: string
  readonly kind: string
  readonly title: string
}): string {
  return `${csvCell(run.uid)},${csvCell(run.kind)},${csvCell(run.title)}`
}

/** One record. `redacted` is how many places of it were replaced. */
export function csvRow(runCells: string, event: EventRow, redacted: number): string {
  const { seq, at, attempt, name, id, data, flags, size } = event
  const cells = [
    String(seq),
    isoTime(at),
    String(attempt),
    csvCell(name),
    id === null ? '' : csvCell(id),
    flagNames(flags).join(' '),
    String(size),
    csvCell(data),
    String(redacted),
  ]
  return `${runCells},${cells.join(',')}\r\n`
}
