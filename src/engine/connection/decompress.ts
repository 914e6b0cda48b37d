// Decodes the content coding of a response (RFC 9110, 8.4), passing on what the server flushed as it comes, and guards
// against decompression bombs. Runlight never asks for a coding; some servers and proxies send one all the same.

import { pipeline, Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'

export type Decompressed = {
  readonly body: Readable
  /** Counts `bytes` more of the decompressed body; why it must be given up, or null. */
  readonly take: (bytes: number) => string | null
  /** An event came: what was decompressed so far was of use. */
  readonly event: () => void
  /** Lets go of the connection. */
  readonly end: () => void
}

const mebibyte = 2 ** 20
/** Decompressed, without a single event. */
const sinceEventLimit = 64 * mebibyte
const ratioLimit = 200
/** Below this much a ratio says nothing: a few repeated lines pack very well. */
const ratioFrom = mebibyte

/** The body of an answer whose codings were judged already (check-response.ts); unknown ones are passed on as they are. */
export function decompress(body: Readable, headers: readonly (readonly [string, string])[]): Decompressed {
  const coding = headers
    .find(([name]) => name === 'content-encoding')?.[1]
    .trim()
    .toLowerCase()
  const make = coding === undefined ? undefined : decompressors[coding]
  const end = () => void body.destroy()
  if (make === undefined) return { body, take: () => null, event: () => {}, end }
  let decompressor: Decompressor | null = null
  let size = 0
  let sinceEvent = 0
  const decompressed = Readable.from(
    decompressWith(body, (first) => {
      decompressor = make(first)
      return decompressor
    }),
    { objectMode: false },
  )
  // Whoever reads is told by the reading itself; what fails after that is of no interest.
  decompressed.on('error', () => {})
  return {
    body: decompressed,
    take: (bytes) => {
      size += bytes
      sinceEvent += bytes
      if (size >= ratioFrom && size > ratioLimit * (decompressor?.bytesWritten ?? 0))
        return `The stream unpacks to more than ${ratioLimit} times its size, as no stream of events does; it was dropped`
      if (sinceEvent > sinceEventLimit)
        return `The stream unpacked to ${sinceEventLimit / mebibyte} MiB without an event; it was dropped`
      return null
    },
    event: () => {
      sinceEvent = 0
    },
    end,
  }
}

type Decompressor = ReturnType<typeof createGunzip | typeof createBrotliDecompress>

const flush = { finishFlush: constants.Z_SYNC_FLUSH }
/** By coding. */
const decompressors: Readonly<Record<string, (first: number) => Decompressor>> = {
  gzip: () => createGunzip(flush),
  'x-gzip': () => createGunzip(flush),
  // RFC 9110 means zlib's wrapping by it (RFC 1950: method 8 in the low half of the first byte); many send the bare stream.
  deflate: (first) => ((first & 0x0f) === 8 ? createInflate(flush) : createInflateRaw(flush)),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
}

/** `make` is given the first byte of what is packed. */
async function* decompressWith(body: Readable, make: (first: number) => Decompressor) {
  const packed: AsyncIterator<Buffer> = body[Symbol.asyncIterator]()
  const begun = await packed.next()
  if (begun.done === true) return
  const whole = async function* () {
    yield begun.value
    yield* { [Symbol.asyncIterator]: () => packed }
  }
  // A failure on either side is the decompressor's error, which the loop over it throws.
  yield* pipeline(Readable.from(whole()), make(begun.value[0] ?? 0), () => {})
}
