// When pushes reach the screen. A frame has a price of its own, and each row that changes in it as well, so runs that have only gone
// on wait for the next tick of the clock, in whose task they are shown. What a person waits for is never held: a run whose state
// has changed, the run that is open, a push after a pause, and what is so much that its frame pays for itself: a large push, or one
// of many.

import type { Changes } from '../../core/contract/contract.ts'
import { needsPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { type Clock, tickMs } from './clock.ts'

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
 * Hands pushes to `apply`, runs that waited with them; `isAll` says whether everything that was added is shown then. `isWhole` says of
 * a push that none of its runs may wait, since it brings something else too; `mayWait` says of a run of any other that it may.
 */
export function createPace(
  apply: (changes: Changes, isAll: boolean) => void,
  { isWhole, mayWait }: { isWhole: (changes: Changes) => boolean; mayWait: (run: RunSummary) => boolean },
  clock: Pick<Clock, 'subscribe'>,
): Pace {
  /** The newest of each run that waits. */
  const waiting = new Map<number, RunSummary>()
  let last: Changes | null = null
  let stopWaiting: (() => void) | null = null
  let appliedAt = Number.NEGATIVE_INFINITY
  let addedAt = 0
  /** Runs a second: the past counts for less and less, and what is a second old for a third. */
  let rate = 0

  function drop(): void {
    stopWaiting?.()
    stopWaiting = null
    waiting.clear()
  }

  function flush(): void {
    if (last !== null && waiting.size > 0) showAll(last)
    else drop()
  }

  /** `changes`, the last push, with what waits. */
  function showAll(changes: Changes): void {
    for (const run of changes.runs) waiting.set(run.id, run)
    for (const id of changes.removed) waiting.delete(id)
    const runs = [...waiting.values()]
    drop()
    appliedAt = Date.now()
    apply({ ...changes, runs }, true)
  }

  /** Those of its runs that may not wait. */
  function show(changes: Changes): void {
    const runs = changes.runs.filter((run) => !mayWait(run))
    for (const run of changes.runs) waiting.set(run.id, run)
    for (const { id } of runs) waiting.delete(id)
    if (waiting.size > 0) stopWaiting ??= clock.subscribe(flush)
    if (runs.length > 0) apply({ ...changes, runs }, waiting.size === 0)
  }

  return {
    add(changes) {
      const now = Date.now()
      const isFirst = waiting.size === 0
      last = changes
      rate = rate * Math.exp(Math.min(0, addedAt - now) / 1_000) + changes.runs.length
      addedAt = now
      // While others wait there was no pause: shown a moment before their frame, it would be a second one in every second. A
      // clock that was set back must not hold anything.
      const isRested = (isFirst && now - appliedAt >= tickMs) || now < appliedAt
      const isMuch = changes.runs.length >= largePush || rate >= busyRuns
      if (isRested || isMuch || isWhole(changes)) showAll(changes)
      else show(changes)
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
