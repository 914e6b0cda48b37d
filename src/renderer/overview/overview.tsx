// The overview of a run: what its events have said so far, one section for each sort. It draws core's vocabulary and does
// not depend on the kind.

import { type ReactElement, useCallback, useRef } from 'react'
import type { KindInfo } from '../../core/contract/contract.ts'
import type { Instant } from '../../core/figures/instant.ts'
import type { Job } from '../../core/job/job.ts'
import { isOfModel } from '../../core/job/model.ts'
import { readAs } from '../../core/reader/with-readers.ts'
import { beganAt } from '../../core/run/began-at.ts'
import { clientWhole } from '../../core/run/client-name.ts'
import { isClientsEnd } from '../../core/run/clients-end.ts'
import { isUnreached } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished } from '../../core/run/states.ts'
import { useDesk, useKind } from '../desk/desk-context.ts'
import { isLongJob } from '../desk/long-job.ts'
import { type Polled, usePolled } from '../desk/use-polled.ts'
import { PassedChecks } from './checks.tsx'
import { EmptyOverview } from './empty-overview.tsx'
import { type Fact, Facts } from './facts.tsx'
import { Headline } from './headline.tsx'
import { Items } from './items.tsx'
import { Outcome } from './outcome.tsx'
import { ReadAsPart, ReadingOffer, useReading } from './reading.tsx'
import { Reasoning } from './reasoning.tsx'
import { RecentEvents } from './recent-events.tsx'
import { Stages } from './stages.tsx'
import { TextPart } from './text-part.tsx'
import { Tools } from './tools.tsx'

type Params = Readonly<Record<string, string>>
type Answer = { readonly job: Job; readonly params: Params }

const paceMs = 250
/** Of a job that carries much text. */
const longPaceMs = 1_000

type Props = {
  readonly run: RunSummary
  /** The run as it was, shown instead of the present; null for the present. */
  readonly then: Instant | null
  /** `then` is how it would be by another kind: what the log says of single events is not that. */
  readonly isDraft?: boolean
}

/** The overview of `run`, now or as it was. */
export function Overview({ run: present, then, isDraft = false }: Props): ReactElement {
  const { value: latest, problem } = useJob(present)
  const reading = useReading(present)
  const value = then ?? latest
  const run = then?.run ?? present
  const kind = useKind(run.kind)
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
  // Stages alone leave most of the page empty; what a model does on the way to its answer does not.
  const isSparse = job.text === null && job.items.length === 0 && !isOfModel(job)
  const facts = <Facts title="Facts" facts={job.facts} />
  const asked = <Facts title="Asked for" facts={askedFor(run, kind, params)} />
  return (
    <div
      ref={scroller}
      data-arrows
      data-tab-focus
      data-wheel-focus
      tabIndex={-1}
      className="@container/overview h-full overflow-y-auto pane-focus [overflow-anchor:none]"
    >
      <div className="flex flex-col gap-5 px-5 pt-3 pb-10 @max-[400px]/overview:px-3">
        {!isUnreached(run) && (
          <Outcome
            job={job}
            generates={run.generates}
            isTapped={run.tapped !== undefined}
            isClientsEnd={isClientsEnd(run)}
            past={then !== null || run.imported !== null}
          />
        )}
        {then === null && <ReadingOffer run={present} reading={reading} />}
        <Headline run={run} job={job} past={then !== null} />
        {run.events === 0 ? (
          <>
            <EmptyOverview run={run} />
            {asked}
          </>
        ) : (
          <div className="grid grid-cols-1 gap-x-8 gap-y-5 @min-[820px]/overview:grid-cols-[minmax(0,1fr)_272px]">
            <div className="flex min-w-0 flex-col gap-5">
              <Stages job={job} />
              {isSparse && facts}
              {isSparse && !isDraft && <RecentEvents run={run} upTo={then?.seq ?? run.events} />}
              <Reasoning job={job} unfinished={unfinished} />
              <Tools job={job} began={beganAt(run)} unfinished={unfinished} />
              {job.text !== null && <TextPart text={job.text} unfinished={unfinished} />}
              <Items
                items={job.items}
                total={job.counts.items}
                over={isFinished(job.state)}
                scroller={scroller}
              />
            </div>
            <div className="flex min-w-0 flex-col gap-5">
              <PassedChecks checks={job.checks} />
              {!isSparse && facts}
              {reading !== null && then === null && <ReadAsPart run={present} reading={reading} />}
              {asked}
            </div>
          </div>
        )}
      </div>
    </div>
  )
}

/** Whom and when, and the parameters under the names of the form's fields. */
function askedFor(run: RunSummary, kind: KindInfo | undefined, params: Params): readonly Fact[] {
  return [
    ...Object.entries(params)
      // It has a part of its own, where it can be changed.
      .filter(([name]) => name !== readAs.name)
      .map(([name, value]) => ({
        name: kind?.fields.find((field) => field.name === name)?.label ?? name,
        value,
      })),
    { name: 'Kind', value: kind?.label ?? run.kind },
    { name: 'Server', value: run.server },
    ...(run.tapped === undefined ? [] : [{ name: 'Client', value: clientWhole(run.tapped.client) }]),
    { name: 'Added', value: new Date(run.createdAt).toISOString() },
  ]
}

function useJob(run: RunSummary): Polled<Answer> {
  const { client } = useDesk()
  const { id } = run
  const ask = useCallback(() => client.call('runs.job', { run: id }), [client, id])
  const version = `${run.events} ${run.job.state} ${run.connection.state} ${run.readAgain ?? 0}`
  return usePolled<Answer>(ask, version, (latest) =>
    latest !== null && isLongJob(latest.job) ? longPaceMs : paceMs,
  )
}
