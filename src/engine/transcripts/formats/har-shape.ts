// Whether a text is a HAR: a JSON object that has `log` among its own keys, wherever that stands. Told without parsing, so
// that one that was cut off is still known for what it is.

import type { Pieces } from './lines.ts'

const [quote, backslash, colon] = [34, 92, 58]
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93]
const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13)

/** Reads the first JSON object from byte `start` on, up to its key `log` or to its end. */
export function hasHarLog(pieces: Pieces, start: number): boolean {
  let depth = 0
  let inString = false
  let escaped = false
  /** The last string of the outermost object, as far as it matters. */
  let last: number[] = []
  /** `log` stood there as a key: what follows must be an object. */
  let isNext = false

  for (let position = start; ; ) {
    const piece = pieces(position)
    if (piece.length === 0) return false
    position += piece.length
    for (const byte of piece) {
      if (inString) {
        inString = escaped || byte !== quote
        if (inString && depth === 1 && last.length < 4) last.push(byte)
        escaped = !escaped && byte === backslash
        continue
      }
      if (isSpace(byte)) continue
      if (isNext) return byte === openBrace
      if (byte === quote) {
        inString = true
        last = []
      } else if (byte === colon && depth === 1) isNext = Buffer.from(last).toString('latin1') === 'log'
      else if (byte === openBrace || byte === openBracket) depth++
      else if (byte === closeBrace || byte === closeBracket) {
        depth--
        if (depth === 0) return false
      } else if (depth === 0) return false
    }
  }
}
