// Where a run's text came in consecutive pieces, so that they are one row each time. A stretch ends at any other event, a
// ping too, and at a new connection. The list grows with the run. Pure: who reads the events of a log is not known here.

import { flags } from '../../../core/log/flags.ts'

/** Later events are rows of their own: looking through them would hold up the first rows of a log of millions. */
export const mostJoined = 65_536

/** Events `from` to `to` are one row; `before` counts the events that earlier stretches hide. */
export type ChunkStretch = { readonly from: number; readonly to: number; readonly before: number }

export type ChunkStretches = {
  readonly list: () => ChunkStretch[]
  /** The event that was looked at last. */
  readonly looked: () => number
  /** Looks at event `seq`, the one after the last. `name` is asked for only where it matters. */
  readonly add: (seq: number, attempt: number, bits: number, name: () => string) => void
}

export function createChunkStretches(): ChunkStretches {
  const stretches: ChunkStretch[] = []
  let looked = 0
  /** Of the last piece. The answer's pieces and those of a model's reasoning are rows of their own. */
  let last = { seq: 0, name: '', attempt: 0, bits: 0 }

  /** Event `seq` belongs to the row of the one before it. */
  const grow = (seq: number) => {
    const before = stretches.at(-1)
    if (before?.to === seq - 1) stretches[stretches.length - 1] = { ...before, to: seq }
    else stretches.push({ from: seq - 1, to: seq, before: hiddenBy(before) })
  }

  return {
    list: () => stretches,
    looked: () => looked,
    add: (seq, attempt, bits, nameOf) => {
      looked = seq
      if ((bits & ~flags.content) !== flags.chunk) {
        last.seq = 0
        return
      }
      const name = nameOf()
      const isSame = last.name === name && last.attempt === attempt && last.bits === bits
      if (last.seq === seq - 1 && isSame) grow(seq)
      last = { seq, name, attempt, bits }
    },
  }
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
