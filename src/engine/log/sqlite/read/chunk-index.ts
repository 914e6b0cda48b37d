// The stretches of a run's text in pieces. Flags and names alone are read, once. Storing them with the blocks was rejected:
// they are needed for runs that someone looks at, and of those it takes little.

import type Database from 'better-sqlite3'
import {
  type ChunkStretch,
  type ChunkStretches,
  createChunkStretches,
  mostJoined,
} from '../../shown/chunk-stretches.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { unpackText } from '../rows/text.ts'

const keptRuns = 8

/** Gives the stretches of a run up to its event `count`. */
export function createChunkIndex(db: Database.Database): (run: number, count: number) => ChunkStretch[] {
  const next = db
    .prepare('SELECT key, attempt, name, flags FROM events WHERE key > ? AND key <= ? ORDER BY key')
    .raw()
  const kept = new Map<number, ChunkStretches>()

  return (run, count) => {
    const known = kept.get(run)
    const isShorter = known !== undefined && known.looked() > count
    const held = known === undefined || isShorter ? createChunkStretches() : known
    const until = Math.min(count, mostJoined)
    for (const row of next.iterate(eventKey(run, held.looked()), eventKey(run, until))) {
      const [key, attempt, stored, bits] = row as [number, number, string | Uint8Array, number]
      held.add(key - run * runShift, attempt, bits, () => unpackText(stored))
    }
    kept.delete(run)
    kept.set(run, held)
    if (kept.size > keptRuns) kept.delete(kept.keys().next().value ?? run)
    return held.list()
  }
}
