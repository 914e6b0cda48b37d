// The types of alerts that runs ever had, as rows say them.

import { type AlertType, alertTypes } from '../../../../core/run/attention.ts'
import type { HadByRun } from '../../shown/attended.ts'
import type { Row } from '../base/statements.ts'

/** Null for a type that this Runlight does not know. */
function typeOf(word: unknown): AlertType | null {
  return alertTypes.find((one) => one === word) ?? null
}

export function hadByRun(rows: readonly Row[]): HadByRun {
  const types = new Map<number, Set<AlertType>>()
  for (const { run, type: word } of rows) {
    const type = typeOf(word)
    if (type !== null) types.set(Number(run), (types.get(Number(run)) ?? new Set()).add(type))
  }
  return types
}
