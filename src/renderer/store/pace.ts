// When pushes reach the screen. A frame has a price of its own, and each row that changes in it as well, so runs that have only gone
// on wait for one another, a second at most. What a person waits for is never held: a run whose state has changed, the run that
// is open, a push after a pause, and what is so much that its frame pays for itself: a large push, or one of many.

import type { Changes } from '../../core/contract/contract.ts'
import { needsPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from './clock.ts'

/** Frames come with the ticks of the clock, in the same task. */
const paceMs = 1_000
/** A push of this many runs is shown at once, and so is every push while this many runs a second come in them. */
const largePush = 32
const busyRuns = 500

export type Pace = {
  readonly add: (changes: Changes) => void
  /** Applies what waits. */
  readonly flush: () => void
  /** Forgets what waits. */
  readonly drop: () => void
}

/**
 * Hands pushes to `apply`, several at once where they may wait, and the number of the last of which all is shown then; null where that
 * stays. `isWhole` says of a push that none of its runs may wait, since it brings something else too; `mayWait` says of a run of any
 * other that it may.
 */
export function createPace(
  apply: (pushes: readonly Changes[], seq: number | null) => void,
  { isWhole, mayWait }: { isWhole: (changes: Changes) => boolean; mayWait: (run: RunSummary) => boolean },
  clock: Pick<Clock, 'subscribe'>,
): Pace {
  let waiting: Changes[] = []
  /** The number of the last push that was added. */
  let newest = 0
  let stopWaiting: (() => void) | null = null
  let appliedAt = Number.NEGATIVE_INFINITY
  let addedAt = 0
  /** Runs a second: the past counts for less and less, and what is a second old for a third. */
  let rate = 0

  function drop(): void {
    stopWaiting?.()
    stopWaiting = null
    waiting = []
  }

  function flush(): void {
    const pushes = waiting
    drop()
    if (pushes.length === 0) return
    appliedAt = Date.now()
    apply(pushes, newest)
  }

  /** Those runs of a push that may not wait are shown; what waits of the same runs is older. */
  function show(changes: Changes): void {
    const shown = changes.runs.filter((run) => !mayWait(run))
    const ids = new Set(shown.map(({ id }) => id))
    waiting = [...waiting, changes].flatMap((one) => {
      const runs = one.runs.filter(({ id }) => !ids.has(id))
      return runs.length === 0 ? [] : [{ ...one, runs }]
    })
    if (waiting.length > 0) stopWaiting ??= clock.subscribe(flush)
    if (shown.length > 0) apply([{ ...changes, runs: shown }], waiting.length > 0 ? null : newest)
  }

  return {
    add(changes) {
      const now = Date.now()
      const isFirst = waiting.length === 0
      newest = changes.seq
      rate = rate * Math.exp(Math.min(0, addedAt - now) / 1_000) + changes.runs.length
      addedAt = now
      // While others wait there was no pause: shown a moment before their frame, it would be a second one in every second. A
      // clock that was set back must not hold anything.
      const isRested = (isFirst && now - appliedAt >= paceMs) || now < appliedAt
      const isMuch = changes.runs.length >= largePush || rate >= busyRuns
      if (isRested || isMuch || isWhole(changes)) {
        waiting.push(changes)
        flush()
      } else show(changes)
    },
    flush,
    drop,
  }
}

/** Whether a run has only gone on: further events, and no state, cause, mark or alert that is another, nor another need of someone. */
export function hasOnlyGoneOn(before: RunSummary | undefined, after: RunSummary): boolean {
  return (
    before !== undefined &&
    before.job.state === after.job.state &&
    before.connection.state === after.connection.state &&
    before.connection.cause === after.connection.cause &&
    before.connection.retryAt === after.connection.retryAt &&
    before.title === after.title &&
    needsPerson(before) === needsPerson(after) &&
    JSON.stringify([before.marks, before.attention]) === JSON.stringify([after.marks, after.attention])
  )
}
