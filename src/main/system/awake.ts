// Keeps the computer awake while runs are live, where the person wants it. The screen may go dark; nothing is held any
// longer than the last live run.

import type { PowerSaveBlocker } from 'electron'
import type { Tallies } from '../../core/run/tally.ts'

export type Awake = (tallies: Tallies, isWanted: boolean) => void

export function createAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): Awake {
  let held: number | null = null
  return (tallies, isWanted) => {
    const hold = isWanted && isBusy(tallies)
    if (hold === (held !== null)) return
    if (held !== null) blocker.stop(held)
    held = hold ? blocker.start('prevent-app-suspension') : null
  }
}

/** Something is received, or asked for again. What is paused waits for the network or for the person to be back. */
function isBusy(tallies: Tallies): boolean {
  return tallies.live + tallies.connecting + tallies.retrying + tallies.stalled > 0
}
