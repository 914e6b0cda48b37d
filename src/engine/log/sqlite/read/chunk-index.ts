// Where a run's text came in consecutive pieces, so that they are one row each time. Flags and names alone are read, once,
// and the list of stretches grows with the run. A stretch ends at any other event, a ping too, and at a new connection.
// Storing it with the blocks was rejected: it is needed for runs that someone looks at, and of those it takes little.

import type Database from 'better-sqlite3'
import { flags } from '../../../../core/log/flags.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import { unpackText } from '../rows/text.ts'

const keptRuns = 8
/** Later events are rows of their own: looking through them would hold up the first rows of a log of millions. */
const mostJoined = 65_536

/** Events `from` to `to` are one row; `before` counts the events that earlier stretches hide. */
export type ChunkStretch = { readonly from: number; readonly to: number; readonly before: number }

type Kept = {
  stretches: ChunkStretch[]
  looked: number
  name: string
  attempt: number
  /** The answer's pieces and those of a model's reasoning are rows of their own. */
  bits: number
  last: number
}

/** Gives the stretches of a run up to its event `count`. */
export function createChunkIndex(db: Database.Database): (run: number, count: number) => ChunkStretch[] {
  const next = db
    .prepare('SELECT key, attempt, name, flags FROM events WHERE key > ? AND key <= ? ORDER BY key')
    .raw()
  const kept = new Map<number, Kept>()

  return (run, count) => {
    const known = kept.get(run)
    const isShorter = known !== undefined && known.looked > count
    const held = known === undefined || isShorter ? nothing() : known
    const until = Math.min(count, mostJoined)
    for (const row of next.iterate(eventKey(run, held.looked), eventKey(run, until))) {
      const [key, attempt, stored, bits] = row as [number, number, string | Uint8Array, number]
      const seq = key - run * runShift
      held.looked = seq
      if ((bits & ~flags.content) !== flags.chunk) {
        held.last = 0
        continue
      }
      const name = unpackText(stored)
      const isSame = held.name === name && held.attempt === attempt && held.bits === bits
      if (held.last === seq - 1 && isSame) grow(held, seq)
      Object.assign(held, { name, attempt, bits, last: seq })
    }
    kept.delete(run)
    kept.set(run, held)
    if (kept.size > keptRuns) kept.delete(kept.keys().next().value ?? run)
    return held.stretches
  }
}

function nothing(): Kept {
  return { stretches: [], looked: 0, name: '', attempt: 0, bits: 0, last: 0 }
}

/** Event `seq` belongs to the row of the one before it. */
function grow({ stretches }: Kept, seq: number): void {
  const last = stretches.at(-1)
  if (last?.to === seq - 1) stretches[stretches.length - 1] = { ...last, to: seq }
  else stretches.push({ from: seq - 1, to: seq, before: hiddenBy(last) })
}

function hiddenBy(last: ChunkStretch | undefined): number {
  return last === undefined ? 0 : last.before + last.to - last.from
}

/** `stretches` without those that begin at one of `opened`. */
export function withoutOpened(
  stretches: readonly ChunkStretch[],
  opened: readonly number[],
): readonly ChunkStretch[] {
  if (opened.length === 0) return stretches
  const left: ChunkStretch[] = []
  for (const stretch of stretches) {
    if (!opened.includes(stretch.from)) left.push({ ...stretch, before: hiddenBy(left.at(-1)) })
  }
  return left
}

/** The last stretch that begins at `seq` or before it. */
export function stretchAt(stretches: readonly ChunkStretch[], seq: number): ChunkStretch | undefined {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((stretches[middle]?.from ?? 0) <= seq) low = middle + 1
    else high = middle
  }
  return stretches[low - 1]
}

/** How many of the events up to `seq` belong to the row of an earlier one. */
export function joinedUpTo(stretches: readonly ChunkStretch[], seq: number): number {
  const stretch = stretchAt(stretches, seq)
  if (stretch === undefined) return 0
  return stretch.before + Math.min(seq, stretch.to) - stretch.from
}
