// Clearing away what removed runs have left, and giving the space back to the disk, slice by slice. Between two slices
// the writer is free for commits; while streams are live it is left alone for longer. Cut short it goes on the next time.

import type { Cleared, Freed } from '../log/sqlite/write/forget.ts'

/** The writer's functions for it, on its thread or straight. */
export type Sweepable = {
  readonly clearSlice: () => Promise<Cleared> | Cleared
  readonly freeSlice: () => Promise<Freed> | Freed
  readonly emptyJournal: () => Promise<boolean> | boolean
}

export type SweepTold = {
  readonly isCancelled: () => boolean
  readonly cleared: (events: number) => void
  /** Bytes still to be given back. */
  readonly freeing: (bytes: number) => void
  /** Leaves the writer to others after a slice that took `ms`. */
  readonly rest: (ms: number) => Promise<void>
  readonly wait: (ms: number) => Promise<void>
}

/** A reader is at most this often in the way of emptying the journal. */
const journalTries = 40
const journalWaitMs = 100

/** Resolves to true when all is cleared and given back, to false when it was cancelled before. */
export async function sweep(
  log: Sweepable,
  { isCancelled, cleared, freeing, rest, wait }: SweepTold,
): Promise<boolean> {
  let events = 0
  for (let left = true; left; ) {
    if (isCancelled()) return false
    const from = performance.now()
    const slice = await log.clearSlice()
    left = slice.left
    events += slice.events
    cleared(events)
    await rest(performance.now() - from)
  }
  for (let left = true; left; ) {
    if (isCancelled()) return false
    const from = performance.now()
    const slice = await log.freeSlice()
    left = slice.left
    freeing(slice.freePages * slice.pageSize)
    await rest(performance.now() - from)
  }
  for (let tries = 0; tries < journalTries && !isCancelled(); tries++) {
    if (await log.emptyJournal()) return true
    await wait(journalWaitMs)
  }
  return true
}
