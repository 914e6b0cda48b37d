// The text of an event stream as events (HTML standard, 9.2.6), from lines of bytes. Kept apart from the live connection's
// parser because a capture has what a stream has not: comments with times, bytes that are no UTF-8 and are kept, and an end
// in the middle of an event. What the standard passes over is counted.

import { isUtf8 } from 'node:buffer'
import { noticeTextLimit } from '../../../core/run/notice.ts'
import { errorIn, type Lacking } from '../../connection/undispatched-event.ts'
import { fieldOfLine, valueFrom } from '../../framing/fields.ts'
import { isWholeJson } from './is-whole-json.ts'

type CapturedEvent = {
  /** Line on which it begins. */
  readonly line: number
  readonly name: string
  readonly id: string | null
  readonly data: string
  /** The data's bytes where they were no valid UTF-8. */
  readonly raw: Uint8Array | null
  /** Where the data is not whole, or may not be: how long it was at least. */
  readonly trueSize: number | null
  /** What keeps the standard from making an event of it; absent where it is whole, or marked as cut. */
  readonly lacks?: Lacking
}

/** How often something happened, with the line and the words of the first time. */
export type Told = { readonly count: number; readonly line: number; readonly first: string }

/** What was passed over so far; null where nothing was. */
export type PassedOver = {
  /** Lines that are neither field nor comment. */
  readonly odd: Told | null
  /** Named events without data, which are never dispatched. `first` is the name. */
  readonly bare: Told | null
  /** Events whose lines are each a JSON text of their own. `first` is the number of those lines. */
  readonly glued: Told | null
  /** The event in a line of which the text ends. `count` is its bytes, `first` the beginning of its data. */
  readonly cut: Told | null
  /** The event that lacks its blank line alone: its last line came whole. */
  readonly unclosed: Told | null
}

export type SseParser = {
  /** The next line; its event where it is the blank line that ends one, a block with a name and no data among them; or what a line of no field tells. */
  readonly line: (bytes: Buffer, number: number, ended?: boolean) => CapturedEvent | null
  /** Passes over the event that has begun, up to its blank line. */
  readonly drop: () => void
  /**
   * The text is over. What came of an event that had begun; marked as cut where its last line has no end. Null where there
   * is none, or neither name nor data of it.
   */
  readonly end: () => CapturedEvent | null
  readonly passedOver: () => PassedOver
}

/** Longer data is held no further; its size is counted. */
const mostData = 64 * 2 ** 20
/** `onComment` is given the text after the colon of each comment. */
export function createSseParser(onComment: (text: string) => void): SseParser {
  let name = ''
  let id: string | null = null
  let data = createData()
  let begun: number | null = null
  let blockBytes = 0
  let dropping = false
  let isWhole = true
  let passed: PassedOver = { odd: null, bare: null, glued: null, cut: null, unclosed: null }

  const tell = (what: keyof PassedOver, line: number, first: string, count = 1) => {
    const before = passed[what]
    const told = before === null ? { count, line, first } : { ...before, count: before.count + count }
    passed = { ...passed, [what]: told }
  }
  const clear = () => {
    name = ''
    id = null
    if (data.lines() > 0) data = createData()
    begun = null
    blockBytes = 0
  }
  const made = (isCut: boolean, lacks?: Lacking): CapturedEvent | null => {
    if (data.lines() === 0)
      return name === ''
        ? null
        : { line: begun ?? 0, name, id, data: '', raw: null, trueSize: null, lacks: 'data' }
    const bytes = data.bytes()
    const text = bytes.toString('utf8')
    return {
      line: begun ?? 0,
      name: name === '' ? 'message' : name,
      id,
      data: text,
      raw: isUtf8(bytes) ? null : Buffer.from(bytes),
      trueSize: data.size() > bytes.length ? data.size() : isCut ? text.length : null,
      ...(lacks === undefined ? {} : { lacks }),
    }
  }
  const dispatch = (number: number): CapturedEvent | null => {
    const event = made(false)
    if (event?.lacks === 'data') tell('bare', begun ?? number, name)
    if (event !== null && data.lines() > 1 && data.isGlued()) tell('glued', event.line, String(data.lines()))
    clear()
    return event
  }

  return {
    passedOver: () => passed,
    drop: () => {
      clear()
      dropping = true
    },
    end: () => {
      const event = made(!isWhole, isWhole ? 'end' : undefined)
      if (event !== null || name !== '' || id !== null)
        tell(
          isWhole ? 'unclosed' : 'cut',
          begun ?? 0,
          event?.data.slice(0, noticeTextLimit) ?? '',
          blockBytes,
        )
      clear()
      return event
    },
    line: (bytes, number, ended = true) => {
      if (bytes.length === 0) {
        const event = dropping ? null : dispatch(number)
        dropping = false
        return event
      }
      if (dropping) return null
      isWhole = ended
      const field = fieldOfLine(bytes)
      if (field === 'comment') {
        onComment(bytes.toString('utf8', 1))
        return null
      }
      if (field === 'other') {
        tell('odd', number, bytes.toString('utf8', 0, noticeTextLimit))
        const error = errorIn(bytes)
        return error === null ? null : { line: number, ...error, trueSize: null }
      }
      begun ??= number
      blockBytes += bytes.length + (ended ? 1 : 0)
      const value = bytes.subarray(valueFrom(bytes, 0, bytes.length, field))
      if (field === 'data') data.add(value)
      else if (field === 'event') name = value.toString('utf8')
      else if (field === 'id' && !value.includes(0)) id = value.toString('utf8')
      return null
    },
  }
}

/** The data of one event: its lines joined by line feeds, in one growing piece of memory however many they are. */
function createData() {
  let held: Buffer = Buffer.alloc(0)
  let length = 0
  let size = 0
  let lines = 0
  const room = (more: number) => {
    if (length + more <= held.length) return
    const grown = Buffer.allocUnsafe(Math.max(2 * held.length, length + more))
    held.copy(grown, 0, 0, length)
    held = grown
  }
  return {
    lines: () => lines,
    /** All that came, held or not. */
    size: () => size,
    bytes: (): Buffer => held.subarray(0, length),
    isGlued: () => held.toString('utf8', 0, length).split('\n').every(isWholeJson),
    add: (value: Buffer) => {
      const breaks = lines === 0 ? 0 : 1
      lines++
      size += value.length + breaks
      if (size > mostData) return
      if (lines === 1) {
        held = value
        length = value.length
        return
      }
      room(value.length + 1)
      held[length] = 10
      value.copy(held, length + 1)
      length += value.length + 1
    },
  }
}
