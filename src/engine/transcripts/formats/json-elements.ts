// The elements of one JSON array, each as the bytes that it has, read in pieces: an array of any length takes the memory of its
// largest element. An array that grows, and was saved before its end, gives what it has.

import type { FileLine, Pieces } from './lines.ts'

const [quote, backslash, comma] = [34, 92, 44]
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93]
const isSpace = (byte: number | undefined) => byte === 32 || (byte !== undefined && byte >= 9 && byte <= 13)

/** Elements from byte `start` on, where the array opens. `number` is the element's own, and `ended` whether a sign follows it. */
export function* readElements(pieces: Pieces, start: number, limit: number): Generator<FileLine> {
  let position = start
  let depth = 0
  let inString = false
  let escaped = false
  let number = 0
  let held: Buffer[] = []
  let heldBytes = 0

  const take = (part: Buffer) => {
    heldBytes += part.length
    if (heldBytes <= limit) held.push(part)
    else held = []
  }
  const element = (ended: boolean, offset: number): FileLine | null => {
    const bytes = heldBytes > limit ? null : trimmed(Buffer.concat(held))
    const length = bytes?.length ?? heldBytes
    held = []
    heldBytes = 0
    return length === 0 ? null : { number: ++number, bytes, length, ended, offset }
  }

  for (;;) {
    const piece = pieces(position)
    if (piece.length === 0) break
    let from = 0
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i]
      if (inString) {
        inString = escaped || byte !== quote
        escaped = !escaped && byte === backslash
        continue
      }
      if (byte === quote) inString = true
      else if (byte === openBrace || byte === openBracket) {
        if (++depth === 1) from = i + 1
        continue
      }
      const closes = byte === closeBrace || byte === closeBracket
      if (closes) depth--
      if (closes ? depth > 0 : byte !== comma || depth !== 1) continue
      take(piece.subarray(from, i))
      from = i + 1
      const made = element(true, position + i + 1)
      if (made !== null) yield made
      if (depth <= 0) return
    }
    if (depth > 0) take(piece.subarray(from))
    position += piece.length
  }
  const last = element(false, position)
  if (last !== null) yield last
}

function trimmed(bytes: Buffer): Buffer {
  let [from, to] = [0, bytes.length]
  while (from < to && isSpace(bytes[from])) from++
  while (to > from && isSpace(bytes[to - 1])) to--
  return bytes.subarray(from, to)
}
