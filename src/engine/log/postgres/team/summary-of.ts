// A run's summary as it is shown: what its collector stored, and what people have put on it, which is kept apart so that
// neither overwrites the other.

import type { RunSummary } from '../../../../core/run/run.ts'
import type { Row } from '../base/statements.ts'

/** Of a row with `id`, `summary` and `marks`. */
export function summaryOf({ id, summary, marks }: Row): RunSummary {
  // Both were written by a process of this log.
  const stored = JSON.parse(String(summary)) as RunSummary
  const put = JSON.parse(String(marks)) as Partial<Pick<RunSummary, 'title' | 'marks'>>
  return { ...stored, ...put, id: Number(id) }
}
