// The beginning of an answer's body: whether it is a stream although its head does not say so, and what it says where it is
// none. No byte is lost: whoever reads the stream gets what was looked at first.

import { type JsonFraming, recordSeparator } from '../framing/json-records.ts'
import type { Decompressed } from './decompress.ts'

/** How a body is parted into events: as an event stream, or as JSON records. */
export type Framing = 'events' | JsonFraming

export type BodyStart = {
  /** How the body is framed, told by its beginning; null where it is no stream. Waits until that is known. */
  readonly framing: () => Promise<Framing | null>
  /** An answer that goes on after a whole JSON text is no document: `framing` need not wait for the second text. */
  readonly isLate: () => boolean
  /** The first 16 kB as text, waiting no longer than a second for what has not come. */
  readonly text: () => Promise<string>
  /** All of the body. */
  readonly chunks: () => AsyncIterator<Buffer>
}

const textLimit = 16_384
const textWaitMs = 1_000
/** A first line beyond this is taken for a document. */
const lineLimit = 2 ** 20
const [lf, cr, space, tab, colon, openBrace] = [10, 13, 32, 9, 58, 123]
const mark = Buffer.from([0xef, 0xbb, 0xbf])
const fieldStarts = ['data:', 'event:', 'id:', 'retry:'].map((text) => Buffer.from(text))

export function startBody({ body, end }: Pick<Decompressed, 'body' | 'end'>): BodyStart {
  const source: AsyncIterator<Buffer> = body[Symbol.asyncIterator]()
  let begun: Buffer = Buffer.alloc(0)
  let isOver = false
  /** What came before the connection broke is judged as it is. */
  let failure: { readonly thrown: unknown } | null = null
  let reading: Promise<void> | null = null
  const read = async () => {
    try {
      const chunk = await source.next()
      if (chunk.done === true) isOver = true
      else begun = begun.length === 0 ? chunk.value : Buffer.concat([begun, chunk.value])
    } catch (thrown) {
      isOver = true
      failure = { thrown }
    }
    reading = null
  }
  const more = () => {
    reading ??= read()
    return reading
  }
  const records = createRecordCheck()
  const late = Promise.withResolvers<void>()
  let isLate = false

  /** What was looked at, and then what follows. Nothing that was given is kept: a stream may stay for days. */
  const next = async (): Promise<IteratorResult<Buffer>> => {
    if (begun.length === 0) await reading
    if (begun.length > 0) {
      const value = begun
      begun = Buffer.alloc(0)
      return { done: false, value }
    }
    if (failure !== null) throw failure.thrown
    return source.next()
  }

  const judge = (): Framing | null | 'unknown' => {
    const told = beginsAs(begun)
    if (told !== 'json') return told === 'unknown' && isOver ? null : told
    const found = records(begun, isLate)
    return found === 'unknown' && isOver ? null : found
  }

  return {
    framing: async () => {
      for (let found = judge(); ; found = judge()) {
        if (found !== 'unknown') return found
        await Promise.race([more(), late.promise])
      }
    },
    isLate: () => {
      if (records(begun, true) !== 'lines') return false
      isLate = true
      late.resolve()
      return true
    },
    text: async () => {
      const timer = setTimeout(end, textWaitMs)
      while (!isOver && begun.length < textLimit) await more()
      clearTimeout(timer)
      end()
      return begun.subarray(0, textLimit).toString('utf8')
    },
    chunks: () => (begun.length === 0 && reading === null ? source : { next }),
  }
}

/** What the first bytes of a body make it; `json` where that depends on more than these. */
function beginsAs(bytes: Buffer): 'events' | 'sequence' | 'json' | 'unknown' | null {
  let at = 0
  if (bytes.subarray(0, 3).equals(mark)) at = 3
  else if (bytes.length < 3 && mark.subarray(0, bytes.length).equals(bytes)) return 'unknown'
  while (bytes[at] === lf || bytes[at] === cr) at++
  const first = bytes[at]
  if (first === undefined) return 'unknown'
  if (first === colon) return 'events'
  if (first === recordSeparator) return 'sequence'
  for (const start of fieldStarts) {
    const found = bytes.subarray(at, at + start.length)
    if (found.equals(start)) return 'events'
    if (found.length < start.length && start.subarray(0, found.length).equals(found)) return 'unknown'
  }
  while (bytes[at] === space || bytes[at] === tab) at++
  if (bytes[at] === undefined) return 'unknown'
  return bytes[at] === openBrace ? 'json' : null
}

/**
 * Whether a body that begins with a brace is JSON lines: its first line is a whole object, and another one follows, as in no
 * JSON document; or nothing does and the answer goes on all the same, `long` after.
 */
function createRecordCheck(): (bytes: Buffer, long: boolean) => 'lines' | 'unknown' | null {
  let looked = 0
  let after: number | null = null
  let isObject = false
  return (bytes, long) => {
    if (after === null) {
      const end = firstLineEnd(bytes, looked)
      looked = bytes.length
      if (end === null) return bytes.length > lineLimit ? null : 'unknown'
      after = end
      isObject = isJsonText(bytes.subarray(0, end))
    }
    if (!isObject) return null
    let at = after
    while (bytes[at] === lf || bytes[at] === cr || bytes[at] === space || bytes[at] === tab) at++
    if (bytes[at] === undefined) return long ? 'lines' : 'unknown'
    return bytes[at] === openBrace ? 'lines' : null
  }
}

/** Where the first line that is not blank ends; null where it does not yet. */
function firstLineEnd(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(lf, from); at >= 0; at = bytes.indexOf(lf, at + 1))
    if (bytes.subarray(0, at).includes(openBrace)) return at
  return null
}

function isJsonText(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''))
    return true
  } catch {
    return false
  }
}
