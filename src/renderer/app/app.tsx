// The frame: top bar, sidebar, board and run page, and what may lie over them. It knows every room's door and nothing
// behind it.

import { Tooltip } from 'radix-ui'
import { type ReactElement, useCallback, useEffect } from 'react'
import { Board } from '../board/board.tsx'
import { neighbour, useBoardEntries } from '../board/use-entries.ts'
import { ComparePage } from '../compare/compare-page.tsx'
import { RunPage } from '../run/run-page.tsx'
import { SearchPage } from '../search/search-page.tsx'
import { StoragePage } from '../storage/storage-page.tsx'
import type { Page, Tab } from '../store/view-store.ts'
import { cx } from '../ui/cx.ts'
import { Announcer } from './announcer.tsx'
import { useDesk, useLive, useView } from './desk-context.ts'
import { Dialogs } from './dialogs.tsx'
import type { KeyAct } from './keys.ts'
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

/** Gives the keys to the tab that a key has opened: its arrows scroll it, or move through its rows. */
function focusTab(): void {
  document.querySelector<HTMLElement>('[role="tabpanel"] [data-tab-focus]')?.focus({ preventScroll: true })
}

/** The keys of the frame. A component of its own, so that moving the cursor draws the board and nothing else. */
function BoardKeys(): null {
  const { view, live, actions } = useDesk()
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
      const { cursor, open } = view.getState()
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
        case 'down':
          return move(1)
        case 'up':
          return move(-1)
        case 'open':
          return cursor === null ? undefined : actions.open(cursor)
        case 'close':
          return actions.close()
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
        case 'retry':
        case 'stop': {
          const run = open ?? cursor
          return run === null ? undefined : void actions[act](run)
        }
      }
    },
    [entries, view, actions],
  )
  useKeys(onAct)
  return null
}
