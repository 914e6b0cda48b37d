// Undoes HTTP's chunks (RFC 9112, 7.1) where a trace has them: a line with a size before each and a line end behind it. What
// does not begin so is taken as it is.

const sizeLine = /^([0-9a-fA-F]{1,8})(?:;[^\r\n]{0,200})?\r\n/
/** A size with its extensions and its line end is no longer. */
const longestSize = 220

export type Dechunker = {
  /** What `bytes` hold of the body, chunk by chunk. */
  readonly push: (bytes: Buffer) => readonly Buffer[]
}

export function createDechunker(): Dechunker {
  let isChunked: boolean | null = null
  let left = 0
  let held: Buffer = Buffer.alloc(0)

  return {
    push: (bytes) => {
      isChunked ??= sizeLine.test(bytes.toString('latin1', 0, longestSize))
      if (!isChunked) return [bytes]
      const parts: Buffer[] = []
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
      while (held.length > 0) {
        if (left > 0) {
          parts.push(held.subarray(0, left))
          const taken = Math.min(left, held.length)
          held = held.subarray(taken)
          left -= taken
          continue
        }
        const text = held.toString('latin1', 0, longestSize + 2)
        const start = text.startsWith('\r\n') ? 2 : 0
        const size = sizeLine.exec(text.slice(start))
        if (size === null) {
          if (held.length > longestSize) {
            parts.push(held)
            held = held.subarray(held.length)
          }
          break
        }
        held = held.subarray(start + size[0].length)
        left = Number.parseInt(size[1] ?? '0', 16)
      }
      return parts
    },
  }
}
