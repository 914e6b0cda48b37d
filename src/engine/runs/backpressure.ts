// Delays reading of a stream until the batcher has capacity and the event loop has time.

import type { EventLoopBudget } from '../connection/event-loop-budget.ts'
import type { Batcher } from './batcher.ts'

/** Gives the function that resolves when `bytes` more may be worked on. */
export function createBackpressure(
  batcher: Pick<Batcher, 'waitForCapacity'>,
  budget: EventLoopBudget,
): (bytes: number) => Promise<void> {
  return async (bytes) => {
    for (let full = batcher.waitForCapacity(); full !== null; full = batcher.waitForCapacity()) {
      await full
      await budget.take(bytes)
    }
    await budget.take(bytes)
  }
}
