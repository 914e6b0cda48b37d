// The sidebar: views, kinds, servers, and at its foot the state of the window. In a narrow window with an open run only its
// icons are shown.

import { CircleHelp, Keyboard, Monitor, Moon, Settings as SettingsIcon, Sun } from 'lucide-react'
import type { ReactElement } from 'react'
import { useFrame, useLive, usePreferences, useView } from '../desk/frame-context.ts'
import { frameHint } from '../desk/frame-shortcuts.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'
import { useMedia } from '../ui/use-media.ts'
import { ViewList } from './view-list.tsx'

const unseen = { fallback: () => null }
const SidebarLists = lazyPart(
  lazyChunk(() => import('./sidebar-lists.tsx')),
  (module) => module.SidebarLists,
  unseen,
)
const LinkState = lazyPart(
  lazyChunk(() => import('./link-state.tsx')),
  (module) => module.LinkState,
  unseen,
)

/** The sidebar. */
export function Sidebar(): ReactElement {
  const narrow = useMedia('(max-width: 1180px)')
  const open = useView((state) => state.open !== null)
  const ready = useLive((state) => state.link.state === 'ready')
  return (
    <SidebarContent
      rail={narrow && open && ready}
      className="w-52 shrink-0 border-line border-r data-rail:w-13"
    />
  )
}

/** What is in it, also where it opens over the window; `rail`: only icons. */
export function SidebarContent({
  rail = false,
  className,
}: {
  readonly rail?: boolean
  readonly className: string
}): ReactElement {
  const lost = useLive((state) => state.link.state === 'lost' && !state.link.isOut)
  return (
    <nav
      aria-label="Views, kinds and servers"
      data-rail={rail ? true : undefined}
      className={cx('group/nav flex flex-col', className)}
    >
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pt-3 pb-4">
        <ViewList />
        <SidebarLists />
      </div>
      {lost && <LinkState />}
      <Foot />
    </nav>
  )
}

const themes = [
  { value: 'system', label: 'Theme: as the system', Icon: Monitor },
  { value: 'light', label: 'Theme: light', Icon: Sun },
  { value: 'dark', label: 'Theme: dark', Icon: Moon },
] as const

function Foot(): ReactElement {
  const { actions } = useFrame()
  const { theme } = usePreferences()
  const page = useView((state) => state.page)
  const version = useLive((state) => state.info?.version ?? null)
  const at = themes.findIndex((one) => one.value === theme)
  const { label, Icon } = themes[at] ?? themes[0]
  const next = themes[(at + 1) % themes.length] ?? themes[0]
  return (
    <footer className="flex shrink-0 items-center gap-0.5 p-2 group-data-rail/nav:flex-col">
      <IconButton label={label} onClick={() => void actions.setPreferences({ theme: next.value })}>
        <Icon aria-hidden="true" size={15} />
      </IconButton>
      <IconButton label="Keys" keys={frameHint('keys')} onClick={() => actions.openDialog({ type: 'keys' })}>
        <Keyboard aria-hidden="true" size={15} />
      </IconButton>
      <IconButton
        label="Settings"
        keys={frameHint('settings')}
        onClick={() => actions.showPage('settings')}
        {...(page === 'settings' ? { 'aria-current': 'page' as const } : {})}
      >
        <SettingsIcon aria-hidden="true" size={15} />
      </IconButton>
      <IconButton
        label="Help"
        onClick={() => actions.showPage('help')}
        {...(page === 'help' ? { 'aria-current': 'page' as const } : {})}
      >
        <CircleHelp aria-hidden="true" size={15} />
      </IconButton>
      {version !== null && (
        <span className="ml-auto pr-1.5 text-ink-3 text-tiny group-data-rail/nav:hidden">{version}</span>
      )}
    </footer>
  )
}
