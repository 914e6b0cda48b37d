// The key figures of a run. Each has its position from the start, so that nothing moves when a number arrives.

import type { ReactElement, ReactNode } from 'react'
import { formatBytes, formatClock, formatDuration } from '../../core/basics/quantities.ts'
import type { Job } from '../../core/job/job.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useKind } from '../desk/desk-context.ts'

type Props = {
  readonly run: RunSummary
  readonly job: Job
  /** The run is shown as it was; the number of bytes at that time is not stored. */
  readonly past: boolean
}

/** The line of figures. */
export function Figures({ run, job, past }: Props): ReactElement {
  const first = job.firstContentAt ?? job.firstEventAt
  const firstName = job.firstContentAt === null ? 'First event after' : 'First content after'
  return (
    <dl className="tabular-nums grid grid-cols-2 gap-x-6 gap-y-4 @min-[520px]/overview:grid-cols-4">
      <Usual run={run} />
      <Figure name={firstName}>{first === null ? null : formatDuration(first - run.createdAt)}</Figure>
      <Figure name="Events" note={formatExtras(run)}>
        {run.events.toLocaleString('en-US')}
      </Figure>
      <Figure name="Received" note={past ? 'known for the whole run' : null}>
        {past ? null : formatBytes(run.bytes)}
      </Figure>
    </dl>
  )
}

/** The usual duration, and from how many runs it is known. */
function Usual({ run }: { readonly run: RunSummary }): ReactElement {
  const usual = useKind(run.kind)?.usual ?? null
  const note = usual === null ? 'known after three runs' : `median of ${usual.count} runs`
  return (
    <Figure name="Usually takes" note={note}>
      {usual === null ? null : formatClock(usual.p50Ms)}
    </Figure>
  )
}

/** Repeats, late and unreadable events; null where there are none. */
function formatExtras({ repeats, late, unreadable }: RunSummary): string | null {
  const parts = [
    repeats > 0 ? `${repeats.toLocaleString('en-US')} ${repeats === 1 ? 'repeat' : 'repeats'}` : '',
    late > 0 ? `${late.toLocaleString('en-US')} late` : '',
    unreadable > 0 ? `${unreadable.toLocaleString('en-US')} unreadable` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(', ')
}

function Figure({
  name,
  note = null,
  children,
}: {
  readonly name: string
  readonly note?: string | null
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-tiny">{name}</dt>
      <dd className="selectable truncate font-medium text-large leading-6">{children ?? '–'}</dd>
      <dd className="h-4 truncate text-ink-3 text-tiny">{note}</dd>
    </div>
  )
}
