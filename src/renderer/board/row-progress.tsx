// The progress of a job on its row: a bar where the server gives a percentage, the stages where it names them, else the
// output so far. All bars have one length and one place, so that they can be compared.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useKind, useTimed } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { formatOutput, formatUsual, usualOf } from '../ui/format-run.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { shownProgress } from './shown-progress.ts'
import { CurrentStage, StageTrail } from './stage-trail.tsx'

type Props = { readonly run: RunSummary }

/** The bar, or what stands in its place. */
export function RowBar({ run }: Props): ReactElement | null {
  const { job } = run
  switch (shownProgress(run).bar) {
    case 'percent':
      return job.percent === null ? null : <UsualBar run={run} percent={job.percent} />
    case 'stages':
      return <StageTrail job={job} />
    case 'output':
      return <UntrustedText text={formatOutput(job) ?? ''} className="truncate text-ink-3 text-small" />
    case null:
      return null
  }
}

/** The bar, with a band where runs of the kind usually are by now. */
function UsualBar({ run, percent }: Props & { readonly percent: number }): ReactElement {
  const usual = useKind(run.kind)?.usual ?? null
  const from = useTimed((now) => usualOf(run, usual, now)?.from ?? null)
  const to = useTimed((now) => usualOf(run, usual, now)?.to ?? null)
  const bar = <ProgressBar percent={percent} state={run.job.state} className="relative w-full" />
  if (usual === null || from === null || to === null) return bar
  return (
    <span title={formatUsual(usual, { from, to })} className="relative flex h-3 w-full items-center">
      <span
        aria-hidden="true"
        className="absolute inset-y-0 min-w-0.5 rounded-sm bg-press ring-1 ring-line"
        style={{ left: `${from}%`, width: `${to - from}%` }}
      />
      {bar}
      <span className="sr-only">
        usually {from}–{to} %
      </span>
    </span>
  )
}

/** `62 %`, at the right of its column. */
export function RowPercent({ run }: Props): ReactElement {
  return (
    <span
      title={run.job.raw === null ? undefined : `The server said ${run.job.raw}`}
      className={cx(
        'block w-11 text-right text-small tabular-nums',
        isSettled(run.connection.state) ? 'text-ink-3' : 'text-ink-2',
      )}
    >
      {shownProgress(run).percent}
    </span>
  )
}

/** `8/13`. */
export function RowCount({ run }: Props): ReactElement {
  const { count } = shownProgress(run)
  return (
    <span title={count ?? undefined} className="block truncate text-ink-3 text-small tabular-nums">
      {count}
    </span>
  )
}

/** All of it in a few words, for a card: a short bar, the percentage and the count, or the present stage. */
export function CardProgress({ run }: Props): ReactElement | null {
  const { job } = run
  const { bar, percent, count } = shownProgress(run)
  if (bar === 'stages') return <CurrentStage job={job} />
  if (bar === 'output')
    return (
      <UntrustedText
        text={formatOutput(job) ?? ''}
        className="max-w-36 shrink-0 truncate text-ink-3 text-small tabular-nums"
      />
    )
  if (percent === null && count === null) return null
  return (
    <span className="flex shrink-0 items-center gap-2 text-small tabular-nums">
      {bar === 'percent' && job.percent !== null && (
        <ProgressBar percent={job.percent} state={job.state} className="w-16 @max-[420px]/board:hidden" />
      )}
      {percent !== null && <span className="text-ink-2">{percent}</span>}
      {count !== null && <span className="text-ink-3 @max-[420px]/board:hidden">{count}</span>}
    </span>
  )
}
