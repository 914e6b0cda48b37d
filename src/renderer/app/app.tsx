// The frame of the window: top bar, sidebar, board, pages and run page, and what lies over them. It imports the top
// component of each feature only.

import { type ReactElement, useDeferredValue, useEffect, useLayoutEffect, useState } from 'react'
import { useFrame, useLive, useView } from '../desk/frame-context.ts'
import type { Page } from '../store/view-store.ts'
import { afterFrame } from '../ui/after-frame.ts'
import { cx } from '../ui/cx.ts'
import { kindShapes } from '../ui/kind-icon.tsx'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'
import { useTimeStyle } from '../ui/time-style.ts'
import { useMedia } from '../ui/use-media.ts'
import { afterAnswer } from './after-answer.ts'
import { narrowWindow } from './narrow-window.ts'
import { Sidebar } from './sidebar.tsx'
import { SkipLink } from './skip-link.tsx'
import { Split } from './split.tsx'
import { TopBar } from './top-bar.tsx'
import { usePageFocus } from './use-page-focus.ts'

const board = lazyChunk(() => import('../board/board.tsx'))
const Board = lazyPart(board, (module) => module.Board)
const RunPage = lazyPart(
  lazyChunk(() => import('../run/run-page.tsx')),
  (module) => module.RunPage,
)
const SearchPage = lazyPart(
  lazyChunk(() => import('../search/search-page.tsx')),
  (module) => module.SearchPage,
)
const ComparePage = lazyPart(
  lazyChunk(() => import('../compare/compare-page.tsx')),
  (module) => module.ComparePage,
)
const TeachPage = lazyPart(
  lazyChunk(() => import('../teach/teach-page.tsx')),
  (module) => module.TeachPage,
)
const AlertsPage = lazyPart(
  lazyChunk(() => import('../alerts/alerts-page.tsx')),
  (module) => module.AlertsPage,
)
const StoragePage = lazyPart(
  lazyChunk(() => import('../storage/storage-page.tsx')),
  (module) => module.StoragePage,
)
const SettingsPage = lazyPart(
  lazyChunk(() => import('../settings/settings-page.tsx')),
  (module) => module.SettingsPage,
)
const HelpPage = lazyPart(
  lazyChunk(() => import('../help/help-page.tsx')),
  (module) => module.HelpPage,
)

const Wall = lazyPart(
  lazyChunk(() => import('../wall/wall.tsx')),
  (module) => module.Wall,
)

const unseen = { fallback: () => null }
const Welcome = lazyPart(
  lazyChunk(() => import('./welcome.tsx')),
  (module) => module.Welcome,
)
const LogBanner = lazyPart(
  lazyChunk(() => import('./log-banner.tsx')),
  (module) => module.LogBanner,
  unseen,
)
const LinkState = lazyPart(
  lazyChunk(() => import('./link-state.tsx')),
  (module) => module.LinkState,
  unseen,
)
const Later = lazyPart(
  lazyChunk(() => import('./later.tsx')),
  (module) => module.Later,
  {
    fallback: () => null,
    frame: (sentence) => <div className="border-line border-t bg-overlay">{sentence}</div>,
  },
)

/** The whole window. */
export function App(): ReactElement {
  useCloseRemoved()
  useBoardAhead()
  // Texts with a time in them are written anew when clock or zone change, which is seldom; not where they are changed, or
  // the choice would lose the focus.
  const { hours, zone } = useTimeStyle()
  const times = `${hours} ${zone}`
  const empty = useLive((state) => state.runs.size === 0 && state.servers.length === 0)
  const isNarrow = useMedia(narrowWindow)
  const link = useLive((state) => state.link.state)
  const isOut = useLive((state) => state.link.state === 'lost' && state.link.isOut)
  const hasBanner = useLive((state) => state.log.state !== 'ok' || state.log.sentence !== null)
  const hasDrawn = useHasDrawn()
  // A click is answered first, in sidebar, bar and row; the page and the run follow in slices.
  const open = useDeferredValue(useView((state) => state.open))
  const page = useDeferredValue(useView((state) => state.page))
  usePageFocus(page)
  const maximised = useView((state) => state.maximised)
  const known = useLive((state) => open !== null && state.runs.has(open))
  // With its key `Later` stays when the wall comes or goes, and goes on telling.
  if (page === 'wall')
    return (
      <>
        <Wall key={times} />
        {hasDrawn && <Later key="later" isWall={true} />}
      </>
    )
  return (
    <>
      <SkipLink />
      <div className="flex h-full flex-col">
        <TopBar />
        {hasBanner && <LogBanner />}
        {(isOut || (isNarrow && link === 'lost')) && <LinkState />}
        <div className="flex min-h-0 flex-1">
          {!isNarrow && <Sidebar />}
          <main
            className={cx(
              'flex min-w-0 flex-1 outline-none transition-[filter]',
              link === 'lost' && 'grayscale',
            )}
          >
            {empty && page === 'board' ? (
              link === 'starting' ? (
                <p className="m-auto animate-late text-ink-3">Opening the log…</p>
              ) : (
                <Welcome />
              )
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
      {hasDrawn && <Later key="later" isWall={false} />}
    </>
  )
}

function PageOf({ page }: { readonly page: Exclude<Page, 'wall'> }): ReactElement {
  switch (page) {
    case 'board':
      return <Board />
    case 'search':
      return <SearchPage />
    case 'compare':
      return <ComparePage />
    case 'teach':
      return <TeachPage />
    case 'alerts':
      return <AlertsPage />
    case 'storage':
      return <StoragePage />
    case 'settings':
      return <SettingsPage />
    case 'help':
      return <HelpPage />
  }
}

/** Whether the first answer was drawn: what nobody sees of the window is loaded after it. */
function useHasDrawn(): boolean {
  const { live } = useFrame()
  const [hasDrawn, setHasDrawn] = useState(false)
  useEffect(() => afterAnswer(live, () => setHasDrawn(true)), [live])
  return hasDrawn
}

/** Loads what the first row needs while the engine makes its first answer, and not once that has come. */
function useBoardAhead(): void {
  // Not by `useEffect`, whose turn may come a frame later. What cannot be loaded is said where it is shown.
  useLayoutEffect(() => afterFrame(() => void Promise.allSettled([board.load(), kindShapes.load()])), [])
}

/** Closes the run that is open when it is removed. */
function useCloseRemoved(): void {
  const { live, view } = useFrame()
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
