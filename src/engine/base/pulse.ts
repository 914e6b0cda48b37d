// A beat for what depends on time, which sleeps while nothing is due: a process at rest pays for every time that it is woken.

import type { Clock } from './clock.ts'

export type Pulse = {
  /** Something happened that may be due sooner: it beats within a second. */
  readonly stir: () => void
  readonly stop: () => void
}

const soonestMs = 1_000
/** However long nothing is due: the computer's clock may be set, and no beat tells of that. */
const longestMs = 10_000

/** Begins with a beat. `beat` returns how long the next one can wait, in ms; it comes at least a second later. */
export function createPulse(clock: Clock, beat: () => number): Pulse {
  let cancel: (() => void) | null = null
  let dueAt = 0
  let isStirred = false
  let isStopped = false
  const wait = (ms: number) => {
    cancel?.()
    dueAt = clock.monotonic() + ms
    cancel = clock.after(ms, turn)
  }
  const turn = () => {
    isStirred = false
    const ms = beat()
    if (!isStopped) wait(isStirred ? soonestMs : Math.min(Math.max(ms, soonestMs), longestMs))
  }
  turn()
  return {
    stir: () => {
      isStirred = true
      if (!isStopped && dueAt > clock.monotonic() + soonestMs) wait(soonestMs)
    },
    stop: () => {
      isStopped = true
      cancel?.()
    },
  }
}
