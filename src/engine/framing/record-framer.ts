// Parts a stream of JSON records (json-records.ts) whatever chunks it comes in. It keeps the bytes of one record at most, and
// of one beyond the limit only its beginning.

import { createByteBuffer } from './byte-buffer.ts'
import { createBomFilter } from './byte-order-mark.ts'
import { type JsonFraming, recordSeparator } from './json-records.ts'

export type RecordHandlers = {
  /** The bytes of a record without its line feed, perhaps blank; they are valid until the call returns. */
  readonly onRecord: (bytes: Uint8Array) => void
  /** A record of more bytes than the limit; where it is not `whole`, it has at least `size`. Nothing after it is read. */
  readonly onTooLarge: (record: {
    readonly head: Uint8Array
    readonly size: number
    readonly whole: boolean
  }) => void
}

export type RecordFramer = {
  readonly push: (chunk: Uint8Array) => void
  /** The stream is over: a record beyond the limit is told as it is. */
  readonly end: () => void
  /** The bytes of the record that has begun; valid until the next call. */
  readonly rest: () => Uint8Array
}

const lf = 10
const [quote, backslash] = [34, 92]
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93]
const keptHead = 64 * 1_024
/** The true size of a record is counted up to this multiple of the limit. */
const countedLimits = 8

export function createRecordFramer(
  framing: JsonFraming,
  limit: number,
  { onRecord, onTooLarge }: RecordHandlers,
): RecordFramer {
  const mark = createBomFilter()
  const buffer = createByteBuffer()
  let size = 0
  let over = false

  const tooLarge = (whole: boolean) => {
    over = true
    const head = Buffer.from(buffer.bytes().subarray(0, Math.min(buffer.length(), keptHead)))
    buffer.cutTo(0)
    onTooLarge({ head, size: Math.min(size, limit * countedLimits), whole })
  }

  /** More of the present record: `chunk` from `from` to `to`, to its end where it `ends` there. */
  const take = (chunk: Uint8Array, from: number, to: number, ends: boolean) => {
    size += to - from
    if (ends && size <= limit && buffer.length() === 0) onRecord(chunk.subarray(from, to))
    else {
      buffer.append(chunk, from, Math.min(to, from + Math.max(0, limit - buffer.length())))
      if (size > limit) {
        if (ends || size >= limit * countedLimits) tooLarge(ends)
      } else if (ends) onRecord(buffer.bytes().subarray(0, buffer.length()))
    }
    if (!ends || over) return
    buffer.cutTo(0)
    size = 0
  }

  const scanLines = (chunk: Uint8Array) => {
    let from = 0
    for (let at = chunk.indexOf(lf); at >= 0 && !over; at = chunk.indexOf(lf, from)) {
      take(chunk, from, at, true)
      from = at + 1
    }
    if (!over) take(chunk, from, chunk.length, false)
  }

  let depth = 0
  let inString = false
  let escaped = false
  /** A text may have line feeds in it; the one after it stands outside of all brackets. */
  const scanSequence = (chunk: Uint8Array) => {
    let from = 0
    const endAt = (at: number) => {
      take(chunk, from, at, true)
      from = at + 1
      depth = 0
      inString = false
      escaped = false
    }
    for (let at = 0; at < chunk.length && !over; at++) {
      const byte = chunk[at]
      // RFC 7464, 2.1: it stands in no JSON text, so a text that was cut off ends here.
      if (byte === recordSeparator) endAt(at)
      else if (inString) {
        inString = escaped || byte !== quote
        escaped = !escaped && byte === backslash
      } else if (byte === quote) inString = true
      else if (byte === openBrace || byte === openBracket) depth++
      else if (byte === closeBrace || byte === closeBracket) depth--
      else if (byte === lf && depth <= 0) endAt(at)
    }
    if (!over) take(chunk, from, chunk.length, false)
  }

  const scan = framing === 'lines' ? scanLines : scanSequence
  return {
    push: (chunk) => {
      for (const text of mark.push(chunk)) if (!over) scan(text)
    },
    end: () => {
      if (over) return
      scan(mark.rest())
      if (size > limit) tooLarge(false)
      over = true
    },
    rest: () => buffer.bytes().subarray(0, buffer.length()),
  }
}
