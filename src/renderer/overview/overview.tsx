// The overview of a run: what its events have said so far, one section for each sort. It draws core's vocabulary and does
// not depend on the kind.

import { type ReactElement, useCallback, useRef } from 'react'
import type { Instant } from '../../core/figures/instant.ts'
import type { Job } from '../../core/job/job.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished } from '../../core/run/states.ts'
import { useDesk } from '../desk/desk-context.ts'
import { type Polled, usePolled } from '../desk/use-polled.ts'
import { PassedChecks } from './checks.tsx'
import { EmptyOverview } from './empty-overview.tsx'
import { Facts } from './facts.tsx'
import { Figures } from './figures.tsx'
import { Items } from './items.tsx'
import { Outcome } from './outcome.tsx'
import { Stages } from './stages.tsx'
import { TextPart } from './text-part.tsx'

type Params = Readonly<Record<string, string>>
type Answer = { readonly job: Job; readonly params: Params }

const paceMs = 250
/** Longer texts (UTF-16 units) take long to transfer and to lay out. */
const longText = 200_000
const longPaceMs = 1_000

type Props = {
  readonly run: RunSummary
  /** The run as it was, shown instead of the present; null for the present. */
  readonly then: Instant | null
}

/** The overview of `run`, now or as it was. */
export function Overview({ run: present, then }: Props): ReactElement {
  const { value: latest, problem } = useJob(present)
  const value = then ?? latest
  const run = then?.run ?? present
  const scroller = useRef<HTMLDivElement>(null)
  if (value === null) {
    return (
      <p className="animate-late px-5 py-10 text-center text-ink-3">
        {problem ?? 'Reading the run from the log…'}
      </p>
    )
  }
  const { job, params } = value
  const unfinished = job.state === 'processing' || job.state === 'pending'
  const main = job.text !== null || job.items.length > 0 || job.stages.length > 0
  const aside = job.checks.length > 0 || job.facts.length > 0 || Object.keys(params).length > 0
  return (
    <div
      ref={scroller}
      data-arrows
      data-tab-focus
      tabIndex={-1}
      className="@container/overview h-full overflow-y-auto outline-none [overflow-anchor:none]"
    >
      <div className="flex flex-col gap-6 px-5 pt-4 pb-10">
        <Outcome job={job} generates={run.generates} past={then !== null || run.imported !== null} />
        <Figures run={run} job={job} past={then !== null} />
        {!main && <EmptyOverview run={run} job={job} />}
        <div className="grid grid-cols-1 gap-x-8 gap-y-6 @min-[820px]/overview:grid-cols-[minmax(0,1fr)_272px]">
          <div className="flex min-w-0 flex-col gap-6">
            <Stages job={job} />
            {job.text !== null && <TextPart text={job.text} unfinished={unfinished} />}
            <Items
              items={job.items}
              total={job.counts.items}
              over={isFinished(job.state)}
              scroller={scroller}
            />
          </div>
          {aside && (
            <div className="flex min-w-0 flex-col gap-6">
              <PassedChecks checks={job.checks} />
              <Facts title="Facts" facts={job.facts} />
              <Facts
                title="Asked for"
                facts={Object.entries(params).map(([name, text]) => ({ name, value: text }))}
              />
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

function useJob(run: RunSummary): Polled<Answer> {
  const { client } = useDesk()
  const { id } = run
  const ask = useCallback(() => client.call('runs.job', { run: id }), [client, id])
  const version = `${run.events} ${run.job.state} ${run.connection.state}`
  return usePolled<Answer>(ask, version, (latest) =>
    latest !== null && (latest.job.text?.length ?? 0) > longText ? longPaceMs : paceMs,
  )
}
