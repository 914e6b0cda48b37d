// The top bar: the name, the search, the counts of the board, the palette and adding a run.

import { Plus, SquareTerminal } from 'lucide-react'
import type { ReactElement } from 'react'
import { useFrame, useLive } from '../desk/frame-context.ts'
import { frameHint } from '../desk/frame-shortcuts.ts'
import { useWhyNot } from '../desk/may.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Kbd } from '../ui/kbd.tsx'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'
import { Logo } from '../ui/logo.tsx'
import { useMedia } from '../ui/use-media.ts'
import { HistoryButtons } from './history-buttons.tsx'
import { narrowWindow } from './narrow-window.ts'

const MenuDrawer = lazyPart(
  lazyChunk(() => import('./menu-drawer.tsx')),
  (module) => module.MenuDrawer,
  { fallback: () => <span className="size-7 shrink-0" /> },
)
const Counts = lazyPart(
  lazyChunk(() => import('./counts.tsx')),
  (module) => module.Counts,
  { fallback: () => null },
)
const Person = lazyPart(
  lazyChunk(() => import('./person.tsx')),
  (module) => module.Person,
  { fallback: () => <span className="size-7 shrink-0" /> },
)
const SearchField = lazyPart(
  lazyChunk(() => import('./search-field.tsx')),
  (module) => module.SearchField,
  { fallback: () => <span className="block h-7.5 rounded-md bg-hover" /> },
)

/** The top bar. */
export function TopBar(): ReactElement {
  const { actions } = useFrame()
  const isNarrow = useMedia(narrowWindow)
  const off = useWhyNot('operator', 'anywhere')
  const inTeam = useLive((state) => state.me !== null)
  return (
    <header className="relative flex h-12 shrink-0 items-center gap-4 border-line border-b pr-3 max-[1080px]:gap-2 max-[900px]:px-2 max-[400px]:gap-1">
      {isNarrow && <MenuDrawer />}
      <h1 className="flex w-52 shrink-0 items-center gap-2.5 pl-4 font-semibold text-large tracking-[-0.01em] max-[900px]:w-auto max-[900px]:pl-1 max-[480px]:sr-only">
        <Logo size={20} />
        <span className="max-[720px]:sr-only">Runlight</span>
      </h1>
      {!isNarrow && <HistoryButtons />}
      <div className={fieldClass}>
        <SearchField />
      </div>
      <Counts />
      <span className="ml-auto flex items-center gap-1.5 max-[400px]:gap-0.5">
        <Button
          variant="quiet"
          className="relative max-[1080px]:px-1.5"
          title="Commands"
          onClick={() => actions.openDialog({ type: 'palette' })}
        >
          <span className="sr-only">Commands</span>
          <span className="contents max-[1080px]:hidden">
            <Kbd keys={frameHint('palette')} />
          </span>
          <SquareTerminal aria-hidden="true" size={16} className="hidden max-[1080px]:block" />
        </Button>
        <Button
          variant="primary"
          title="Add run"
          off={off}
          className="max-[900px]:px-1.75"
          onClick={() => actions.openDialog({ type: 'add-run' })}
        >
          <Plus aria-hidden="true" size={14} strokeWidth={2.4} />
          <span className="max-[900px]:sr-only">Add run</span>
        </Button>
        {inTeam && <Person />}
      </span>
    </header>
  )
}

/** Below 640 px the field is a button that opens over the bar: it has the focus then. */
const fieldClass = cx(
  'min-w-32 max-w-110 flex-1',
  'max-[640px]:w-8 max-[640px]:min-w-8 max-[640px]:flex-none',
  'max-[640px]:focus-within:absolute max-[640px]:focus-within:inset-x-2 max-[640px]:focus-within:z-30',
  'max-[640px]:focus-within:w-auto max-[640px]:focus-within:max-w-none',
  'max-[640px]:focus-within:rounded-md max-[640px]:focus-within:bg-frame',
  'max-[640px]:[&:not(:focus-within)_input]:px-3.5 max-[640px]:[&:not(:focus-within)_input]:text-transparent',
  'max-[640px]:[&:not(:focus-within)_input]:placeholder:text-transparent',
  'max-[640px]:[&:not(:focus-within)_button]:hidden',
)
