// Scans the bytes of an event stream before the parser gets them (HTML standard, 9.2.5 and 9.2.6). The parser is given
// whole events only. What it would skip silently is counted here: comments (signs of life), lines of no field, events
// without data, an event cut off. It works on bytes and lines, never on chunks, so any split of the stream gives the
// same result, and it keeps bytes instead of objects, so memory is bounded by the event limit.

import { isAscii, isUtf8 } from 'node:buffer'
import { clip } from '../../core/basics/clip.ts'
import { noticeTextLimit } from '../../core/run/notice.ts'
import { createByteBuffer } from '../framing/byte-buffer.ts'
import { createBomFilter } from '../framing/byte-order-mark.ts'
import { type FieldName, fieldNameBytes, fieldOf, valueFrom } from '../framing/fields.ts'
import { createLineSplitter } from '../framing/line-splitter.ts'
import { createFrameQueue, type Frame, type FrameHandlers } from './frame-queue.ts'
import { beginningOf, type EventLimits, type OversizedEvent } from './oversized-event.ts'
import type { StreamCounts } from './stream-counts.ts'
import { errorIn, errorLineBytes, mayTellError, undispatchedIn } from './undispatched-event.ts'

export type StreamScanner = {
  /** Looks through `chunk` and returns the bytes for the parser: events that became whole. */
  readonly push: (chunk: Uint8Array) => Uint8Array
  /** The next dispatched event's frame. What stands before it and is no event is reported first, in order. */
  readonly nextFrame: () => Frame
  /** Reports what came after the last dispatched event and is no event. */
  readonly settle: () => void
  /**
   * The body is over: the last line is counted, an oversized event is reported, complete or not, and the one that is cut
   * off. `whole`: in good order. `broken`: a line without its end may be a part of one. `dropped`: by ourselves, so that
   * nothing is said of an event that had begun.
   */
  readonly end: (how: BodyEnd) => void
  /** An event has begun and is not complete. */
  readonly pending: () => boolean
  /** The lines of the event that has begun: what would be lost if the stream ended here. Null where there is none. */
  readonly rest: () => UnfinishedEvent | null
  readonly seen: StreamCounts
}

export type BodyEnd = 'whole' | 'broken' | 'dropped'

type UnfinishedEvent = {
  readonly bytes: number
  readonly dataLines: number
  readonly first: string
  /** What ends it is a line feed, and no blank line. */
  readonly isRecord?: true
}

export type ScannerEvents = FrameHandlers & {
  /** A `retry:` field with ASCII digits, in ms, unclamped. */
  readonly onRetry: (ms: number) => void
}

const LF = 10
/** An event's true size is counted up to this multiple of the limit. */
const countedLimits = 8
/** Bytes kept of a skipped line for its notice: four per UTF-16 unit, and some more to show that it was cut. */
const oddLineBytes = 4 * noticeTextLimit + 4
/** No number of milliseconds is longer. */
const retryLineBytes = 1_024
const nothing = new Uint8Array(0)

