// The large figure of a run: how long its job takes.

import type { ReactElement } from 'react'
import { tookNote } from '../../core/job/took.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useKind, useNow } from '../desk/desk-context.ts'
import { durationWords, formatRunTime } from '../ui/format-run.ts'

/** The time of the job, which goes on while it runs. */
export function Elapsed({ run }: { readonly run: RunSummary }): ReactElement {
  const now = useNow()
  const usual = useKind(run.kind)?.usual ?? null
  const { elapsed, hint } = formatRunTime(run, usual, now)
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-ink-2">
      {durationWords[run.job.state]}
      <span className="font-semibold text-hero text-ink tracking-[-0.02em]">{elapsed}</span>
      {hint ?? tookNote(run.job)}
    </p>
  )
}
