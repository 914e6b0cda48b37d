// One notification of the system. Sounds are the system's own, which a person knows and can switch off there; playing some
// of ours was rejected. Buttons are shown by macOS and Windows; on Linux a click is all there is (Electron 45).

import { Notification } from 'electron'
import type { ShowNote } from '../../core/alerts/telling.ts'
import type { Severity } from '../../core/run/attention.ts'

const urgencies = { info: 'low', warning: 'normal', critical: 'critical' } as const satisfies Readonly<
  Record<Severity, string>
>
/** macOS has sounds by name: a graver one for what cannot wait. */
const criticalSound = 'Sosumi'

const buttons = [
  { type: 'button', text: 'Open' },
  { type: 'button', text: 'Snooze 15 min' },
] as const

/** Shows notifications; null where the system has none. `came` is told of each whether the system showed it. */
export function systemNotes(platform: NodeJS.Platform, came: (wasShown: boolean) => void): ShowNote | null {
  if (!Notification.isSupported()) return null
  return ({ title, body, severity, sound, buttons: hasButtons }, { click, snooze }) => {
    const notification = new Notification({
      title,
      body,
      silent: !sound,
      urgency: urgencies[severity],
      actions: hasButtons && platform !== 'linux' ? [...buttons] : [],
      ...(platform === 'darwin' && sound && severity === 'critical' ? { sound: criticalSound } : {}),
    })
    notification.on('click', click)
    notification.on('action', ({ actionIndex }) => (actionIndex === 1 ? snooze() : click()))
    notification.on('show', () => came(true))
    notification.on('failed', () => came(false))
    notification.show()
    // Whoever holds this holds the notification: one that nobody holds does not hear its click any more.
    return () => notification.close()
  }
}
