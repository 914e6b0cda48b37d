// A search without results: which part of the query finds nothing.

import type { ReactElement } from 'react'
import { withoutPart } from '../../core/query/explain.ts'
import { widerQueries } from '../../core/query/widen.ts'
import { Button } from '../ui/button.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { SearchState } from './searcher.ts'

type Props = {
  readonly state: SearchState
  readonly query: string
  readonly onChange: (query: string) => void
}

/** Parts that may be left out, where each of them finds something alone. */
const maxSuggested = 4

/** The text in place of results. */
export function NoResults({ state, query, onChange }: Props): ReactElement | null {
  if (state.phase !== 'done' || state.query !== query) return null
  const parts = state.why?.parts ?? []
  const empty = parts.filter((part) => part.alone === false)
  const removable = empty.length > 0 ? empty : parts.slice(0, maxSuggested)
  return (
    <div className="flex flex-col items-center gap-4 px-6 py-16 text-center">
      <p className="max-w-120 text-ink-2">
        {state.why === null ? (
          'Nothing fits. Looking for the reason…'
        ) : (
          <UntrustedText text={state.why.sentence} />
        )}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        {widerQueries(query).map((wider) => (
          <Button key={wider.part} onClick={() => onChange(wider.query)}>
            Search for&nbsp;
            <code>
              <UntrustedText text={wider.part} />
            </code>
          </Button>
        ))}
      </div>
      {parts.length > 1 && empty.length < parts.length && (
        <div className="flex flex-wrap justify-center gap-2">
          {removable.map((part) => (
            <Button key={part.from} onClick={() => onChange(withoutPart(query, part))}>
              Search without&nbsp;
              <code>
                <UntrustedText text={query.slice(part.from, part.to)} />
              </code>
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
