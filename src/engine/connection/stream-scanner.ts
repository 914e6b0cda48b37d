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
import { createFrameQueue, type Frame, type FrameHandlers } from './frame-queue.ts'
import { createLineSplitter } from './line-splitter.ts'
import { beginningOf, type EventLimits, type OversizedEvent } from './oversized-event.ts'
import { createStreamCounts, type StreamCounts } from './stream-counts.ts'

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

type UnfinishedEvent = { readonly bytes: number; readonly dataLines: number; readonly first: string }

export type ScannerEvents = FrameHandlers & {
  /** A `retry:` field with ASCII digits, in ms, unclamped. */
  readonly onRetry: (ms: number) => void
}

const LF = 10
/** This many times the limit is counted through for an event's true size, and no further. */
const countedLimits = 8
/** Of a line that is passed over this much is kept, to be told: four bytes for each unit, and some that show a cut. */
const keptOdd = 4 * noticeTextLimit + 4
/** No number of milliseconds is longer. */
const keptRetry = 1_024
const nothing = new Uint8Array(0)
/** A scanner for one response. */
export function createStreamScanner(limits: EventLimits, events: ScannerEvents): StreamScanner {
  const seen = createStreamCounts()
  const frames = createFrameQueue(events)
  /** Whole events for the parser, then the lines of the one that has begun, then the line that has. */
  const buffer = createByteBuffer()
  let blockStart = 0
  let lineStart = 0
  const mark = createBomFilter()
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
    frames.oversized({ ...cut, size: counted, dataLines, whole })
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
      frames.frame(hasId, raw)
      buffer.appendByte(LF)
      blockStart = buffer.length()
      seen.events++
      seen.sinceEvent = 0
    } else {
      if (id !== null) frames.bareId(id)
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

  /** How many bytes of the current line are kept at most. */
  const keptBytes = (): number => {
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
    const left = field === null ? 0 : keptBytes() - (buffer.length() - lineStart)
    buffer.append(chunk, at, Math.min(to, at + Math.max(0, left)))
  }

  const split = createLineSplitter({
    onBytes: (chunk, from, to, whole) => {
      takeBytes(chunk, from, to, whole)
      if (!whole) weigh()
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

  return { push, seen, nextFrame: frames.next, settle: frames.settle, end, pending, rest }
}
