// The one large figure of the overview, how long the job takes, and the rest in one compact line. Of what is not known,
// nothing is shown.

import type { ReactElement } from 'react'
import { formatBytes, formatCount, formatMs } from '../../core/basics/quantities.ts'
import type { Job } from '../../core/job/job.ts'
import { firstTokenAt } from '../../core/job/model.ts'
import { formatTook } from '../../core/job/took.ts'
import { beganAt } from '../../core/run/began-at.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useKind, useNow } from '../desk/desk-context.ts'
import { formatRunTime } from '../ui/format-run.ts'
import { Elapsed } from './elapsed.tsx'
import { Figure } from './figure.tsx'
import { ModelLine } from './model-line.tsx'

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
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1 tabular-nums">
        <Elapsed run={run} />
        <dl className="selectable flex min-w-0 flex-wrap gap-x-5 gap-y-0.5 text-small">
          {firsts(job).map(({ name, at }) => (
            <Figure key={name} name={name}>
              {formatMs(Math.max(0, at - beganAt(run)))}
            </Figure>
          ))}
          <Figure name="Events" note={formatExtras(run)}>
            {run.events.toLocaleString('en-US')}
          </Figure>
          {!past && <Figure name="Received">{formatBytes(run.bytes)}</Figure>}
          {!past && run.tapped !== undefined && run.tapped.unrecorded > 0 && (
            <Figure name="Not recorded" note="passed on">
              {formatBytes(run.tapped.unrecorded)}
            </Figure>
          )}
          {usual !== null && !isSaid && (
            <Figure name="Usually" note={`median of ${formatCount(usual.count, 'run')}`}>
              {formatTook(usual.p50Ms)}
            </Figure>
          )}
        </dl>
      </div>
      <ModelLine job={job} />
    </div>
  )
}

/** What a person waited for: the content, and a model's first token where that was another; before both, the first event. */
function firsts(job: Job): readonly { readonly name: string; readonly at: number }[] {
  const [token, content] = [firstTokenAt(job), job.firstContentAt]
  const found = [
    ...(token === null ? [] : [{ name: 'First token after', at: token }]),
    ...(content === null || content === token ? [] : [{ name: 'First content after', at: content }]),
  ]
  if (found.length > 0 || job.firstEventAt === null) return found
  return [{ name: 'First event after', at: job.firstEventAt }]
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
