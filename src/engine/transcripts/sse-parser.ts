// The text of an event stream as events (HTML standard, 9.2.6), from lines of bytes. Kept apart from the live connection's
// parser because a capture has what a stream has not: comments with times, and bytes that are no UTF-8 and are kept.

import { isUtf8 } from 'node:buffer'

export type CapturedEvent = {
  /** Line on which it begins. */
  readonly line: number
  readonly name: string
  readonly id: string | null
  readonly data: string
  /** The data's bytes where they were no valid UTF-8. */
  readonly raw: Buffer | null
}

export type SseParser = {
  /** The next line; its event where it is the blank line that ends one. */
  readonly line: (bytes: Buffer, number: number) => CapturedEvent | null
  /** Whether an event has begun and not ended. */
  readonly isOpen: () => boolean
  /** Gives up the event that has begun. */
  readonly drop: () => void
}

const colon = 58
const space = 32

/** `onComment` is given the text after the colon of each comment. */
export function createSseParser(onComment: (text: string) => void): SseParser {
  let name = ''
  let id: string | null = null
  let data: Buffer[] = []
  let begun: number | null = null

  const clear = () => {
    name = ''
    id = null
    data = []
    begun = null
  }
  const dispatch = (): CapturedEvent | null => {
    const lines = data
    const event = { line: begun ?? 0, name: name === '' ? 'message' : name, id }
    clear()
    if (lines.length === 0) return null
    const bytes = lines.length === 1 ? (lines[0] ?? Buffer.alloc(0)) : joined(lines)
    return { ...event, data: bytes.toString('utf8'), raw: isUtf8(bytes) ? null : Buffer.from(bytes) }
  }

  return {
    isOpen: () => data.length > 0,
    drop: clear,
    line: (bytes, number) => {
      if (bytes.length === 0) return dispatch()
      if (bytes[0] === colon) {
        onComment(bytes.subarray(1).toString('utf8'))
        return null
      }
      begun ??= number
      const at = bytes.indexOf(colon)
      const field = bytes.subarray(0, at < 0 ? bytes.length : at).toString('latin1')
      const from = at < 0 ? bytes.length : bytes[at + 1] === space ? at + 2 : at + 1
      const value = bytes.subarray(from)
      if (field === 'data') data.push(value)
      else if (field === 'event') name = value.toString('utf8')
      else if (field === 'id' && !value.includes(0)) id = value.toString('utf8')
      return null
    },
  }
}

function joined(lines: readonly Buffer[]): Buffer {
  const parts: Buffer[] = []
  for (const [i, line] of lines.entries()) {
    if (i > 0) parts.push(Buffer.from('\n'))
    parts.push(line)
  }
  return Buffer.concat(parts)
}
