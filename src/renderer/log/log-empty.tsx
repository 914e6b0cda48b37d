// What stands in place of rows: why there are none, and what would bring some. It asks the engine for the reason only where
// a query hides them.

import { type ReactElement, useEffect, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Output, RowFilter } from '../../core/contract/contract.ts'
import { withoutPart } from '../../core/query/explain.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { whyEmpty } from './empty-log.ts'

type Props = {
  readonly run: RunSummary
  readonly filter: RowFilter
  /** All rows were looked at. */
  readonly complete: boolean
  readonly onQuery: (query: string) => void
  readonly onPings: () => void
}

/** The words. */
export function LogEmpty({ run, filter, complete, onQuery, onPings }: Props): ReactElement {
  return (
    <div className="absolute inset-x-8 top-14 flex flex-col items-center gap-3 text-center text-ink-3">
      {filter.query === '' || run.events === 0 ? (
        <p>{whyEmpty(run, filter.pings)}</p>
      ) : !complete ? (
        <p>Looking through {formatCount(run.events, 'event')}; nothing fits so far.</p>
      ) : (
        <FilteredOut run={run} filter={filter} onQuery={onQuery} onPings={onPings} />
      )}
    </div>
  )
}

type Why = {
  readonly pings: number
  readonly said: Output<'search.why'> | null
  readonly problem: string | null
}

function FilteredOut({ run, filter, onQuery, onPings }: Omit<Props, 'complete'>): ReactElement {
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
        if (total > 0) return { pings: total, said: null, problem: null }
      }
      const said = await client.call('search.why', { query, within: id })
      return { pings: 0, said, problem: null }
    }
    ask().then(
      (answer) => !stopped && setWhy(answer),
      (thrown) => !stopped && setWhy({ pings: 0, said: null, problem: errorMessage(thrown) }),
    )
    return () => {
      stopped = true
    }
  }, [client, id, query, pings])

  if (why === null) return <p className="animate-late">Nothing fits. Looking for the reason…</p>
  if (why.pings > 0) {
    return (
      <>
        <p>All {formatCount(why.pings, 'event')} that fit are pings, and pings are hidden.</p>
        <Button onClick={onPings}>Show pings</Button>
      </>
    )
  }
  const parts = why.said?.parts ?? []
  const empty = parts.filter((part) => part.alone === false)
  return (
    <>
      <p className="max-w-120 text-ink-2">
        <UntrustedText text={why.problem ?? why.said?.sentence ?? ''} />
      </p>
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
