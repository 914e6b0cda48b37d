// Keeps the standing of the runs: a snapshot, and the engine's pushes since. A snapshot that fails is asked for again, a few
// times; after that the pushes alone count, so that tray and staying awake never stand still.

import type { Changes, Output } from '../../core/contract/contract.ts'
import type { StandingKeeper } from './standing.ts'

type Push = Pick<Changes, 'seq' | 'runs' | 'removed'>

export type Follow = {
  readonly changed: (changes: Push) => void
  /** Takes over how things stand. `ask` gives what the engine answers to `runs.snapshot`, null for an error. */
  readonly begin: (ask: () => Promise<unknown>) => Promise<void>
}

/** How long after each failure the snapshot is asked for again. */
const pausesMs = [250, 1_000, 4_000, 16_000]

/** Follows into `standing`; `moved` is told when it may be another. */
export function createFollow(
  standing: StandingKeeper,
  moved: () => void,
  wait: (ms: number) => Promise<unknown>,
): Follow {
  /** Pushes that wait for the snapshot; null once there is nothing to wait for. */
  let early: Push[] | null = []

  const settle = (since: number) => {
    for (const changes of early ?? []) if (changes.seq > since) standing.apply(changes)
    early = null
    moved()
  }
  return {
    changed: (changes) => {
      if (early !== null) {
        early.push(changes)
        return
      }
      standing.apply(changes)
      moved()
    },
    begin: async (ask) => {
      for (const pause of [0, ...pausesMs]) {
        if (pause > 0) await wait(pause)
        const snapshot = await ask()
        if (!isSnapshot(snapshot)) continue
        standing.replace(snapshot.runs)
        return settle(snapshot.seq)
      }
      settle(-1)
    },
  }
}

/** Of this very engine. Its schema was rejected: ten thousand runs would hold up the process for a third of a second. */
function isSnapshot(value: unknown): value is Output<'runs.snapshot'> {
  return typeof value === 'object' && value !== null && 'runs' in value && Array.isArray(value.runs)
}
