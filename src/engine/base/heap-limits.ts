// The memory that V8 takes is held near what it needs. It lets the young generation of a thread that receives streams grow to
// over a hundred megabytes and never takes it back; and it leaves what has died in the old one until that is four times what
// lives, with the buffers of sockets that hang on it. Limits can be given to other threads, but not to the first one once it runs.
// How much both grow by is looked up each time, though.

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of the young generation, in bytes. With less there is more to copy; with more nothing gets faster. */
const enough = 16 * 2 ** 20
/** Calls between two looks: one takes some microseconds. */
const every = 16
/**
 * What the old one may grow by before it is collected, in percent. Ingest takes a seventh less memory by it at no cost that could
 * be measured; at 40 it takes some 20 MB less still, and a twenty-fifth of the first thread's time.
 */
const growth = 100

/** Holds the heaps of this process's threads; gives a function for its first thread, to be called again and again while it works. */
export function createHeapLimits(): () => void {
  setFlagsFromString(`--heap-growing-percent=${growth}`)
  let calls = 0
  let isHeld = false
  return () => {
    if (calls++ % every !== 0) return
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
    // It is made smaller when there is little to do, and has to grow again then.
    const hold = (young?.space_size ?? 0) >= enough
    if (hold !== isHeld) setFlagsFromString(`--semi-space-growth-factor=${hold ? 1 : 2}`)
    isHeld = hold
  }
}
