// Sleep and wake from the system, the network's coming and going from asking: Electron's main process has no event for
// the latter. Asking is cheap, it reads what the system already knows.

import type { NetworkPort } from '../../engine/index.ts'

/** What is used of Electron's power monitor. */
type PowerEvents = {
  on(event: 'suspend', listener: () => void): unknown
  on(event: 'resume', listener: () => void): unknown
  off(event: 'suspend', listener: () => void): unknown
  off(event: 'resume', listener: () => void): unknown
}

export type NetworkSources = {
  readonly power: PowerEvents
  /** `false` is certain, `true` is not: some network is up. */
  readonly isOnline: () => boolean
}

const askEveryMs = 3_000

/** Tells `suspend` and `resume` at once, `offline` and `online` within three seconds of the change. */
export function createNetwork({ power, isOnline }: NetworkSources): NetworkPort {
  return (listener) => {
    let online = true
    const ask = () => {
      const now = isOnline()
      if (now === online) return
      online = now
      listener(now ? 'online' : 'offline')
    }
    const onSuspend = () => listener('suspend')
    const onResume = () => {
      listener('resume')
      // Waking ends every pause; one for a network that is still away must begin again.
      online = true
      ask()
    }
    power.on('suspend', onSuspend)
    power.on('resume', onResume)
    const timer = setInterval(ask, askEveryMs)
    ask()
    return () => {
      clearInterval(timer)
      power.off('suspend', onSuspend)
      power.off('resume', onResume)
    }
  }
}
