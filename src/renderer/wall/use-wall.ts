// What the wall asks of the browser while it is shown: the screen stays awake, the window is full, the pointer is hidden, and
// whoever touches anything is told how to leave. Each of them ends with the wall. A browser that has none of it shows the wall
// all the same.

import { useEffect, useState } from 'react'
import { useFrame } from '../desk/frame-context.ts'
import { shortcutOf } from '../desk/keys.ts'
import type { Handlers } from '../desk/shortcuts.ts'
import { fillScreen, isScreenFilled, leaveFullScreen } from '../ui/full-screen.ts'

/** The way out is shown for so long. */
const hintMs = 4_000

/** Keeps the screen on (Screen Wake Lock). The system takes the lock back whenever the page is hidden. */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let stopped = false
    const ask = async () => {
      if (stopped || document.visibilityState !== 'visible' || (lock !== null && !lock.released)) return
      try {
        lock = await navigator.wakeLock.request('screen')
        if (stopped) await lock.release()
      } catch {
        // Refused, as on a low battery, or unknown here: the system's own settings hold.
      }
    }
    const again = () => void ask()
    again()
    document.addEventListener('visibilitychange', again)
    return () => {
      stopped = true
      document.removeEventListener('visibilitychange', again)
      void lock?.release()
    }
  }, [])
}

/**
 * Calls `leave` on Escape, which a browser keeps to itself while the screen is filled, and fills the screen on F. Gives whether
 * the way out is to be shown: at first, and after any key and any move of the pointer. It takes the window's keys, which would
 * otherwise be kept, and be carried out on the board once the wall is left.
 */
export function useWayOut(leave: () => void): boolean {
  const { keyMail } = useFrame()
  const [isShown, setShown] = useState(true)
  useEffect(() => {
    let timer = setTimeout(() => setShown(false), hintMs)
    const show = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setShown(false), hintMs)
      setShown(true)
    }
    const handlers: Handlers<'wall'> = { leave, 'fill-screen': () => void fillScreen() }
    const pressed = (event: KeyboardEvent) => {
      const id = shortcutOf('wall', event)
      if (id !== null) handlers[id]()
      show()
    }
    let wasFilled = isScreenFilled()
    const changed = () => {
      const isFilled = isScreenFilled()
      if (wasFilled && !isFilled) leave()
      wasFilled = isFilled
    }
    const stopKeys = keyMail.take(pressed)
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener('pointermove', show, { signal })
    window.addEventListener('pointerdown', show, { signal })
    document.addEventListener('fullscreenchange', changed, { signal })
    return () => {
      stopKeys()
      stop.abort()
      clearTimeout(timer)
      leaveFullScreen()
    }
  }, [leave, keyMail])
  return isShown
}
