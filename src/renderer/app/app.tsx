// The frame: top bar, sidebar, board and run page, and what may lie over them. It knows every room's door and nothing
// behind it.

import { Tooltip } from 'radix-ui'
import { type ReactElement, useCallback, useEffect } from 'react'
import { Board } from '../board/board.tsx'
import { neighbour, useBoardEntries } from '../board/use-entries.ts'
import { ComparePage } from '../compare/compare-page.tsx'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import type { KeyAct } from '../desk/keys.ts'
import { RunPage } from '../run/run-page.tsx'
import { resultsId } from '../search/results.tsx'
import { SearchPage } from '../search/search-page.tsx'
import { StoragePage } from '../storage/storage-page.tsx'
import type { Page, Tab } from '../store/view-store.ts'
import { DropTarget } from '../transcripts/drop-target.tsx'
import { cx } from '../ui/cx.ts'
import { Announcer } from './announcer.tsx'
import { Dialogs } from './dialogs.tsx'
import { LogBanner } from './log-banner.tsx'
import { NoticeList } from './notice-list.tsx'
import { Sidebar } from './sidebar.tsx'
import { Split } from './split.tsx'
import { useTheme } from './theme.ts'
import { searchId, TopBar } from './top-bar.tsx'
import { useKeys } from './use-keys.ts'
import { Welcome } from './welcome.tsx'

/** The whole window. */
export function App(): ReactElement {
  useTheme()
  const empty = useLive((state) => state.runs.size === 0 && state.servers.length === 0)
  const lost = useLive((state) => state.link.state === 'lost')
  const open = useView((state) => state.open)
  const page = useView((state) => state.page)
  const known = useLive((state) => open !== null && state.runs.has(open))
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
      <BoardKeys />
      <div className="flex h-full flex-col">
        <TopBar />
        <LogBanner />
        <div className="flex min-h-0 flex-1">
          <Sidebar />
          <div className={cx('flex min-w-0 flex-1 transition-opacity', lost && 'opacity-60 saturate-50')}>
            {empty && page === 'board' ? (
              <Welcome />
            ) : (
              <Split
                first={<PageOf page={page} />}
                second={open !== null && known ? <RunPage key={open} id={open} /> : null}
              />
            )}
          </div>
        </div>
      </div>
      <NoticeList />
      <Dialogs />
      <DropTarget />
      <Announcer />
    </Tooltip.Provider>
  )
}

function PageOf({ page }: { readonly page: Page }): ReactElement {
  switch (page) {
    case 'board':
      return <Board />
    case 'search':
      return <SearchPage />
    case 'compare':
      return <ComparePage />
    case 'storage':
      return <StoragePage />
  }
}

const marked = { 'edit-title': 'title', 'edit-tags': 'tags', 'edit-note': 'note' } as const

/** Gives the keys to the tab that a key has opened: its arrows scroll it, or move through its rows. */
function focusTab(): void {
  document.querySelector<HTMLElement>('[role="tabpanel"] [data-tab-focus]')?.focus({ preventScroll: true })
}

/** The keys of the frame. A component of its own, so that moving the cursor draws the board and nothing else. */
function BoardKeys(): null {
  const { view, live, actions, scrub } = useDesk()
  const entries = useBoardEntries()

  // A run that was removed cannot stay open.
  useEffect(
    () =>
      live.subscribe((state, before) => {
        const { open } = view.getState()
        if (open !== null && before.runs.has(open) && !state.runs.has(open)) view.setState({ open: null })
      }),
    [live, view],
  )

  const onAct = useCallback(
    (act: KeyAct) => {
      const { cursor, open, page } = view.getState()
      // The board's cursor does not move while another page is looked at.
      if (page !== 'board' && (act === 'down' || act === 'up' || act === 'open')) {
        return document.getElementById(resultsId)?.focus()
      }
      const move = (step: number) => {
        const next = neighbour(entries, cursor, step)
        if (open !== null && next !== null) actions.open(next)
        else view.setState({ cursor: next })
      }
      const turnTo = (tab: Tab) => {
        actions.showTab(tab)
        requestAnimationFrame(focusTab)
      }
      switch (act) {
        case 'palette':
        case 'keys':
        case 'add-run':
          return actions.show({ type: act })
        case 'search':
          return document.getElementById(searchId)?.focus()
        case 'back':
          return history.back()
        case 'forward':
          return history.forward()
        case 'down':
          return move(1)
        case 'up':
          return move(-1)
        case 'open':
          return cursor === null ? undefined : actions.open(cursor)
        case 'compare': {
          const run = open ?? cursor
          const events = run === null ? 0 : (live.getState().runs.get(run)?.events ?? 0)
          return run === null || events === 0 ? undefined : actions.compare(run, null)
        }
        case 'close':
          if (page === 'compare' && open === null) return actions.leaveCompare()
          return scrub.store.getState().run === null ? actions.close() : scrub.toNow()
        case 'view-all':
          return actions.showView('all')
        case 'view-live':
          return actions.showView('live')
        case 'view-needs-me':
          return actions.showView('needs-me')
        case 'view-finished':
          return actions.showView('finished')
        case 'tab-overview':
          return turnTo('overview')
        case 'tab-log':
          return turnTo('log')
        case 'tab-connection':
          return turnTo('connection')
        case 'tab-timeline':
          return turnTo('timeline')
        case 'slower':
          return scrub.shift(-1)
        case 'faster':
          return scrub.shift(1)
        case 'play':
        case 'step-back':
        case 'step-on': {
          const events = open === null ? 0 : (live.getState().runs.get(open)?.events ?? 0)
          if (open === null || events === 0) return
          return act === 'play'
            ? scrub.toggle(open, events)
            : scrub.step(open, events, act === 'step-on' ? 1 : -1)
        }
        case 'retry':
        case 'stop':
        case 'pin':
        case 'acknowledge': {
          const run = open ?? cursor
          return run === null ? undefined : void actions[act](run)
        }
        case 'edit-title':
        case 'edit-tags':
        case 'edit-note': {
          const run = open ?? cursor
          return run === null ? undefined : actions.edit(run, marked[act])
        }
      }
    },
    [entries, view, live, actions, scrub],
  )
  useKeys(onAct)
  return null
}
