// The frame of the window: top bar, sidebar, board, pages and run page, and what lies over them. It imports the top
// component of each feature only.

import { Tooltip } from 'radix-ui'
import { type ReactElement, useEffect } from 'react'
import { Board } from '../board/board.tsx'
import { ComparePage } from '../compare/compare-page.tsx'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { HelpPage } from '../help/help-page.tsx'
import { RunPage } from '../run/run-page.tsx'
import { SearchPage } from '../search/search-page.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { StoragePage } from '../storage/storage-page.tsx'
import type { Page } from '../store/view-store.ts'
import { DropTarget } from '../transcripts/drop-target.tsx'
import { cx } from '../ui/cx.ts'
import { useTimeStyle } from '../ui/time-style.ts'
import { useMedia } from '../ui/use-media.ts'
import { Announcer } from './announcer.tsx'
import { Dialogs } from './dialogs.tsx'
import { LinkState } from './link-state.tsx'
import { LogBanner } from './log-banner.tsx'
import { narrowWindow } from './narrow-window.ts'
import { NoticeList } from './notice-list.tsx'
import { Sidebar } from './sidebar.tsx'
import { SkipLink } from './skip-link.tsx'
import { Split } from './split.tsx'
import { TopBar } from './top-bar.tsx'
import { usePageFocus } from './use-page-focus.ts'
import { Welcome } from './welcome.tsx'
import { WindowKeys } from './window-keys.tsx'
import { WindowTitle } from './window-title.tsx'

/** The whole window. */
export function App(): ReactElement {
  useCloseRemoved()
  usePageFocus()
  // Texts with a time in them are written anew when clock or zone change, which is seldom; not where they are changed, or
  // the choice would lose the focus.
  const { hours, zone } = useTimeStyle()
  const times = `${hours} ${zone}`
  const empty = useLive((state) => state.runs.size === 0 && state.servers.length === 0)
  const isNarrow = useMedia(narrowWindow)
  const lost = useLive((state) => state.link.state === 'lost')
  const open = useView((state) => state.open)
  const page = useView((state) => state.page)
  const maximised = useView((state) => state.maximised)
  const known = useLive((state) => open !== null && state.runs.has(open))
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
      <SkipLink />
      <WindowKeys />
      <WindowTitle />
      <div className="flex h-full flex-col">
        <TopBar />
        <LogBanner />
        {isNarrow && <LinkState />}
        <div className="flex min-h-0 flex-1">
          {!isNarrow && <Sidebar />}
          <main className={cx('flex min-w-0 flex-1 outline-none transition-[filter]', lost && 'grayscale')}>
            {empty && page === 'board' ? (
              <Welcome />
            ) : (
              <Split
                first={<PageOf key={page === 'settings' ? page : times} page={page} />}
                second={open !== null && known ? <RunPage key={`${open} ${times}`} id={open} /> : null}
                maximised={maximised}
              />
            )}
          </main>
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
    case 'settings':
      return <SettingsPage />
    case 'help':
      return <HelpPage />
  }
}

/** Closes the run that is open when it is removed. */
function useCloseRemoved(): void {
  const { live, view } = useDesk()
  useEffect(
    () =>
      live.subscribe((state, before) => {
        const { open } = view.getState()
        if (open !== null && before.runs.has(open) && !state.runs.has(open))
          view.setState({ open: null, maximised: false })
      }),
    [live, view],
  )
}
