// What a tail and a block hold: the columns of their events as one line of JSON, behind it all data as it came.

import { constants, deflateRawSync, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { BenchEvent } from './events.ts'

export type Compression = 'zstd' | 'deflate'

/** Not compressed: tails are small, and live for minutes. */
export function tailBody(events: readonly BenchEvent[]): string {
  const columns = {
    at: events.map(({ at }) => at),
    name: events.map(({ name }) => name),
    id: events.map(({ id }) => id),
    length: events.map(({ data }) => data.length),
  }
  return `${JSON.stringify(columns)}\n${events.map(({ data }) => data).join('')}`
}

export function pack(body: string, by: Compression): Buffer {
  return by === 'zstd'
    ? zstdCompressSync(body, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
    : deflateRawSync(body, { level: 1 })
}

export function unpack(body: Buffer, by: Compression): string {
  return (by === 'zstd' ? zstdDecompressSync(body) : inflateRawSync(body)).toString()
}

/** The data of the events whose text `finds` may be in, newest first: of all of a block's text, few events are cut out. */
export function* eventsWith(body: string, finds: string): Generator<string> {
  const lower = body.toLowerCase()
  // A letter that is longer in lower case moves all places behind it.
  const places = lower.length === body.length ? lower : body
  let at = places.lastIndexOf(finds)
  if (at === -1) return
  const line = body.indexOf('\n')
  const lengths: readonly number[] = JSON.parse(body.slice(0, line)).length
  let end = body.length
  for (let i = lengths.length - 1; i >= 0 && at > line; i--) {
    const start = end - (lengths[i] ?? 0)
    if (at >= start) {
      yield body.slice(start, end)
      at = start === 0 ? -1 : places.lastIndexOf(finds, start - 1)
    }
    end = start
  }
}
