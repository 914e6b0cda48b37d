// Clearing away what removed runs have left, and giving the space back to the disk, slice by slice. Between two slices
// the writer is free for commits; while streams are live it is left alone for longer. Cut short it goes on the next time.

import type { LogAccess } from '../log/port.ts'

export type SweepTold = {
  readonly signal: AbortSignal
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
  log: Pick<LogAccess, 'clearSlice' | 'files'>,
  { signal, cleared, freeing, rest, wait }: SweepTold,
): Promise<boolean> {
  let events = 0
  for (let left = true; left; ) {
    if (signal.aborted) return false
    const from = performance.now()
    const slice = await log.clearSlice()
    left = slice.left
    events += slice.events
    cleared(events)
    await rest(performance.now() - from)
  }
  const { files } = log
  if (files === null) return true
  for (let left = true; left; ) {
    if (signal.aborted) return false
    const from = performance.now()
    const slice = await files.freeSlice()
    left = slice.left
    freeing(slice.freePages * slice.pageSize)
    await rest(performance.now() - from)
  }
  for (let tries = 0; tries < journalTries && !signal.aborted; tries++) {
    if (await files.emptyJournal()) return true
    await wait(journalWaitMs)
  }
  return true
}
