// The search page: the parts of the query, the results by run, or the reason why there are none. The field is in the top
// bar.

import { FileUp, Link2 } from 'lucide-react'
import { type ReactElement, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../core/basics/quantities.ts'
import { formatHits, sumOf } from '../../core/contract/hit-counts.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { useDesk, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NoResults } from './no-results.tsx'
import { QueryChips } from './query-chips.tsx'
import { Results } from './results.tsx'
import { RunByNumber } from './run-by-number.tsx'
import { SavedView } from './saved-view.tsx'
import { SearchStart } from './search-start.tsx'
import { createSearcher, type SearchState } from './searcher.ts'

/** The search starts after a pause in typing. */
const debounceMs = 250

/** The page. */
export function SearchPage(): ReactElement {
  const { client, view, actions } = useDesk()
  const query = useView((state) => state.query)
  const searcher = useMemo(() => createSearcher(client), [client])
  const state = useStore(searcher.store)

  useEffect(() => {
    if (searcher.store.getState().query === query) return
    // The query that opened the page is complete.
    if (searcher.store.getState().phase === 'idle' && searcher.store.getState().query === '') {
      searcher.search(query)
      return
    }
    const timer = setTimeout(() => searcher.search(query), debounceMs)
    return () => clearTimeout(timer)
  }, [searcher, query])
  useEffect(() => searcher.stop, [searcher])

  const change = (next: string) => view.setState({ query: next })
  const isCurrent = state.query === query
  return (
    <section aria-label="Search" className="flex h-full min-h-0 flex-col bg-surface">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5 pr-3 pl-5">
        <h2 className="font-semibold text-base">Search</h2>
        <p aria-live="polite" className="min-w-32 flex-1 truncate text-ink-3 text-small tabular-nums">
          {isCurrent ? formatSearchState(state) : ''}
        </p>
        {state.phase === 'failed' && (
          <Button size="small" onClick={searcher.more}>
            Try again
          </Button>
        )}
        {state.groups.length > 0 && isCurrent && (
          <Button
            variant="quiet"
            size="small"
            onClick={() => actions.openDialog({ type: 'export', what: { type: 'search', query } })}
          >
            <FileUp aria-hidden="true" size={13} />
            Export…
          </Button>
        )}
        {query.trim() !== '' && (
          <IconButton
            label="Copy a link to this search"
            keys={hintOf('copy-link')}
            onClick={() => void actions.copyLink({ type: 'search', query })}
          >
            <Link2 aria-hidden="true" size={14} />
          </IconButton>
        )}
        <SavedView query={query} />
      </div>
      {query.trim() !== '' && (
        <div className="shrink-0 border-line border-b px-5 py-2">
          <QueryChips value={query} onChange={change} />
        </div>
      )}
      <RunByNumber query={query} />
      {query.trim() === '' ? (
        <SearchStart onSearch={actions.search} />
      ) : state.groups.length > 0 ? (
        <Results state={state} onMore={searcher.more} />
      ) : (
        <NoResults state={state} query={query} onChange={change} />
      )}
    </section>
  )
}

/** The state of a search in words; empty without a search. */
function formatSearchState(state: SearchState): string {
  const { phase, groups, rows, counts, counted, looked, runs, query, problem } = state
  if (phase === 'idle') {
    return query.trim() === '' || parseQuery(query).problems.length === 0
      ? ''
      : 'This is not searched for yet.'
  }
  if (phase === 'failed') return problem ?? ''
  // Until the count has come further than the list, the list is what is known.
  const listed = groups.reduce((sum, group) => sum + group.hits.length, 0)
  const sum = sumOf(counts, counted)
  const found = formatHits(
    counted || sum.hits >= listed ? sum : { hits: listed, runs: groups.length, complete: false },
  )
  if (phase === 'searching') {
    const far =
      runs > 1 ? `, ${looked.toLocaleString('en-US')} of ${formatCount(runs, 'run')} looked through` : ''
    return rows === 0 ? `Searching${far}…` : `Searching… ${found}${far}`
  }
  return phase === 'done' && rows === 0 ? 'Nothing found' : `${found}, newest first`
}
