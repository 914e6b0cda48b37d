// The application menu: what the host can do by itself, the hubs, and the wall, which is looked for beside the full screen. What else
// belongs to the page (views, runs, servers) has its keys and its command palette there.

import type { MenuItemConstructorOptions } from 'electron'
import type { AppSettings } from '../../core/contract/settings.ts'

export type MenuActs = {
  readonly importFiles: () => void
  /** Shows this computer's own window. */
  readonly show: () => void
  readonly showHubs: () => void
  readonly openHub: (origin: string) => void
  readonly setTheme: (theme: AppSettings['theme']) => void
  readonly showWall: () => void
  readonly openDataFolder: () => void
  readonly saveDiagnostics: () => void
}

export type MenuState = {
  readonly platform: NodeJS.Platform
  readonly developing: boolean
  readonly theme: AppSettings['theme']
  /** The latest opened first. */
  readonly hubs: AppSettings['hubs']
}

const themes: readonly (readonly [AppSettings['theme'], string])[] = [
  ['system', 'As the System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
]

/** The menu as a template, for `Menu.buildFromTemplate`. */
export function menuTemplate(
  { platform, developing, theme, hubs }: MenuState,
  acts: MenuActs,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const { importFiles, setTheme, showWall, openDataFolder, saveDiagnostics } = acts
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Import…', click: importFiles },
        { type: 'separator' },
        { label: 'Open Hub…', click: acts.showHubs },
        ...placesItem(hubs, acts),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        {
          label: 'Theme',
          submenu: themes.map(([value, label]) => ({
            type: 'radio',
            label,
            checked: value === theme,
            click: () => setTheme(value),
          })),
        },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { label: 'Wall', click: showWall },
        { role: 'togglefullscreen' },
        ...(developing ? developerItems : []),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Open the Data Folder', click: openDataFolder },
        { label: 'Save Diagnostics…', click: saveDiagnostics },
        ...(mac ? [] : [{ type: 'separator' } as const, { role: 'about' } as const]),
      ],
    },
  ]
}

/** So many of the hubs: the dialog has all of them. */
const mostInMenu = 12

/** The way to each place; none where this computer is the only one. */
function placesItem(hubs: MenuState['hubs'], { show, openHub }: MenuActs): MenuItemConstructorOptions[] {
  if (hubs.length === 0) return []
  const items = hubs.slice(0, mostInMenu).map(({ origin, name }) => ({
    // One sign of `&` names the key of an item.
    label: name.replaceAll('&', '&&'),
    click: () => openHub(origin),
  }))
  return [
    { label: 'Places', submenu: [{ label: 'This Computer', click: show }, { type: 'separator' }, ...items] },
  ]
}

const developerItems: readonly MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
]
