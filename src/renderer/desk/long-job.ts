// Jobs that carry much text take long to transfer and to lay out: they are asked for less often.

import type { Job } from '../../core/job/job.ts'

/** UTF-16 units. */
const longText = 200_000

/** Whether `job` carries much: its text, a model's reasoning, what its tools were given and gave back. */
export function isLongJob({ text, reasoning, tools = [] }: Job): boolean {
  const units = tools.reduce((sum, { args, result }) => sum + args.length + (result?.length ?? 0), 0)
  return units + (text?.content.length ?? 0) + (reasoning?.content.length ?? 0) > longText
}
