// What has passed through a tap since Runlight was started, and the last request that it could not pass on.

import type { ReactElement } from 'react'
import type { TapCounts } from '../../core/contract/calls/taps.ts'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Count = Exclude<keyof TapCounts, 'lastRefusal'>

const counted: readonly (readonly [Count, string, string])[] = [
  ['requests', 'Requests', 'All that applications asked here since Runlight was started'],
  ['streams', 'Streams', 'Answers that are streams: each is a run on the board'],
  ['others', 'Other answers', 'Answers that are none: passed on and counted'],
  ['refused', 'Refused', 'Requests that could not be passed on, answered by Runlight itself'],
  ['unrecorded', 'Not recorded', 'Streams, or parts of them, that were passed on and are in no run'],
]

/** The counts. */
export function CountsPart({ counts }: { readonly counts: TapCounts }): ReactElement {
  return (
    <section aria-label="What has passed">
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(5.25rem,1fr))] gap-x-2 gap-y-2.5">
        {counted.map(([name, words, title]) => (
          <div key={name} title={title} className="flex min-w-0 flex-col-reverse">
            <dt className="text-ink-3 text-tiny">{words}</dt>
            <dd className={`font-medium text-large tabular-nums ${ink(name, counts)}`}>
              {counts[name].toLocaleString('en-US')}
            </dd>
          </div>
        ))}
      </dl>
      <p className="selectable mt-1.5 text-ink-3 text-small [overflow-wrap:anywhere]">
        <LastRefusal counts={counts} />
      </p>
    </section>
  )
}

function LastRefusal({ counts: { lastRefusal, requests } }: { readonly counts: TapCounts }): ReactElement {
  if (lastRefusal === null)
    return <>{requests === 0 ? 'Nothing was asked here since Runlight was started.' : ''}</>
  return (
    <>
      Last refused at <Time at={lastRefusal.at} className="tabular-nums" /> with {lastRefusal.status}:{' '}
      <UntrustedText text={lastRefusal.cause} />
    </>
  )
}

function ink(name: Count, counts: TapCounts): string {
  if (counts[name] === 0) return 'text-ink-3'
  return name === 'refused' || name === 'unrecorded' ? 'text-warn' : 'text-ink'
}
