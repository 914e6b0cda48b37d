// Gathers the number columns of one block, event after event, from what the zones see on their way. A path has a column
// only where that is exact: no event holds two numbers there, or one in an array, or one that the matcher of queries does not
// take for a number. What has no column is looked up in the events.

import { blockSize } from './blocks.ts'
import { wordsPerBlock } from './event-bits.ts'
import { encodeColumn } from './number-column.ts'
import type { NumberSink } from './zones.ts'

/** Paths beyond so many in one block have no column. */
const mostColumns = 16
/** All columns of a block take at most this part of what its events take, each of which is stored with so many bytes of its own. */
const mostOfEvents = 1 / 8
const bytesBeside = 100
/** Room for the numbers of a block that has only begun; it doubles. */
const firstRoom = 64

type Gathered = { values: Float64Array; count: number; readonly present: Uint32Array; last: number }

export type ColumnGatherer = NumberSink & {
  /** Once the block is whole; `bytes` are those of its events' data. Where there is no room for all, the smallest. */
  readonly columns: (bytes: number) => readonly Column[]
}

/** The numbers at `path`, whose members are joined by dots. */
export type Column = { readonly path: string; readonly numbers: Uint8Array }

export function createColumnGatherer(): ColumnGatherer {
  /** Null: none can be told. */
  const gathered = new Map<string, Gathered | null>()

  let event = -1

  return {
    next: () => {
      event++
    },
    number: (path, value, place) => {
      // A field of a query never has a dot in a member of its path where a column is asked for.
      if (place === 'dotted') return
      let known = gathered.get(path)
      if (known === undefined) {
        known =
          gathered.size < mostColumns
            ? {
                values: new Float64Array(firstRoom),
                count: 0,
                present: new Uint32Array(wordsPerBlock),
                last: -1,
              }
            : null
        if (known === null) return
        gathered.set(path, known)
      }
      if (known === null) return
      if (place === 'list' || known.last === event || !isTold(value)) {
        gathered.set(path, null)
        return
      }
      if (known.count === known.values.length) {
        const wider = new Float64Array(Math.min(blockSize, 2 * known.count))
        wider.set(known.values)
        known.values = wider
      }
      known.values[known.count++] = value
      known.present[event >>> 5] = (known.present[event >>> 5] ?? 0) | (1 << (event & 31))
      known.last = event
    },
    columns: (bytes) => {
      const room = mostOfEvents * (bytes + blockSize * bytesBeside)
      let taken = 0
      return [...gathered]
        .flatMap(([path, one]) =>
          one === null || !path.isWellFormed()
            ? []
            : { path, numbers: encodeColumn(one.values.subarray(0, one.count), one.present) },
        )
        .toSorted((a, b) => a.numbers.length - b.numbers.length)
        .filter(({ numbers }) => {
          taken += numbers.length
          return taken <= room
        })
    },
  }
}

/** Whole numbers that a double may have rounded, and those beyond it, are texts for the matcher (`parseJson`). */
function isTold(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
}
