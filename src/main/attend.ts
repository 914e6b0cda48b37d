// A person's attention, away from the window: alerts as the system's notifications, mute, and being back after an absence.

import { app, type BrowserWindow, powerMonitor } from 'electron'
import type { Alert } from '../core/alerts/alert.ts'
import { createTelling } from '../core/alerts/telling.ts'
import { type Changes, calls } from '../core/contract/contract.ts'
import type { HostMessage } from '../core/contract/host-message.ts'
import type { Engine } from '../engine/index.ts'
import { createAbsence } from './system/absence.ts'
import { createMute, type Muted } from './system/mute.ts'
import { systemNotes } from './system/notify.ts'

export type AttendOptions = {
  /** Opens the window, or brings it to the front. */
  readonly show: () => void
  readonly send: (message: HostMessage) => void
  /** Mute began or ended. */
  readonly muteChanged: () => void
}

export type Attend = {
  /** Whether the system shows notifications, as far as the latest one tells. */
  readonly notifies: () => boolean
  readonly onWindow: (window: BrowserWindow) => void
  readonly changed: (changes: Changes) => void
  /** Once the engine is open and its pushes come. */
  readonly begin: (dispatch: Engine['dispatch']) => Promise<void>
  readonly muted: () => Muted | null
  readonly mute: () => void
  readonly unmute: () => void
}

const snoozeForMs = 15 * 60_000

/** Once the app is ready. */
export function createAttend({ show, send, muteChanged }: AttendOptions): Attend {
  const { platform } = process
  const now = () => Date.now()
  const startedAt = now()
  const opened = Promise.withResolvers<Engine['dispatch']>()
  const dispatch: Engine['dispatch'] = async (name, input) => (await opened.promise)(name, input)
  const say = (text: string) => {
    show()
    send({ host: 'said', text, tone: 'bad' })
  }
  let hasFailed = false
  const notes = systemNotes(platform, (wasShown) => {
    if (!wasShown && !hasFailed)
      send({
        host: 'said',
        text: 'The system did not show a notification of an alert. Look whether notifications are allowed for Runlight.',
        tone: 'bad',
      })
    hasFailed = !wasShown
  })
  const mute = createMute(dispatch, now, muteChanged, say)
  const telling = createTelling({
    show: notes,
    markup: platform === 'linux',
    now,
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    newsSince: () => startedAt,
    openAll: show,
    open: ({ run, at }) => {
      show()
      if (run !== null) send({ host: 'link', link: { type: 'moment', run, at } })
    },
    snooze: async (alert) => {
      const until = now() + snoozeForMs
      const answer = await dispatch('alerts.snooze', { what: snoozedOf(alert), until })
      if (!answer.ok) say(answer.error.message)
    },
  })
  /** What was pushed before it was asked what had fired by then: told first, it would make that old news. */
  let early: Alert[] | null = []
  const absence = createAbsence(now, (since) => send({ host: 'back', since }))

  powerMonitor.on('suspend', () => absence.sleep(true))
  powerMonitor.on('resume', () => absence.sleep(false))
  powerMonitor.on('lock-screen', () => absence.lock(true))
  powerMonitor.on('unlock-screen', () => absence.lock(false))
  app.on('will-quit', telling.stop)

  return {
    notifies: () => notes !== null && !hasFailed,
    onWindow: (window) => {
      window.on('focus', () => absence.focus(true))
      window.on('blur', () => absence.focus(false))
      window.on('hide', () => absence.focus(false))
      window.on('closed', () => absence.focus(false))
    },
    changed: ({ alerts, rules }) => {
      if (alerts !== undefined && early === null) telling.changed(alerts)
      else early?.push(...(alerts ?? []))
      if (rules === true) void mute.refresh()
    },
    begin: async (open) => {
      opened.resolve(open)
      await mute.refresh()
      // What fired while the engine opened was pushed to nobody.
      const answer = await open('alerts.list', { open: true, since: startedAt })
      if (answer.ok) telling.changed(calls['alerts.list'].output.parse(answer.value).alerts)
      telling.changed(early ?? [])
      early = null
    },
    muted: mute.get,
    mute: mute.mute,
    unmute: mute.unmute,
  }
}

/** What of the alert is put to rest: its run, its server, or what its rule says of no run. */
function snoozedOf({ run, server, rule }: Alert) {
  if (run !== null) return { type: 'run', run } as const
  return server === null ? ({ type: 'rule', rule } as const) : ({ type: 'server', server } as const)
}
