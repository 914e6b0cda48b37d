// A run's summary as two columns: what its collector says, and what people have put on it, which hubs and collectors write
// alike and neither must overwrite for the other.

import { z } from 'zod'
import { marksSchema, type RunSummary, runSummarySchema } from '../../../../core/run/run.ts'
import type { Row } from '../base/statements.ts'

/** The column `summary`: JSON. What alerts ask for is read from the alerts, and who has the run from its row. */
export function summaryColumn(summary: Omit<RunSummary, 'id'>): string {
  const { marks: _, attention: __, team: ___, ...rest } = summary
  return JSON.stringify(rest)
}

/** The column `marks`: JSON. The same marks are always the same text. */
export function marksColumn({ title, marks }: Pick<RunSummary, 'title' | 'marks'>): string {
  const sorted = Object.entries(marks).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify({ title, marks: Object.fromEntries(sorted) })
}

const marksColumnSchema = z.object({ title: z.string(), marks: marksSchema })

/** The summary of a row with `id`, `summary` and `marks`. Throws a ZodError where it is damaged. */
export function summaryIn({ id, summary, marks }: Row): RunSummary {
  const put = marksColumnSchema.parse(JSON.parse(String(marks)))
  return runSummarySchema.parse({ ...JSON.parse(String(summary)), ...put, id })
}