/** A scanner for one response, which counts in `seen`. */
export function createStreamScanner(
  limits: EventLimits,
  events: ScannerEvents,
  seen: StreamCounts,
): StreamScanner {
  const frames = createFrameQueue(events)
  /** Whole events for the parser, then the lines of the one that has begun, then the line that has. */
  const buffer = createByteBuffer()
  let blockStart = 0
  let lineStart = 0
  const mark = createBomFilter()
  let lineSize = 0
  let field: FieldName | null = null
  /** The line is no field, and may be one that tells an error. */
  let isError = false
  let blockSize = 0
  let dataLines = 0
  let id: string | null = null
  let name: string | null = null
  /** No byte above 127 in the present chunk; and in none of those that the present event came in. */
  let chunkAscii = true
  let ascii = true
  /** The event that went beyond a limit; its remaining bytes are only counted. */
  let oversized: Pick<OversizedEvent, 'name' | 'id' | 'head'> | null = null
  /** Nothing more is read: an event was too large, or the body is over. */
  let over = false

  const textOf = (from: number, to: number) => buffer.bytes().toString('utf8', from, to)
  const kept = () => field === 'data' || field === 'event' || field === 'id'
  const size = () => blockSize + (kept() ? lineSize : 0)

  const endOversized = (whole: boolean) => {
    if (oversized === null) return
    const counted = Math.min(size(), limits.eventBytes * countedLimits)
    frames.oversized({ ...oversized, size: counted, dataLines, whole })
    oversized = null
    over = true
    buffer.cutTo(blockStart)
    lineStart = blockStart
  }

  const checkLimits = () => {
    if (oversized === null && (size() > limits.eventBytes || dataLines > limits.dataLines)) {
      // From the same bytes, whatever chunks they came in.
      const to = Math.min(buffer.length(), blockStart + limits.eventBytes)
      oversized = { name: name || 'message', id, head: beginningOf(buffer.bytes(), blockStart, to) }
      buffer.cutTo(blockStart)
      lineStart = blockStart
    }
    if (oversized !== null && size() >= limits.eventBytes * countedLimits) endOversized(false)
  }

  const endBlock = () => {
    seen.blanks++
    if (oversized !== null) return endOversized(true)
    if (dataLines > 0) {
      const hasId = id !== null
      const bytes = buffer.bytes().subarray(blockStart, buffer.length())
      const raw = ascii || isUtf8(bytes) ? null : Buffer.from(bytes)
      frames.frame(hasId, raw)
      buffer.appendByte(LF)
      blockStart = buffer.length()
      seen.events++
      seen.sinceEvent = 0
    } else {
      if (name !== null) {
        if (seen.dataless++ === 0) seen.firstDataless = clip(name || 'message', noticeTextLimit)
        frames.undispatched({ name: name || 'message', id, data: '', raw: null, lacks: 'data' })
      }
      if (id !== null) frames.bareId(id)
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
        if (oversized === null) name = textOf(from, to)
        return true
      case 'id':
        if (oversized !== null) return true
        if (bytes.subarray(from, to).includes(0)) return false
        id = textOf(from, to)
        return true
      case 'retry': {
        const value = bytes.toString('latin1', from, to)
        if (lineSize > retryLineBytes || !/^[0-9]+$/.test(value)) return false
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
    const error = isError ? errorIn(buffer.bytes().subarray(lineStart, buffer.length())) : null
    if (error !== null) frames.undispatched(error)
    if (seen.odd++ > 0) return
    const to = Math.min(buffer.length(), lineStart + oddLineBytes)
    seen.firstOdd = clip(textOf(lineStart, to), noticeTextLimit)
  }

  const endLine = () => {
    if (lineSize === 0) return endBlock()
    field ??= fieldOf(buffer.bytes(), lineStart, buffer.length(), true)
    // Before its value is taken, so that it makes no difference whether the line came in pieces.
    checkLimits()
    if (over) return
    if (field === 'comment') seen.comments++
    else if (field !== null && takeValue(field)) seen.fields++
    else passOver()
    if (kept()) blockSize += lineSize
    if (kept() && oversized === null) {
      buffer.appendByte(LF)
      lineStart = buffer.length()
    } else buffer.cutTo(lineStart)
    lineSize = 0
    field = null
    isError = false
    checkLimits()
  }

  /** How many bytes of the current line are kept at most. */
  const keptBytes = (): number => {
    if (kept()) return oversized === null ? Number.POSITIVE_INFINITY : 0
    if (field === 'retry') return retryLineBytes
    if (isError && oversized === null) return errorLineBytes
    return field === 'other' && seen.odd === 0 ? oddLineBytes : 0
  }

  /** More of the present line: the bytes of `chunk` from `from` to `to`, to its end where it is `whole`. */
  const takeBytes = (chunk: Uint8Array, from: number, to: number, whole: boolean) => {
    let at = from
    lineSize += to - from
    if (field === null) {
      const before = buffer.length() - lineStart
      if (before === 0) field = fieldOf(chunk, from, to, whole)
      if (field === null) {
        at = Math.min(to, from + fieldNameBytes - before)
        buffer.append(chunk, from, at)
        field = fieldOf(buffer.bytes(), lineStart, buffer.length(), whole && at === to)
      }
      if (field === 'other') {
        const kept = buffer.bytes()
        const first = before > 0 ? kept[lineStart] : chunk[from]
        const second = before > 1 ? kept[lineStart + 1] : chunk[from + 1 - before]
        isError = mayTellError(first, second)
      }
    }
    const left = field === null ? 0 : keptBytes() - (buffer.length() - lineStart)
    buffer.append(chunk, at, Math.min(to, at + Math.max(0, left)))
  }

  const split = createLineSplitter({
    onBytes: (chunk, from, to, whole) => {
      takeBytes(chunk, from, to, whole)
      if (!whole) checkLimits()
    },
    onLineEnd: endLine,
    isOver: () => over,
  })
  const scan = (chunk: Uint8Array) => {
    chunkAscii = isAscii(chunk)
    ascii &&= chunkAscii
    split(chunk)
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

  /** The event in the middle of which the body ends. */
  const tellUnfinished = (whole: boolean) => {
    const to = !whole ? lineStart : field === null || kept() ? buffer.length() : lineStart
    const cut = undispatchedIn(buffer.bytes().subarray(blockStart, to))
    if (cut !== null) frames.undispatched(cut)
  }

  const end = (how: BodyEnd) => {
    if (over) return
    scan(mark.rest())
    if (field === 'other' || field === 'retry') passOver()
    endOversized(false)
    if (!over && how !== 'dropped') tellUnfinished(how === 'whole')
    over = true
  }

  const rest = (): UnfinishedEvent | null => {
    // A line that is passed over is no part of the event.
    const to = field === null || kept() ? buffer.length() : lineStart
    if (to === blockStart) return null
    const lf = buffer.bytes().indexOf(LF, blockStart)
    const first = textOf(blockStart, Math.min(to, lf < 0 ? to : lf, blockStart + oddLineBytes))
    return {
      bytes: to - blockStart,
      dataLines: dataLines + (field === 'data' ? 1 : 0),
      first: clip(first, noticeTextLimit),
    }
  }
  const pending = () => dataLines > 0 || lineSize > 0 || oversized !== null

  return { push, seen, nextFrame: frames.next, settle: frames.settle, end, pending, rest }
}
