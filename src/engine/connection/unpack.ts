// Undoes the one content coding an answer may have (RFC 9110, 8.4), giving out what the server flushed as it comes, and
// guards against an answer that unpacks to far more than any stream of events would. Runlight never asks for a coding;
// this is for servers and proxies that send one all the same.

import type { Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

export type Unpacked = {
  readonly body: Readable
  /** Counts `bytes` more of the unpacked body; why it must be given up, or null. */
  readonly take: (bytes: number) => string | null
  /** An event came: what was unpacked so far was of use. */
  readonly event: () => void
}

const mebibyte = 2 ** 20
/** Unpacked, without a single event. */
const barrenLimit = 64 * mebibyte
const ratioLimit = 200
/** Below this much a ratio says nothing: a few repeated lines pack very well. */
const ratioFrom = mebibyte

/** The body of an answer whose codings were judged already (judge.ts); unknown ones are passed on as they are. */
export function unpack(body: Readable, headers: readonly (readonly [string, string])[]): Unpacked {
  const coding = headers
    .find(([name]) => name === 'content-encoding')?.[1]
    .trim()
    .toLowerCase()
  const unpacker = coding === undefined ? null : unpackerFor(coding)
  if (unpacker === null) return { body, take: () => null, event: () => {} }
  body.on('error', (error) => unpacker.destroy(error))
  unpacker.on('close', () => body.destroy())
  let size = 0
  let barren = 0
  return {
    body: body.pipe(unpacker),
    take: (bytes) => {
      size += bytes
      barren += bytes
      if (size >= ratioFrom && size > ratioLimit * unpacker.bytesWritten)
        return `The stream unpacks to more than ${ratioLimit} times its size, as no stream of events does; it was dropped`
      if (barren > barrenLimit)
        return `The stream unpacked to ${barrenLimit / mebibyte} MiB without an event; it was dropped`
      return null
    },
    event: () => {
      barren = 0
    },
  }
}

function unpackerFor(coding: string): ReturnType<typeof createGunzip | typeof createBrotliDecompress> | null {
  const flush = { finishFlush: constants.Z_SYNC_FLUSH }
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(flush)
    case 'deflate':
      return createInflate(flush)
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })
    default:
      return null
  }
}
