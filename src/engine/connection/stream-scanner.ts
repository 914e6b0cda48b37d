// Scans the bytes of an event stream before the parser gets them (HTML standard, 9.2.5 and 9.2.6). The parser is given
// whole events only. What it would skip silently is counted here: comments (signs of life), lines of no field, events
// without data, an event cut off. It works on bytes and lines, never on chunks, so any split of the stream gives the
// same result, and it keeps bytes instead of objects, so memory is bounded by the event limit.

import { isAscii, isUtf8 } from 'node:buffer'
import { clip } from '../../core/basics/clip.ts'
import { noticeTextLimit } from '../../core/run/notice.ts'
import { createByteBuffer } from './byte-buffer.ts'
import { createBomFilter } from './byte-order-mark.ts'
import { type FieldName, fieldOf, tellingBytes, valueFrom } from './fields.ts'
import { beginningOf, type EventLimits, type OversizedEvent } from './oversized-event.ts'
import { createStreamCounts, type StreamCounts } from './stream-counts.ts'

/** What is known of one event beside its text, in order of dispatch. */
export type Frame = {
  /** It had an `id` field of its own that the standard accepts. */
  readonly hasId: boolean
  /** Its lines in bytes, kept only where they are not valid UTF-8. */
  readonly raw: Uint8Array | null
}

export type StreamScanner = {
  /** Looks through `chunk` and returns the bytes for the parser: events that became whole. */
  readonly push: (chunk: Uint8Array) => Uint8Array
  /** The next dispatched event's frame. What came before it and is no event of the parser's is told first, in order. */
  readonly nextFrame: () => Frame
  /** Tells what came after the last dispatched event and is no event of the parser's. */
  readonly settle: () => void
  /** The body is over: the last line is counted, and what was being cut is told, whole or not. */
  readonly end: () => void
  /** An event has begun and is not complete. */
  readonly pending: () => boolean
  /** The lines of the event that has begun: what would be lost if the stream ended here. Null where there is none. */
  readonly rest: () => UnfinishedEvent | null
  readonly seen: StreamCounts
}

export type UnfinishedEvent = { readonly bytes: number; readonly dataLines: number; readonly first: string }

export type ScannerEvents = {
  /** A `retry:` field with ASCII digits, in ms, unclamped. */
  readonly onRetry: (ms: number) => void
  /** A block without data set the last event id (9.2.6, dispatch, step 1): there is no event to carry it. */
  readonly onBareId: (id: string) => void
  /** An event was larger than a limit. It was not given to the parser, and nothing after it is; told once its size is known. */
  readonly onTooLarge: (event: OversizedEvent) => void
}

type Entry = Frame | { readonly bareId: string } | { readonly cut: OversizedEvent }

const LF = 10
const CR = 13
/** This many times the limit is counted through for an event's true size, and no further. */
const countedLimits = 8
/** Of a line that is passed over this much is kept, to be told: four bytes for each unit, and some that show a cut. */
const keptOdd = 4 * noticeTextLimit + 4
/** No number of milliseconds is longer. */
const keptRetry = 1_024
const nothing = new Uint8Array(0)
const plainFrame: Frame = { hasId: false, raw: null }
const idFrame: Frame = { hasId: true, raw: null }

