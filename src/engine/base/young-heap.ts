// What lives shortly takes no more room than it needs. V8 lets the young generation of a thread that receives streams grow to
// over a hundred megabytes and never takes it back; a limit for it can be given to other threads, but not to the first one once
// it runs. How much it grows by is looked up each time, though: at one, it stays as it is.

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves, in bytes. With less there is more to copy; with more nothing gets faster. */
const enough = 16 * 2 ** 20
/** Calls between two looks: one takes some microseconds. */
const every = 16

/** Gives a function for this process's first thread, to be called again and again while it works. */
export function createYoungHeapLimit(): () => void {
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
