// Reads the bytes of an event stream on their way to the parser (HTML standard, 9.2.5 and 9.2.6) for what the parser does
// not tell: comments, which are signs of life; `retry:`; whether an event carried an id of its own; its size; bytes that
// are not UTF-8. It works on bytes and lines, never on chunks, so every split of the stream gives the same answers.

import { isAscii, isUtf8 } from 'node:buffer'

/** What is known of one event beside its text, in order of dispatch. */
export type Frame = {
  /** It had an `id` field of its own that the standard accepts. */
  readonly hasId: boolean
  /** Its block in bytes, kept only where they are not valid UTF-8. */
  readonly raw: Uint8Array | null
}

export type WireTap = {
  /** Looks through `chunk` and returns the bytes for the parser. */
  readonly push: (chunk: Uint8Array) => readonly Uint8Array[]
  /** The next dispatched event's frame. Ids of blocks before it that had no data are told first, in order. */
  readonly nextFrame: () => Frame
  /** Tells the ids of data-less blocks after the last dispatched event. */
  readonly settle: () => void
  /** The body is over: what was being cut is told, whole or not. */
  readonly end: () => void
  /** An event has begun and is not complete. */
  readonly pending: () => boolean
  readonly counts: WireCounts
}

/** What came so far. `fields`: lines of a field that the standard knows; `odd`: lines that are neither field nor comment. */
export type WireCounts = { bytes: number; comments: number; fields: number; odd: number }

/** An event too large to keep: its name, its own id and the beginning of its data. */
export type CutEvent = {
  readonly name: string
  readonly id: string | null
  readonly head: Uint8Array
  /** Its size in bytes; where `whole` is false it has at least this many. */
  readonly size: number
  readonly whole: boolean
}

export type TapEvents = {
  /** A `retry:` field with ASCII digits, in ms, unclamped. */
  readonly onRetry: (ms: number) => void
  /** A block without data set the last event id (9.2.6, dispatch, step 1): there is no event to carry it. */
  readonly onBareId: (id: string) => void
  /** An event was larger than the limit. It was not given to the parser; told as soon as its size is known. */
  readonly onTooLarge: (event: CutEvent) => void
}

const LF = 10
const CR = 13
const bom = [0xef, 0xbb, 0xbf] as const
/** This many times the limit is counted through for an event's true size, and no further. */
const countedLimits = 8
const plainFrame: Frame = { hasId: false, raw: null }
const idFrame: Frame = { hasId: true, raw: null }

/** A tap for one answer. `limit` bounds one event's block in bytes. */
export function createWireTap(limit: number, events: TapEvents): WireTap {
  const counts: WireCounts = { bytes: 0, comments: 0, fields: 0, odd: 0 }
  const frames: (Frame | { readonly bareId: string })[] = []
  let nextFrame = 0
  let start: Uint8Array | null = new Uint8Array(0)
  let skipLf = false
  let line: Uint8Array[] = []
  let lineSize = 0
  let block: Uint8Array[] = []
  let blockSize = 0
  /** No byte above 127 in the present chunk; and in none of those that the present block came in. */
  let chunkAscii = true
  let ascii = true
  let hasData = false
  let id: Uint8Array | null = null
  /** The event that is being passed over, from when it went beyond the limit to its end. */
  let cut: Pick<CutEvent, 'name' | 'id' | 'head'> | null = null

  const endCut = (whole: boolean) => {
    if (cut === null) return
    events.onTooLarge({ ...cut, size: blockSize + lineSize, whole })
    cut = null
    blockSize = 0
    lineSize = 0
  }

  const endBlock = () => {
    if (hasData) {
      const hasId = id !== null
      frames.push(ascii ? (hasId ? idFrame : plainFrame) : { hasId, raw: invalidBytes(block) })
    } else if (id !== null) frames.push({ bareId: Buffer.from(id).toString('utf8') })
    block = []
    blockSize = 0
    ascii = chunkAscii
    hasData = false
    id = null
  }

  const endLine = (bytes: Uint8Array) => {
    if (bytes.length === 0) return endBlock()
    block.push(bytes)
    const field = fieldOf(bytes)
    if (field === 'comment') counts.comments++
    else if (field === 'other') counts.odd++
    else counts.fields++
    switch (field) {
      case 'data':
        hasData = true
        break
      case 'id':
        if (!bytes.includes(0)) id = fieldValue(bytes, 2)
        break
      case 'retry': {
        const value = Buffer.from(fieldValue(bytes, 5)).toString('latin1')
        if (/^[0-9]+$/.test(value)) events.onRetry(Number(value))
        break
      }
    }
  }

  const takeLine = (bytes: Uint8Array) => {
    if (cut !== null) {
      if (lineSize === 0 && bytes.length === 0) return endCut(true)
      blockSize += lineSize
      lineSize = 0
      return
    }
    if (line.length === 0) return endLine(bytes)
    line.push(bytes)
    const whole = Buffer.concat(line)
    blockSize += lineSize
    line = []
    lineSize = 0
    endLine(whole)
  }

  const scan = (chunk: Uint8Array) => {
    chunkAscii = isAscii(chunk)
    ascii &&= chunkAscii
    const hasCr = chunk.includes(CR)
    let from = skipLf && chunk[0] === LF ? 1 : 0
    if (chunk.length > 0) skipLf = false
    while (from < chunk.length) {
      const lf = chunk.indexOf(LF, from)
      const cr = hasCr ? chunk.indexOf(CR, from) : -1
      const end = cr >= 0 && (lf < 0 || cr < lf) ? cr : lf
      if (end < 0) break
      blockSize += end - from
      takeLine(chunk.subarray(from, end))
      from = end + 1
      if (end === cr) {
        if (from === chunk.length) skipLf = true
        else if (chunk[from] === LF) from++
      }
    }
    if (from < chunk.length) {
      if (cut === null) line.push(chunk.slice(from))
      lineSize += chunk.length - from
    }
    const size = blockSize + lineSize
    if (cut === null && size > limit) {
      cut = headOf([...block, Buffer.concat(line)], id)
      block = []
      line = []
    } else if (cut !== null && size > limit * countedLimits) endCut(false)
  }

  const push = (chunk: Uint8Array): readonly Uint8Array[] => {
    counts.bytes += chunk.length
    if (start === null) {
      const passedOver = cut !== null
      scan(chunk)
      return passedOver ? [] : [chunk]
    }
    const opened = openStream(Buffer.concat([start, chunk]))
    if (opened === null) {
      start = Buffer.concat([start, chunk])
      return []
    }
    start = null
    scan(opened.rest)
    return opened.forParser
  }

  const settle = () => {
    for (let next = frames[nextFrame]; next !== undefined && 'bareId' in next; next = frames[nextFrame]) {
      nextFrame++
      events.onBareId(next.bareId)
    }
    if (nextFrame >= frames.length) {
      frames.length = 0
      nextFrame = 0
    }
  }
  const takeFrame = (): Frame => {
    settle()
    const frame = frames[nextFrame++]
    return frame === undefined || 'bareId' in frame ? plainFrame : frame
  }

  const pending = () => hasData || lineSize > 0 || cut !== null

  return { push, counts, nextFrame: takeFrame, settle, end: () => endCut(false), pending }
}

