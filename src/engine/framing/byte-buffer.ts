// A growable buffer: appended at its end, cut back there, and taken from the front. One allocation however many pieces
// arrive, since a server may send single bytes.

export type ByteBuffer = {
  /** Valid up to `length()`, and until the next `append`. */
  readonly bytes: () => Buffer
  readonly length: () => number
  readonly append: (source: Uint8Array, from: number, to: number) => void
  readonly appendByte: (byte: number) => void
  /** Cuts back to the first `length` bytes. */
  readonly cutTo: (length: number) => void
  /** Takes the first `length` bytes away and gives them as a copy. */
  readonly takeFirst: (length: number) => Buffer
}

const smallest = 1_024
/** A larger buffer is replaced by a small one as soon as it is empty. */
const keptRoom = 2 ** 20

export function createByteBuffer(): ByteBuffer {
  let buffer = Buffer.allocUnsafeSlow(smallest)
  let length = 0

  const makeRoom = (more: number) => {
    if (length + more <= buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(length + more, buffer.length * 2))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }
  const shrink = () => {
    if (length === 0 && buffer.length > keptRoom) buffer = Buffer.allocUnsafeSlow(smallest)
  }

  return {
    bytes: () => buffer,
    length: () => length,
    append: (source, from, to) => {
      if (to <= from) return
      makeRoom(to - from)
      buffer.set(from === 0 && to === source.length ? source : source.subarray(from, to), length)
      length += to - from
    },
    appendByte: (byte) => {
      makeRoom(1)
      buffer[length++] = byte
    },
    cutTo: (wanted) => {
      length = wanted
      shrink()
    },
    takeFirst: (wanted) => {
      const taken = Buffer.from(buffer.subarray(0, wanted))
      buffer.copyWithin(0, wanted, length)
      length -= wanted
      shrink()
      return taken
    },
  }
}
