// The one large figure of the overview, how long the job takes, and the rest in one compact line. Of what is not known,
// nothing is shown.

import type { ReactElement, ReactNode } from 'react'
import { formatBytes, formatCount, formatMs } from '../../core/basics/quantities.ts'
import type { Job } from '../../core/job/job.ts'
import { formatTook } from '../../core/job/took.ts'
import { beganAt } from '../../core/run/began-at.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useKind, useNow } from '../desk/desk-context.ts'
import { formatRunTime } from '../ui/format-run.ts'
import { Elapsed } from './elapsed.tsx'

type Props = {
  readonly run: RunSummary
  readonly job: Job
  /** The run is shown as it was; the number of bytes at that time is not stored. */
  readonly past: boolean
}

/** The headline; nothing before the first event. */
export function Headline({ run, job, past }: Props): ReactElement | null {
  const usual = useKind(run.kind)?.usual ?? null
  const { hint, slow } = formatRunTime(run, usual, useNow())
  // Without a pace of its own the headline's hint is what is usual.
  const isSaid = hint !== null && !slow && job.progress.percent === null
  if (run.job.firstEventAt === null) return null
  const first = job.firstContentAt ?? job.firstEventAt
  return (
    <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1 tabular-nums">
      <Elapsed run={run} />
      <dl className="selectable flex flex-wrap gap-x-5 gap-y-0.5 text-small">
        {first !== null && (
          <Figure name={job.firstContentAt === null ? 'First event after' : 'First content after'}>
            {formatMs(Math.max(0, first - beganAt(run)))}
          </Figure>
        )}
        <Figure name="Events" note={formatExtras(run)}>
          {run.events.toLocaleString('en-US')}
        </Figure>
        {!past && <Figure name="Received">{formatBytes(run.bytes)}</Figure>}
        {usual !== null && !isSaid && (
          <Figure name="Usually" note={`median of ${formatCount(usual.count, 'run')}`}>
            {formatTook(usual.p50Ms)}
          </Figure>
        )}
      </dl>
    </div>
  )
}

/** Repeats, late and unreadable events; null where there are none. */
function formatExtras({ repeats, late, unreadable }: RunSummary): string | null {
  const parts = [
    repeats > 0 ? formatCount(repeats, 'repeat') : '',
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
    <div className="flex items-baseline gap-1.5 whitespace-nowrap">
      <dt className="text-ink-3">{name}</dt>
      <dd className="font-medium">{children}</dd>
      {note !== null && <dd className="text-ink-3">{note}</dd>}
    </div>
  )
}
