// The run that `#33` names, above what is found: it is what the person most often wants.

import { CornerDownLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { numberMeant } from '../../core/query/number-meant.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import { useDesk, useRun } from '../desk/desk-context.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The button that opens it; nothing where `query` names no run that is here. */
export function RunByNumber({ query }: { readonly query: string }): ReactElement | null {
  const { actions } = useDesk()
  const run = useRun(numberMeant(query) ?? 0)
  if (run === undefined) return null
  return (
    <button
      type="button"
      onClick={() => actions.open(run.id)}
      className="flex h-10 shrink-0 items-center gap-2.5 border-line border-b px-5 text-left hover:bg-hover"
    >
      <CornerDownLeft aria-hidden="true" size={14} className="shrink-0 text-accent" />
      <span className="shrink-0 text-ink-2">Open run {run.id}</span>
      <UntrustedText text={run.title} className="min-w-0 flex-1 truncate font-medium" />
      <span className="flex shrink-0 items-center gap-1.5 text-ink-2 text-small">
        <JobGlyph state={run.job.state} percent={run.job.percent} />
        {jobWordOf(run)}
      </span>
      <Kbd keys="↵" />
    </button>
  )
}
