// Where the next event begins in bytes whose beginning is missing: behind the first blank line of an event stream (HTML
// standard, 9.2.5: lines end with CR LF, LF or CR), behind the first line feed of JSON lines, at the first record separator.

import type { Framing } from '../connection/body-start.ts'
import { recordSeparator } from '../framing/json-records.ts'

const [lf, cr] = [10, 13]

export type Boundary = {
  /** The offset in `bytes` at which the next event begins; null where it is not in them. */
  readonly find: (bytes: Uint8Array) => number | null
  /** The next bytes do not follow those before. */
  readonly reset: () => void
}

export function createBoundary(framing: Framing): Boundary {
  if (framing === 'lines') return boundaryAt((bytes) => after(bytes.indexOf(lf)))
  if (framing === 'sequence') return boundaryAt((bytes) => found(bytes.indexOf(recordSeparator)))
  return blankLine()
}

function boundaryAt(find: Boundary['find']): Boundary {
  return { find, reset: () => {} }
}

const found = (at: number): number | null => (at < 0 ? null : at)
const after = (at: number): number | null => (at < 0 ? null : at + 1)

/** A line end that comes right behind another one. The CR and the LF of one line end may come apart. */
function blankLine(): Boundary {
  let lineEnds = 0
  let afterCr = false
  return {
    find: (bytes) => {
      for (const [i, byte] of bytes.entries()) {
        // A blank line was found, and an LF may still belong to its end.
        if (lineEnds === 2) return byte === lf && afterCr ? i + 1 : i
        if (byte === lf && afterCr) afterCr = false
        else if (byte === lf || byte === cr) {
          lineEnds++
          afterCr = byte === cr
        } else {
          lineEnds = 0
          afterCr = false
        }
        if (lineEnds === 2 && !afterCr) return i + 1
      }
      return null
    },
    reset: () => {
      lineEnds = 0
      afterCr = false
    },
  }
}
