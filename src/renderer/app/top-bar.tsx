// The top bar: the name, the search, the counts of the board, the palette and adding a run.

import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { QueryBox } from '../search/query-box.tsx'
import { resultsId } from '../search/results.tsx'
import { tallies } from '../store/tallies.ts'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Logo } from '../ui/logo.tsx'

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

function Counts(): ReactElement {
  const { actions } = useDesk()
  const counts = useLive((state) => tallies(state.runs.values()))
  if (counts.all === 0) return <span />
  const needs = counts['needs-me']
  return (
    <p className="flex shrink-0 items-center gap-4 text-ink-2 text-small tabular-nums">
      <Count onClick={() => actions.showView('live')}>
        <ConnectionGlyph state={counts.live > 0 ? 'live' : 'idle'} />
        {counts.live} live
      </Count>
      {needs > 0 && (
        <Count onClick={() => actions.showView('needs-me')} className="text-warn">
          <ConnectionGlyph state="stalled" />
          {needs} {needs === 1 ? 'needs' : 'need'} you
        </Count>
      )}
      {counts.failed > 0 && (
        <Count onClick={() => actions.showView('needs-me')} className="text-bad">
          <JobGlyph state="failed" />
          {counts.failed} failed
        </Count>
      )}
    </p>
  )
}

function Count({
  children,
  onClick,
  className,
}: {
  readonly children: React.ReactNode
  readonly onClick: () => void
  readonly className?: string
}): ReactElement {
  return (
    <button
      type="button"
      onClick={onClick}
      className={cx('flex items-center gap-1.5 rounded-sm whitespace-nowrap hover:brightness-125', className)}
    >
      {children}
    </button>
  )
}
