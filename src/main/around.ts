// What surrounds the window: the icon in the tray, the number on the app's icon, notifications, the start at login, closing to
// the tray, and keeping the computer awake. It follows the engine's pushes, whether there is a window or not.

import { setTimeout as wait } from 'node:timers/promises'
import { app, type BrowserWindow, nativeTheme, powerSaveBlocker } from 'electron'
import type { Changes } from '../core/contract/contract.ts'
import { defaultSettings } from '../core/contract/default-settings.ts'
import type { HostMessage } from '../core/contract/host-message.ts'
import type { AppSettings } from '../core/contract/settings.ts'
import type { DeskPort, Engine } from '../engine/index.ts'
import { createAttend } from './attend.ts'
import { givenDataDir } from './files/data-dir.ts'
import { createAwake } from './system/awake.ts'
import { createBadge } from './system/badge.ts'
import { clockOf } from './system/clock.ts'
import { createFollow } from './system/follow.ts'
import { createLogin } from './system/login.ts'
import { createStanding } from './system/standing.ts'
import { createTray } from './system/tray.ts'
import { isTraySeenSoon } from './system/tray-host.ts'
import { decideClosing } from './window/closing.ts'

export type AroundOptions = {
  readonly window: () => BrowserWindow | null
  /** False once the app quits. */
  readonly isGoing: () => boolean
  /** Whether the window's page is there to ask something. */
  readonly isHeard: () => boolean
  /** Opens the window, or brings it to the front. */
  readonly show: () => void
  readonly send: (message: HostMessage) => void
  readonly hubs: Pick<DeskPort, 'askHub' | 'openHub' | 'forgetHub'>
}

export type Around = {
  readonly desk: DeskPort
  readonly onWindow: (window: BrowserWindow) => void
  /** Whether the window is hidden in the tray. */
  readonly isHidden: () => boolean
  readonly apply: (settings: AppSettings) => void
  readonly changed: (changes: Changes) => void
  /** Takes over how things stand, once the engine is open and its pushes come. */
  readonly begin: (engine: Pick<Engine, 'dispatch'>) => Promise<void>
  /** Whether this start shall show no window. At login the tray may come later than the app, and is waited for. */
  readonly startHidden: () => Promise<boolean>
}

/** The tray is drawn at most this often: pushes come twenty times a second. */
const drawEveryMs = 250

export function createAround({ window, isGoing, isHeard, show, send, hubs }: AroundOptions): Around {
  const { platform, env, argv, execPath } = process
  const login = createLogin({ app, platform, argv, env, execPath, dataDir: givenDataDir(argv, env) })
  const standing = createStanding()
  const awake = createAwake(powerSaveBlocker)
  const badge = createBadge(platform, app, window)
  const attend = createAttend({ show, send, muteChanged: () => draw() })
  const tray = createTray({
    platform,
    env,
    theme: nativeTheme,
    acts: {
      open: show,
      openRun: (run) => {
        show()
        send({ host: 'link', link: { type: 'run', run } })
      },
      mute: attend.mute,
      unmute: attend.unmute,
      quit: () => app.quit(),
    },
  })
  let settings = defaultSettings
  let hidden = false
  let timer: NodeJS.Timeout | undefined

  const draw = () => {
    clearTimeout(timer)
    timer = undefined
    const now = standing.get()
    tray.show(now, attend.muted(), clockOf(settings))
    badge.show(now.tallies['needs-me'])
  }
  const keepAwake = () => awake(standing.get().tallies, settings.desktop.stayAwake)
  const follow = createFollow(
    standing,
    () => {
      keepAwake()
      timer ??= setTimeout(draw, drawEveryMs)
    },
    wait,
  )
  draw()

  return {
    desk: {
      state: async () => ({
        closing: platform === 'darwin' ? 'stays' : (await tray.isSeen()) ? 'as-set' : 'ends',
        startsAtLogin: await login.get(),
        notifies: attend.notifies(),
      }),
      startAtLogin: login.set,
      close: () => void setImmediate(() => window()?.close()),
      ...hubs,
    },
    onWindow: (made) => {
      hidden = false
      made.on('hide', () => {
        hidden = true
      })
      made.on('show', () => {
        hidden = false
      })
      badge.onWindow(made)
      attend.onWindow(made)
      // macOS keeps an app whose last window was closed, and its icon in the dock opens the next one.
      if (platform === 'darwin') return
      decideClosing(made, {
        isGoing,
        chosen: () => settings.desktop.closing,
        isTraySeen: tray.isSeen,
        ask: () => {
          if (!isHeard()) return false
          show()
          send({ host: 'closing' })
          return true
        },
        quit: () => app.quit(),
      })
    },
    isHidden: () => hidden,
    apply: (changed) => {
      settings = changed
      keepAwake()
      draw()
    },
    changed: (changes) => {
      attend.changed(changes)
      follow.changed(changes)
    },
    begin: async (engine) => {
      await attend.begin(engine.dispatch)
      await follow.begin(async () => {
        const answer = await engine.dispatch('runs.snapshot', {})
        return answer.ok ? answer.value : null
      })
    },
    startHidden: async () => login.isHiddenStart && isTraySeenSoon(tray.isSeen),
  }
}