/**
 * One leading BOM is dropped, and only one (9.2.5). The parser and the text decoder each drop one of their own: a second
 * BOM is therefore hidden behind an empty comment. Null until the first bytes decide.
 */
function openStream(bytes: Buffer): { rest: Uint8Array; forParser: readonly Uint8Array[] } | null {
  const matching = (from: number) =>
    bom.every((byte, i) => bytes[from + i] === undefined || bytes[from + i] === byte)
  if (bytes.length < 3 && matching(0)) return null
  if (!matching(0)) return { rest: bytes, forParser: [bytes] }
  if (bytes.length < 6 && matching(3)) return null
  const rest = bytes.subarray(3)
  return { rest, forParser: matching(3) ? [Buffer.from(':\n'), rest] : [rest] }
}

const keptHead = 64 * 1_024

/** What is kept of an event that is too large: the lines of its block so far, the last one perhaps incomplete. */
function headOf(lines: readonly Uint8Array[], id: Uint8Array | null): Pick<CutEvent, 'name' | 'id' | 'head'> {
  const named = lines.findLast((line) => fieldOf(line) === 'event')
  const name = named === undefined ? '' : Buffer.from(fieldValue(named, 5)).toString('utf8')
  const data = lines.filter((line) => fieldOf(line) === 'data').map((line) => fieldValue(line, 4))
  // What is too large and has no data is shown as it came.
  const shown = (data.length > 0 ? data : lines).map((one) => one.subarray(0, keptHead))
  const head = Buffer.concat(shown.flatMap((one, i) => (i === 0 ? [one] : [Buffer.from('\n'), one])))
  return {
    name: name === '' ? 'message' : name,
    id: id === null ? null : Buffer.from(id).toString('utf8'),
    head: head.subarray(0, keptHead),
  }
}

type FieldName = 'comment' | 'data' | 'event' | 'id' | 'retry' | 'other'

/** The field a line sets (9.2.6): its name ends at the first colon, or at the line's end. */
function fieldOf(line: Uint8Array): FieldName {
  if (line[0] === 58) return 'comment'
  if (isField(line, 'data')) return 'data'
  if (isField(line, 'id')) return 'id'
  if (isField(line, 'event')) return 'event'
  return isField(line, 'retry') ? 'retry' : 'other'
}

/** What follows the field's name of `length` bytes, its colon and one space. */
function fieldValue(line: Uint8Array, length: number): Uint8Array {
  return line.subarray(line[length + 1] === 32 ? length + 2 : length + 1)
}

function isField(line: Uint8Array, name: string): boolean {
  if (line.length > name.length && line[name.length] !== 58) return false
  for (let i = 0; i < name.length; i++) if (line[i] !== name.charCodeAt(i)) return false
  return true
}

/** The block's lines joined, if they are not valid UTF-8; null where the text is the whole truth. */
function invalidBytes(block: readonly Uint8Array[]): Uint8Array | null {
  if (block.every((line) => isUtf8(line))) return null
  return Buffer.concat(block.flatMap((line) => [line, Buffer.from('\n')]))
}
