// JSON texts one after the other as the events of a stream: JSON lines (one text a line; also called NDJSON) and JSON text
// sequences (RFC 7464: a record separator before each text, a line feed after it). One record is one event named `message`,
// without an id, whose data is the text as it came. Pure: live streams and files are read by it alike.

import { isUtf8 } from 'node:buffer'

export type JsonFraming = 'lines' | 'sequence'

export type JsonRecord = {
  readonly data: string
  /** The bytes as they came, where they are no valid UTF-8. */
  readonly raw: Uint8Array | null
}

const types: ReadonlyMap<string, JsonFraming> = new Map([
  ['application/x-ndjson', 'lines'],
  ['application/ndjson', 'lines'],
  ['application/jsonl', 'lines'],
  ['application/x-jsonl', 'lines'],
  ['application/json-lines', 'lines'],
  ['application/jsonlines', 'lines'],
  ['application/x-jsonlines', 'lines'],
  ['application/stream+json', 'lines'],
  ['application/x-json-stream', 'lines'],
  ['application/json-seq', 'sequence'],
])

/** In lower case. */
export const jsonRecordTypes: readonly string[] = [...types.keys()]

/** How an answer of this `Content-Type` is framed; null where the type says nothing of JSON records. */
export function jsonFramingOf(contentType: string): JsonFraming | null {
  return types.get((contentType.split(';')[0] ?? '').trim().toLowerCase()) ?? null
}

const [tab, lf, cr, space] = [9, 10, 13, 32]
export const recordSeparator = 30

/** The record of one line's bytes, without its line feed; null of a blank one. */
export function recordOf(line: Uint8Array): JsonRecord | null {
  let from = 0
  let to = line.length
  if (line[from] === recordSeparator) from++
  while (to > from && (line[to - 1] === cr || line[to - 1] === lf)) to--
  let isBlank = true
  for (let at = from; at < to && isBlank; at++) isBlank = isSpace(line[at])
  if (isBlank) return null
  const bytes = Buffer.from(line.buffer, line.byteOffset + from, to - from)
  return { data: bytes.toString('utf8'), raw: isUtf8(bytes) ? null : Buffer.from(bytes) }
}

function isSpace(byte: number | undefined): boolean {
  return byte === space || byte === tab || byte === cr || byte === lf
}

/** Whether a record is a whole JSON text: the last one of a stream needs no line feed then. */
export function isWholeRecord({ data }: JsonRecord): boolean {
  try {
    JSON.parse(data)
    return true
  } catch {
    return false
  }
}
