// What an empty log shows in place of rows: the reason, and what would bring some. Asks the engine for the reason only where
// a query filters the log.

import { type ReactElement, useEffect, useMemo, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Output, RowFilter } from '../../core/contract/contract.ts'
import { withoutPart } from '../../core/query/explain.ts'
import { widerQueries } from '../../core/query/widen.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { formatEmptyLog } from './format-empty-log.ts'

type Props = {
  readonly run: RunSummary
  readonly filter: RowFilter
  /** The count is final. */
  readonly complete: boolean
  readonly onQuery: (query: string) => void
  readonly onPings: () => void
}

/** The text in place of rows. */
export function EmptyLog({ run, filter, complete, onQuery, onPings }: Props): ReactElement {
  return (
    <div className="absolute inset-x-8 top-14 flex flex-col items-center gap-3 text-center text-ink-3">
      {filter.query === '' || run.events === 0 ? (
        <p>{formatEmptyLog(run, filter.pings)}</p>
      ) : !complete ? (
        <p>Looking through {formatCount(run.events, 'event')}; nothing fits so far.</p>
      ) : (
        <NothingFits run={run} filter={filter} onQuery={onQuery} onPings={onPings} />
      )}
    </div>
  )
}

/** Words that begin with what was looked for, or have it within: offered at once, and counted as soon as that is known. */
function WiderOffers({
  run,
  filter: { pings, query },
  onQuery,
}: {
  readonly run: number
  readonly filter: RowFilter
  readonly onQuery: (query: string) => void
}): ReactElement | null {
  const { client } = useDesk()
  const offers = useMemo(() => widerQueries(query), [query])
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    let stopped = false
    for (const { query } of offers) {
      client.call('events.window', { run, filter: { pings, query }, index: 0, limit: 1 }).then(
        ({ total }) => !stopped && setCounts((known) => new Map([...known, [query, total]])),
        // An offer without a count is one all the same.
        () => undefined,
      )
    }
    return () => {
      stopped = true
    }
  }, [client, run, pings, offers])
  const found = offers.map(({ query }) => counts.get(query))
  // What has the word within is worth an offer of its own where it finds more than what begins so.
  const left = offers.filter(
    (_, i) => found[i] !== 0 && (i === 0 || found[i] === undefined || found[i] !== found[0]),
  )
  if (left.length === 0) return null
  return (
    <div className="flex flex-wrap justify-center gap-2">
      {left.map(({ query, part }) => {
        const count = counts.get(query)
        return (
          <Button key={part} onClick={() => onQuery(query)}>
            Filter by&nbsp;
            <code>
              <UntrustedText text={part} />
            </code>
            {count !== undefined && (
              <span className="font-normal text-ink-3 tabular-nums">&nbsp;{formatCount(count, 'event')}</span>
            )}
          </Button>
        )
      })}
    </div>
  )
}

type Why = {
  readonly pings: number
  readonly answer: Output<'search.why'> | null
  readonly problem: string | null
}

function NothingFits({ run, filter, onQuery, onPings }: Omit<Props, 'complete'>): ReactElement {
  const { client } = useDesk()
  const [why, setWhy] = useState<Why | null>(null)
  const { query, pings } = filter
  const { id } = run
  useEffect(() => {
    setWhy(null)
    let stopped = false
    const ask = async (): Promise<Why> => {
      if (!pings) {
        const question = { run: id, filter: { pings: true, query }, index: 0, limit: 1 }
        const { total } = await client.call('events.window', question)
        if (total > 0) return { pings: total, answer: null, problem: null }
      }
      const answer = await client.call('search.why', { query, within: id })
      return { pings: 0, answer, problem: null }
    }
    ask().then(
      (why) => !stopped && setWhy(why),
      (thrown) => !stopped && setWhy({ pings: 0, answer: null, problem: errorMessage(thrown) }),
    )
    return () => {
      stopped = true
    }
  }, [client, id, query, pings])

  const wider = <WiderOffers run={run.id} filter={filter} onQuery={onQuery} />
  if (why === null) {
    return (
      <>
        <p className="text-ink-2">Nothing in this run fits.</p>
        {wider}
      </>
    )
  }
  if (why.pings > 0) {
    return (
      <>
        <p>All {formatCount(why.pings, 'event')} that fit are pings, and pings are hidden.</p>
        <Button onClick={onPings}>Show pings</Button>
      </>
    )
  }
  const parts = why.answer?.parts ?? []
  const empty = parts.filter((part) => part.alone === false)
  return (
    <>
      <p className="max-w-120 text-ink-2">
        <UntrustedText text={why.problem ?? why.answer?.sentence ?? ''} />
      </p>
      {wider}
      <div className="flex flex-wrap justify-center gap-2">
        {empty.length < parts.length &&
          empty.map((part) => (
            <Button key={part.from} onClick={() => onQuery(withoutPart(query, part))}>
              Filter without&nbsp;
              <code>
                <UntrustedText text={query.slice(part.from, part.to)} />
              </code>
            </Button>
          ))}
        <Button variant="quiet" onClick={() => onQuery('')}>
          Show all events
        </Button>
      </div>
    </>
  )
}
