// One run's summary, whether the board comes in one page or in many.

import type { RunSummary } from '../../core/run/run.ts'
import type { Call } from '../host/caller.ts'

/** Null where there is no such run. */
export async function runWith(call: Call, run: number): Promise<RunSummary | null> {
  const first = await call('runs.snapshot', {})
  const found = first.runs.find(({ id }) => id === run)
  if (found !== undefined || first.next === null || first.next <= run) return found ?? null
  // A page holds the runs right below the number that it is asked for.
  const { runs } = await call('runs.page', { before: run + 1 })
  return runs.find(({ id }) => id === run) ?? null
}
