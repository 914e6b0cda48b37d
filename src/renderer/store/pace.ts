// When pushes reach the screen. A frame has a price of its own, whatever changes in it, so small pushes that bring nothing
// but further events wait for one another, a second at most. What a person waits for is never held: a change
// of state, the run that is open, a push after a pause, and a push so large that its frame pays for itself.

import type { Changes } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'

/** Frames come at multiples of this, and so with the ticks of the clock. */
const paceMs = 1_000
/** A push of this many runs is shown at once. */
const largePush = 32

export type Pace = {
  readonly add: (changes: Changes) => void
  /** Applies what waits. */
  readonly flush: () => void
  /** Forgets what waits. */
  readonly drop: () => void
}

/** Hands pushes to `apply` in order, several at once where they may wait; `mayWait` says so of one that is small. */
export function createPace(
  apply: (pushes: readonly Changes[]) => void,
  mayWait: (changes: Changes) => boolean,
): Pace {
  let waiting: Changes[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let appliedAt = Number.NEGATIVE_INFINITY

  function drop(): void {
    clearTimeout(timer)
    timer = undefined
    waiting = []
  }

  function flush(): void {
    const pushes = waiting
    drop()
    if (pushes.length === 0) return
    appliedAt = Date.now()
    apply(pushes)
  }

  return {
    add(changes) {
      waiting.push(changes)
      const now = Date.now()
      // A clock that was set back must not hold anything.
      const isRested = now - appliedAt >= paceMs || now < appliedAt
      if (isRested || changes.runs.length >= largePush || !mayWait(changes)) flush()
      else timer ??= setTimeout(flush, paceMs - (now % paceMs))
    },
    flush,
    drop,
  }
}

/** Whether a run has only gone on: further events, and no state, cause, mark or alert that is another. */
export function hasOnlyGoneOn(before: RunSummary | undefined, after: RunSummary): boolean {
  return (
    before !== undefined &&
    before.job.state === after.job.state &&
    before.connection.state === after.connection.state &&
    before.connection.cause === after.connection.cause &&
    before.connection.retryAt === after.connection.retryAt &&
    before.title === after.title &&
    JSON.stringify([before.marks, before.attention]) === JSON.stringify([after.marks, after.attention])
  )
}
