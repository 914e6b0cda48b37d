// The icon in the system's tray, with its menu and its number. It is there as long as the app is, so that a hidden window is
// never the only way to it; and it says whether anybody sees it.

import { Menu, type NativeTheme, Tray } from 'electron'
import { trayImageName } from './image-names.ts'
import { imageNamed } from './images.ts'
import type { Muted } from './mute.ts'
import type { Standing } from './standing.ts'
import { hasTrayHost } from './tray-host.ts'
import { standingWords, type TrayActs, trayMenu } from './tray-menu.ts'

export type AppTray = {
  /** `clock` writes the time (epoch ms) until which it is muted. */
  readonly show: (standing: Standing, muted: Muted | null, clock: (at: number) => string) => void
  /** Whether the icon can be seen. Only Linux has desktops that show none. */
  readonly isSeen: () => Promise<boolean>
}

export type TrayOptions = {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  readonly theme: Pick<NativeTheme, 'shouldUseDarkColorsForSystemIntegratedUI' | 'on'>
  readonly acts: TrayActs
}

/** Once the app is ready. */
export function createTray({ platform, env, theme, acts }: TrayOptions): AppTray {
  const imageOf = (needs: number) =>
    trayImageName(platform, needs, theme.shouldUseDarkColorsForSystemIntegratedUI)
  let needs = 0
  let image = imageOf(needs)
  let menu = ''
  /** Who has used the icon has seen it, whatever the desktop says of itself. */
  let wasUsed = false
  const used =
    <A extends unknown[]>(act: (...args: A) => void) =>
    (...args: A) => {
      wasUsed = true
      act(...args)
    }
  const usedActs: TrayActs = {
    open: used(acts.open),
    openRun: used(acts.openRun),
    mute: used(acts.mute),
    unmute: used(acts.unmute),
    quit: used(acts.quit),
  }
  const tray = new Tray(imageNamed(image))
  tray.on('click', usedActs.open)

  const draw = () => {
    const next = imageOf(needs)
    if (next === image) return
    image = next
    tray.setImage(imageNamed(image))
  }
  theme.on('updated', draw)

  return {
    show: (standing, muted, clock) => {
      needs = standing.tallies['needs-me']
      draw()
      const template = trayMenu(standing, muted, usedActs, clock)
      // A menu that is open would be closed by a new one.
      const text = JSON.stringify([template, standing.needing.map(({ id }) => id)])
      if (text === menu) return
      menu = text
      tray.setToolTip(`Runlight: ${standingWords(standing.tallies)}`)
      if (platform === 'darwin') tray.setTitle(needs > 0 ? String(needs) : '')
      tray.setContextMenu(Menu.buildFromTemplate(template))
    },
    isSeen: async () => platform !== 'linux' || wasUsed || hasTrayHost(env, process.getuid?.() ?? 0),
  }
}
