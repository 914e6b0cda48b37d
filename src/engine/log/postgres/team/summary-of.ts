// A run's summary as it is shown: what its collector stored, and what people have put on it, which is kept apart so that
// neither overwrites the other; and who has it.

import type { RunSummary } from '../../../../core/run/run.ts'
import type { Row } from '../base/statements.ts'

/** What `summaryOf` reads, of `runlight.runs`. A collector whose place was closed has nothing. */
export const summaryColumns = `id, summary, marks, space, wanted, (SELECT m.name FROM runlight.members m
    WHERE m.id = owner AND m.epoch = owner_epoch AND NOT m.closed) AS collector`

/** Of a row with `summaryColumns`. */
export function summaryOf({ id, summary, marks, space, wanted, collector }: Row): RunSummary {
  // Both were written by a process of this log.
  const stored = JSON.parse(String(summary)) as RunSummary
  const put = JSON.parse(String(marks)) as Partial<Pick<RunSummary, 'title' | 'marks'>>
  const team = {
    space: Number(space),
    collector: typeof collector === 'string' ? collector : null,
    wanted: wanted === true,
  }
  return { ...stored, ...put, id: Number(id), team }
}
