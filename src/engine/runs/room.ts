// Where a stream waits before more of it is read: until the disk is no longer behind, and then until the event loop has
// time for it.

import type { Turns } from '../connection/turns.ts'
import type { Batcher } from './batcher.ts'

/** Gives the function that resolves when `bytes` more may be worked on. */
export function createRoom(batcher: Pick<Batcher, 'room'>, turns: Turns): (bytes: number) => Promise<void> {
  return async (bytes) => {
    for (let full = batcher.room(); full !== null; full = batcher.room()) {
      await full
      await turns.take(bytes)
    }
    await turns.take(bytes)
  }
}
