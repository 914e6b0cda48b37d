// Rows of the comparison's tables: two values and what lies between them, in words. Pure.

import { formatBytes, formatMs } from '../../core/basics/quantities.ts'
import { formatTokenRate } from '../../core/job/model.ts'

export type FactRow = {
  readonly name: string
  readonly a: string
  readonly b: string
  /** The left compared with the right: `1.2 s longer`, `same`; null where nothing can be compared. */
  readonly difference: string | null
  /** The difference is at least a tenth, or not one of numbers. */
  readonly notable: boolean
}

const notableShare = 0.1
/** What is not known. */
export const none = '–'

/** Two durations in ms side by side. */
export function durationRow(name: string, a: number | null, b: number | null): FactRow {
  return numberRow(name, a, b, formatMs, ['longer', 'shorter'])
}

/** Two counts side by side. */
export function countRow(name: string, a: number | null, b: number | null): FactRow {
  return numberRow(name, a, b, (count) => Math.round(count).toLocaleString('en-US'), ['more', 'fewer'])
}

/** Two amounts of bytes side by side. */
export function bytesRow(name: string, a: number | null, b: number | null): FactRow {
  return numberRow(name, a, b, formatBytes, ['more', 'less'])
}

/** Two rates side by side. */
export function rateRow(name: string, a: number | null, b: number | null): FactRow {
  return numberRow(name, a, b, formatTokenRate, ['more', 'fewer'])
}

function numberRow(
  name: string,
  a: number | null,
  b: number | null,
  format: (value: number) => string,
  [up, down]: readonly [string, string],
): FactRow {
  const shown = { name, a: a === null ? none : format(a), b: b === null ? none : format(b) }
  if (a === null || b === null) {
    return { ...shown, difference: unknownSide(a, b), notable: false }
  }
  const more = a - b
  if (more === 0 || shown.a === shown.b) return { ...shown, difference: 'same', notable: false }
  return {
    ...shown,
    difference: `${format(Math.abs(more))} ${more > 0 ? up : down}`,
    notable: Math.abs(more) >= notableShare * Math.max(Math.abs(a), Math.abs(b)),
  }
}

/** Two words side by side; null for one that is not known. */
export function wordRow(name: string, a: string | null, b: string | null): FactRow {
  const shown = { name, a: a ?? none, b: b ?? none }
  if (a === null || b === null) return { ...shown, difference: unknownSide(a, b), notable: false }
  return { ...shown, difference: a === b ? 'same' : 'different', notable: a !== b }
}

/** Which of two values is not known, where the other is. */
function unknownSide(a: unknown, b: unknown): string | null {
  return a === null && b === null ? null : `not known on the ${a === null ? 'left' : 'right'}`
}
