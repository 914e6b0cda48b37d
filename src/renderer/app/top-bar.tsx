// The top bar: the name, the search, the counts of the board, the palette and adding a run.

import { Plus } from 'lucide-react'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { formatNeeds, standingCounts } from '../../core/run/tally.ts'
import { notKnown } from '../../core/run/words.ts'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { QueryBox } from '../search/query-box.tsx'
import { resultsId } from '../search/results.tsx'
import { everywhere, tallies } from '../store/tallies.ts'
import type { View } from '../store/view-store.ts'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Logo } from '../ui/logo.tsx'
import { HistoryButtons } from './history-buttons.tsx'

/** The element that `/` focuses. */
export const searchId = 'search-runs'

/** The top bar. */
export function TopBar(): ReactElement {
  const { actions } = useDesk()
  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-line border-b pr-3">
      <h1 className="flex w-52 shrink-0 items-center gap-2.5 pl-4 font-semibold text-large tracking-[-0.01em]">
        <Logo size={20} />
        Runlight
      </h1>
      <HistoryButtons />
      <SearchField />
      <div className="flex-1" />
      <Counts />
      <span className="flex items-center gap-1.5">
        <Button variant="quiet" className="relative" onClick={() => actions.openDialog({ type: 'palette' })}>
          <span className="sr-only">Commands</span>
          <Kbd keys={hintOf('palette')} />
        </Button>
        <Button variant="primary" onClick={() => actions.openDialog({ type: 'add-run' })}>
          <Plus aria-hidden="true" size={14} strokeWidth={2.4} />
          Add run
        </Button>
      </span>
    </header>
  )
}

/** One field for runs and events: it filters the board while typing, and Enter searches all events. */
function SearchField(): ReactElement {
  const { view, actions } = useDesk()
  const { isSearch, value } = useView((state) => ({
    isSearch: state.page === 'search',
    value: state.page === 'search' ? state.query : state.text,
  }))
  return (
    <QueryBox
      id={searchId}
      scope="all"
      label="Search runs and events"
      placeholder="Search runs and events"
      value={value}
      onChange={(text) => view.setState(isSearch ? { query: text } : { text })}
      onSubmit={(query) => {
        if (isSearch) document.getElementById(resultsId)?.focus()
        else if (query.trim() !== '') actions.search(query)
      }}
      chips={false}
      enterLabel={isSearch || value.trim() === '' ? null : `Search events for “${value.trim()}”`}
      hint={<Kbd keys={hintOf('search')} />}
      className="w-full min-w-40 max-w-110"
    />
  )
}

/** What the runs of the whole board do; a click shows exactly those that are counted. */
function Counts(): ReactElement {
  const counts = useLive((state) => tallies(state.board, everywhere))
  const known = useLive((state) => state.link.state !== 'lost')
  if (counts.all === 0) return <span />
  const needs = counts['needs-me']
  return (
    <p className="flex shrink-0 items-center gap-4 text-ink-2 text-small tabular-nums">
      {known ? (
        <span className="flex items-center gap-1.5">
          {standingCounts(counts).map(({ name, count }, i) => (
            <Fragment key={name}>
              {i > 0 && <span className="text-ink-3">·</span>}
              <Count view={name} className={name === 'stalled' ? 'text-warn' : undefined}>
                {i === 0 && <ConnectionGlyph state={count > 0 ? 'live' : 'idle'} />}
                {count.toLocaleString('en-US')} {name}
              </Count>
            </Fragment>
          ))}
        </span>
      ) : (
        <span
          className="flex items-center gap-1.5 text-ink-3"
          title="The engine does not answer, so nobody knows which connections live."
        >
          <ConnectionGlyph state="idle" />
          {notKnown}
        </span>
      )}
      {needs > 0 && (
        <Count view="needs-me" className={known ? 'text-warn' : 'text-ink-3'}>
          <ConnectionGlyph state={known ? 'stalled' : 'idle'} />
          {formatNeeds(needs)}
        </Count>
      )}
      {counts.failed > 0 && (
        <Count view="failed" className={known ? 'text-bad' : 'text-ink-3'}>
          <JobGlyph state={known ? 'failed' : 'unknown'} />
          {counts.failed.toLocaleString('en-US')} failed
        </Count>
      )}
    </p>
  )
}

function Count({
  view,
  children,
  className,
}: {
  readonly view: View
  readonly children: ReactNode
  readonly className?: string | undefined
}): ReactElement {
  const { actions } = useDesk()
  return (
    <button
      type="button"
      onClick={() => actions.showCounted(view)}
      className={cx(
        'flex min-h-6 items-center gap-1.5 rounded-sm whitespace-nowrap hover:brightness-125',
        className,
      )}
    >
      {children}
    </button>
  )
}
