// Where a stream waits before more of it is read: until the disk is no longer behind, and then until the event loop has
// time for it.

import type { EventLoopBudget } from '../connection/event-loop-budget.ts'
import type { Batcher } from './batcher.ts'

/** Gives the function that resolves when `bytes` more may be worked on. */
export function createBackpressure(
  batcher: Pick<Batcher, 'room'>,
  budget: EventLoopBudget,
): (bytes: number) => Promise<void> {
  return async (bytes) => {
    for (let full = batcher.room(); full !== null; full = batcher.room()) {
      await full
      await budget.take(bytes)
    }
    await budget.take(bytes)
  }
}
