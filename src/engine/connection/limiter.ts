// Keeps Runlight from being the storm: at most 8 connects a second over all runs, and 4 in 10 seconds for each run,
// whatever anything else in the engine believes it must do.

import type { Clock } from '../clock.ts'

export type Limiter = {
  /** Resolves when `run` may connect; rejects with the signal's reason when it is aborted first. */
  readonly turn: (run: number, signal: AbortSignal) => Promise<void>
  /**
   * The same for one more connection of the same attempt, which a redirect makes: held up by what all runs do together
   * only, so that a chain of redirects is no matter of minutes; the run's next attempt waits for it.
   */
  readonly hop: (run: number, signal: AbortSignal) => Promise<void>
}

const all = { connects: 8, withinMs: 1_000 }
const each = { connects: 4, withinMs: 10_000 }

export function createLimiter(clock: Clock): Limiter {
  const recent: number[] = []
  const byRun = new Map<number, number[]>()

  /** When a window that holds `times` lets one more in. */
  const freeAt = (times: number[], limit: typeof all, now: number): number => {
    while (times.length > 0 && (times[0] ?? 0) <= now - limit.withinMs) times.shift()
    const oldest = times[times.length - limit.connects]
    return oldest === undefined ? now : oldest + limit.withinMs
  }

  const wait = async (run: number, signal: AbortSignal, limited: boolean): Promise<void> => {
    for (;;) {
      signal.throwIfAborted()
      const now = clock.monotonic()
      const own = byRun.get(run) ?? []
      const at = Math.max(freeAt(recent, all, now), limited ? freeAt(own, each, now) : now)
      if (at <= now) {
        recent.push(now)
        own.push(now)
        byRun.set(run, own)
        if (byRun.size > 2_000) forget(now)
        return
      }
      await pause(clock, Math.ceil(at - now), signal)
    }
  }

  const forget = (now: number) => {
    for (const [run, times] of byRun) if ((times.at(-1) ?? 0) <= now - each.withinMs) byRun.delete(run)
  }

  return {
    turn: (run, signal) => wait(run, signal, true),
    hop: (run, signal) => wait(run, signal, false),
  }
}

/** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const abort = () => {
      cancel()
      reject(signal.reason)
    }
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
    signal.addEventListener('abort', abort, { once: true })
  })
}
