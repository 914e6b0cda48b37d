// The window's first line: the name, the search, how the board stands in one glance, and the two ways to anything else.

import { Plus, Search } from 'lucide-react'
import type { ReactElement } from 'react'
import { tallies } from '../store/tallies.ts'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Mark } from '../ui/mark.tsx'
import { useDesk, useLive, useView } from './desk-context.ts'
import { modKey } from './keys.ts'

/** The element that `/` focuses. */
export const searchId = 'search-runs'

/** The top bar. */
export function TopBar(): ReactElement {
  const { actions } = useDesk()
  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-line border-b pr-3">
      <h1 className="flex w-52 shrink-0 items-center gap-2.5 pl-4 font-semibold text-large tracking-[-0.01em]">
        <Mark size={20} />
        Runlight
      </h1>
      <SearchField />
      <div className="flex-1" />
      <Counts />
      <span className="flex items-center gap-1.5">
        <Button look="quiet" aria-label="Commands" onClick={() => actions.show({ type: 'palette' })}>
          <Kbd keys={`${modKey(navigator.platform)} K`} />
        </Button>
        <Button look="primary" onClick={() => actions.show({ type: 'add-run' })}>
          <Plus aria-hidden="true" size={14} strokeWidth={2.4} />
          Add run
        </Button>
      </span>
    </header>
  )
}

function SearchField(): ReactElement {
  const { view } = useDesk()
  const text = useView((state) => state.text)
  return (
    <div className="relative w-full min-w-40 max-w-96">
      <Search aria-hidden="true" size={14} className="absolute top-2 left-2.5 text-ink-3" />
      <input
        id={searchId}
        type="search"
        aria-label="Search runs"
        placeholder="Search runs"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => view.setState({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          if (text === '') event.currentTarget.blur()
          view.setState({ text: '' })
        }}
        className="peer h-7.5 w-full rounded-md bg-hover pr-8 pl-8 text-ink ring-1 ring-line ring-inset hover:bg-press focus:bg-surface [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="pointer-events-none absolute top-1.75 right-2 peer-focus:hidden">
        <Kbd keys="/" />
      </span>
    </div>
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
