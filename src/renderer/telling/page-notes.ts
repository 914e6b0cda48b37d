// A notification of the browser, and the sound that goes with it. Notifications are silent themselves: the tones tell how
// grave it is, and are switched off here.

import type { Note } from '../../core/alerts/note.ts'
import type { ShowNote } from '../../core/alerts/telling.ts'
import { isOn, permissionNow } from './browser-choices.ts'
import { playTones } from './tones.ts'

/** How long one tab keeps the others from sounding for the same alert, ms: they hear of it at the same moment. */
const soundOnceMs = 5_000

/** Shows `note` as far as this browser lets the page, and sounds. */
export const showPageNote: ShowNote = (note, { click }, tag) => {
  if (note.sound && isOn('sound')) void soundOnce(note, tag)
  if (permissionNow() !== 'allowed' || !isOn('notify')) return () => {}
  try {
    const { title, body } = note
    const notification = new Notification(title, { body, tag: `runlight-${tag}`, silent: true })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
      click()
    })
    return () => notification.close()
  } catch {
    // Browsers of phones show them through a service worker alone, which this page has none of.
    return () => {}
  }
}

async function soundOnce({ severity }: Note, tag: string): Promise<void> {
  if (!('locks' in navigator)) return playTones(severity)
  await navigator.locks.request(`runlight-sound-${tag}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return
    await playTones(severity)
    await new Promise((resolve) => setTimeout(resolve, soundOnceMs))
  })
}