/** A tap for one answer. */
export function createStreamScanner(limits: EventLimits, events: ScannerEvents): StreamScanner {
  const seen = createStreamCounts()
  const entries: Entry[] = []
  let nextEntry = 0
  /** Whole events for the parser, then the lines of the one that has begun, then the line that has. */
  const buffer = createByteBuffer()
  let blockStart = 0
  let lineStart = 0
  const mark = createBomFilter()
  let skipLf = false
  let lineSize = 0
  let field: FieldName | null = null
  let blockSize = 0
  let dataLines = 0
  let id: string | null = null
  let name: string | null = null
  /** No byte above 127 in the present chunk; and in none of those that the present event came in. */
  let chunkAscii = true
  let ascii = true
  /** The event that is being passed over, from when it went beyond a limit to its end. */
  let cut: Pick<OversizedEvent, 'name' | 'id' | 'head'> | null = null
  /** Nothing more is read: an event was cut, or the body is over. */
  let over = false

  const textOf = (from: number, to: number) => buffer.bytes().toString('utf8', from, to)
  const kept = () => field === 'data' || field === 'event' || field === 'id'
  const size = () => blockSize + (kept() ? lineSize : 0)

  const endCut = (whole: boolean) => {
    if (cut === null) return
    const counted = Math.min(size(), limits.eventBytes * countedLimits)
    entries.push({ cut: { ...cut, size: counted, dataLines, whole } })
    cut = null
    over = true
    buffer.cutTo(blockStart)
    lineStart = blockStart
  }

  const weigh = () => {
    if (cut === null && (size() > limits.eventBytes || dataLines > limits.dataLines)) {
      // Of as much as there is however the bytes came.
      const to = Math.min(buffer.length(), blockStart + limits.eventBytes)
      cut = { name: name || 'message', id, head: beginningOf(buffer.bytes(), blockStart, to) }
      buffer.cutTo(blockStart)
      lineStart = blockStart
    }
    if (cut !== null && size() >= limits.eventBytes * countedLimits) endCut(false)
  }

  const endBlock = () => {
    seen.blanks++
    if (cut !== null) return endCut(true)
    if (dataLines > 0) {
      const hasId = id !== null
      const bytes = buffer.bytes().subarray(blockStart, buffer.length())
      const raw = ascii || isUtf8(bytes) ? null : Buffer.from(bytes)
      entries.push(raw === null ? (hasId ? idFrame : plainFrame) : { hasId, raw })
      buffer.appendByte(LF)
      blockStart = buffer.length()
      seen.events++
      seen.sinceEvent = 0
    } else {
      if (id !== null) entries.push({ bareId: id })
      if (name !== null && seen.dataless++ === 0)
        seen.firstDataless = clip(name || 'message', noticeTextLimit)
      buffer.cutTo(blockStart)
    }
    lineStart = blockStart
    blockSize = 0
    dataLines = 0
    id = null
    name = null
    ascii = chunkAscii
  }

  /** Whether the line is taken, as its field's value has it; else it is passed over. */
  const takeValue = (one: FieldName): boolean => {
    const bytes = buffer.bytes()
    const to = buffer.length()
    const from = valueFrom(bytes, lineStart, to, one)
    switch (one) {
      case 'data':
        dataLines++
        return true
      case 'event':
        if (cut === null) name = textOf(from, to)
        return true
      case 'id':
        if (cut !== null) return true
        if (bytes.subarray(from, to).includes(0)) return false
        id = textOf(from, to)
        return true
      case 'retry': {
        const value = bytes.toString('latin1', from, to)
        if (lineSize > keptRetry || !/^[0-9]+$/.test(value)) return false
        events.onRetry(Number(value))
        return true
      }
      default:
        return false
    }
  }

  /** The present line sets nothing: the standard passes over it. */
  const passOver = () => {
    field = 'other'
    if (seen.odd++ > 0) return
    const to = Math.min(buffer.length(), lineStart + keptOdd)
    seen.firstOdd = clip(textOf(lineStart, to), noticeTextLimit)
  }

  const endLine = () => {
    if (lineSize === 0) return endBlock()
    field ??= fieldOf(buffer.bytes(), lineStart, buffer.length(), true)
    // Before its value is taken, so that it makes no difference whether the line came in pieces.
    weigh()
    if (over) return
    if (field === 'comment') seen.comments++
    else if (field !== null && takeValue(field)) seen.fields++
    else passOver()
    if (kept()) blockSize += lineSize
    if (kept() && cut === null) {
      buffer.appendByte(LF)
      lineStart = buffer.length()
    } else buffer.cutTo(lineStart)
    lineSize = 0
    field = null
    weigh()
  }

  /** How much of the present line is kept, whatever it has. */
  const room = (): number => {
    if (kept()) return cut === null ? Number.POSITIVE_INFINITY : 0
    if (field === 'retry') return keptRetry
    return field === 'other' && seen.odd === 0 ? keptOdd : 0
  }

  /** More of the present line: the bytes of `chunk` from `from` to `to`, to its end where it is `whole`. */
  const takeBytes = (chunk: Uint8Array, from: number, to: number, whole: boolean) => {
    let at = from
    lineSize += to - from
    if (field === null) {
      const before = buffer.length() - lineStart
      if (before === 0) field = fieldOf(chunk, from, to, whole)
      if (field === null) {
        at = Math.min(to, from + tellingBytes - before)
        buffer.append(chunk, from, at)
        field = fieldOf(buffer.bytes(), lineStart, buffer.length(), whole && at === to)
      }
    }
    const left = field === null ? 0 : room() - (buffer.length() - lineStart)
    buffer.append(chunk, at, Math.min(to, at + Math.max(0, left)))
  }

  const scan = (chunk: Uint8Array) => {
    chunkAscii = isAscii(chunk)
    ascii &&= chunkAscii
    let from = skipLf && chunk[0] === LF ? 1 : 0
    if (chunk.length > 0) skipLf = false
    let lf = chunk.indexOf(LF, from)
    let cr = chunk.indexOf(CR, from)
    while (from < chunk.length && !over) {
      if (lf >= 0 && lf < from) lf = chunk.indexOf(LF, from)
      if (cr >= 0 && cr < from) cr = chunk.indexOf(CR, from)
      const end = cr >= 0 && (lf < 0 || cr < lf) ? cr : lf
      if (end < 0) break
      if (end > from) takeBytes(chunk, from, end, true)
      endLine()
      from = end + 1
      if (end === cr) {
        if (from === chunk.length) skipLf = true
        else if (chunk[from] === LF) from++
      }
    }
    if (from >= chunk.length || over) return
    takeBytes(chunk, from, chunk.length, false)
    weigh()
  }

  const push = (chunk: Uint8Array): Uint8Array => {
    seen.bytes += chunk.length
    seen.sinceEvent += chunk.length
    for (const text of mark.push(chunk)) scan(text)
    const whole = blockStart
    if (whole === 0) return nothing
    lineStart -= whole
    blockStart = 0
    return buffer.takeFirst(whole)
  }

  const settle = () => {
    for (let next = entries[nextEntry]; next !== undefined && !('hasId' in next); next = entries[nextEntry]) {
      nextEntry++
      if ('cut' in next) events.onTooLarge(next.cut)
      else events.onBareId(next.bareId)
    }
    if (nextEntry >= entries.length) {
      entries.length = 0
      nextEntry = 0
    }
  }
  const nextFrame = (): Frame => {
    settle()
    const frame = entries[nextEntry++]
    return frame === undefined || !('hasId' in frame) ? plainFrame : frame
  }

  const end = () => {
    if (over) return
    scan(mark.rest())
    if (field === 'other' || field === 'retry') passOver()
    endCut(false)
    over = true
  }

  const rest = (): UnfinishedEvent | null => {
    // A line that is passed over is no part of the event.
    const to = field === null || kept() ? buffer.length() : lineStart
    if (to === blockStart) return null
    const lf = buffer.bytes().indexOf(LF, blockStart)
    const first = textOf(blockStart, Math.min(to, lf < 0 ? to : lf, blockStart + keptOdd))
    return {
      bytes: to - blockStart,
      dataLines: dataLines + (field === 'data' ? 1 : 0),
      first: clip(first, noticeTextLimit),
    }
  }
  const pending = () => dataLines > 0 || lineSize > 0 || cut !== null

  return { push, seen, nextFrame, settle, end, pending, rest }
}
