// The lines of a file or of bytes, read in pieces, so that neither a huge file nor a huge line needs more memory than the
// limit allows. It knows nothing of what lines mean, and decodes nothing.

import { readSync } from 'node:fs'

export type FileLine = {
  /** Counts from 1. */
  readonly number: number
  /** Without its line break; null where it is longer than the limit. */
  readonly bytes: Buffer | null
  readonly length: number
  /** Whether a line break ends it: the last line of a file that was cut has none. */
  readonly ended: boolean
  /** Bytes of the file up to the end of this line. */
  readonly offset: number
}

/** Gives the bytes from a position on, as many as it likes, and none at the end. */
export type Pieces = (position: number) => Buffer

/** No line of Runlight's own making is nearly as long. */
export const longestLine = 64 * 2 ** 20
const pieceBytes = 2 ** 20
const lf = 10
const cr = 13

/** The open file `fd`. Each piece is a new one: the lines of the last one may still be looked at. */
export function piecesOfFile(fd: number): Pieces {
  return (position) => {
    const piece = Buffer.allocUnsafe(pieceBytes)
    return piece.subarray(0, readSync(fd, piece, 0, pieceBytes, position))
  }
}

export function piecesOf(bytes: Buffer): Pieces {
  return (position) => bytes.subarray(position, position + pieceBytes)
}

/** The lines from byte `start` on. `anyBreak` takes CR and CRLF for line breaks, too, as event streams do (HTML standard, 9.2.5). */
export function* readLines(
  pieces: Pieces,
  start: number,
  limit: number,
  anyBreak: boolean,
): Generator<FileLine> {
  let position = start
  let number = 0
  let held: Buffer[] = []
  let heldBytes = 0
  let afterCr = false

  const take = (part: Buffer) => {
    heldBytes += part.length
    if (heldBytes <= limit) held.push(part)
    else held = []
  }
  const line = (ended: boolean, offset: number): FileLine => {
    const bytes = heldBytes > limit ? null : held.length === 1 ? (held[0] ?? null) : Buffer.concat(held)
    const length = heldBytes
    held = []
    heldBytes = 0
    return { number: ++number, bytes, length, ended, offset }
  }

  for (;;) {
    const piece = pieces(position)
    const size = piece.length
    if (size === 0) break
    let from = 0
    if (afterCr && piece[0] === lf) from = 1
    afterCr = false
    let nextCr = anyBreak ? piece.indexOf(cr, from) : -1
    let nextLf = piece.indexOf(lf, from)
    for (;;) {
      if (nextLf >= 0 && nextLf < from) nextLf = piece.indexOf(lf, from)
      if (nextCr >= 0 && nextCr < from) nextCr = piece.indexOf(cr, from)
      if (nextLf < 0 && nextCr < 0) break
      const isCr = nextCr >= 0 && (nextLf < 0 || nextCr < nextLf)
      const end = isCr ? nextCr : nextLf
      take(piece.subarray(from, end))
      from = end + 1
      if (isCr && from < size && piece[from] === lf) from++
      else if (isCr && from >= size) afterCr = true
      yield line(true, position + from)
    }
    if (from < size) take(piece.subarray(from, size))
    position += size
  }
  if (heldBytes > 0) yield line(false, position)
}
