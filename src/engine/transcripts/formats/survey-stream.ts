// Whether a text as a whole is an event stream. One line that looks like a field proves nothing: YAML, notes and programs have
// such lines, too. What counts is how its blocks begin, and whether they hold data.

import { fieldOfLine, valueFrom } from '../../framing/fields.ts'
import { isWholeJson } from './is-whole-json.ts'
import type { FileLine } from './lines.ts'

/**
 * `unparted`: lines of a stream, but no blank line ends an event, or one alone ends them all. `prefixed`: lines of a stream with something before each.
 * `mixed`: some lines of a stream among others that are none. `foreign`: nothing of a stream.
 */
export type Survey = {
  readonly found: 'stream' | 'unparted' | 'prefixed' | 'mixed' | 'foreign'
  /** The first line that decided it, where one did. */
  readonly line: number
}

type Block = { data: number; telling: boolean; odd: number; beginsOdd: boolean; glued: boolean }

/** The head of an answer, which some programs save with the stream. */
const announcement = /^[<\s]*content-type:\s*text\/event-stream/i
const prefixedData = /\bdata: ?\S/
const lookedAt = 2_000

/** `isAnnounced`: whether the lines, once they were read, came with an answer that says it is a stream. */
export function surveyStream(lines: Iterable<FileLine>, isAnnounced: () => boolean): Survey {
  let block: Block | null = null
  let whole = 0
  let sound = 0
  let alien = 0
  let announced = false
  let prefixedAt = 0
  let telling = false
  let openData = 0
  let blocks = 0
  let glued = 0

  const close = (ended: boolean) => {
    if (block === null) return
    const { data, odd, beginsOdd } = block
    if (data > 0) blocks++
    if (data > 1 && block.glued) glued++
    if (data > 0 && ended) whole++
    if (data > 0 && !beginsOdd && (block.telling || odd === 0)) sound++
    else if (beginsOdd || (data > 0 && odd > 0)) alien++
    telling ||= block.telling
    if (ended) block = null
    else openData = data
  }

  for (const { number, bytes, length } of lines) {
    if (length === 0) {
      close(true)
      continue
    }
    // Too long to be looked at: it belongs to the block, whatever it is.
    const field = bytes === null ? 'data' : fieldOfLine(bytes)
    block ??= { data: 0, telling: false, odd: 0, beginsOdd: field === 'other', glued: true }
    if (field === 'data') {
      block.data++
      // One event of many texts would be read as such; only all of a file as one event is a mistake of whoever saved it.
      block.glued &&= blocks === 0 && bytes !== null && isWholeJson(dataOf(bytes))
    }
    if (field === 'data' || field === 'event')
      block.telling ||= bytes === null || valueFrom(bytes, 0, length, field) < length
    if (field !== 'other' || bytes === null) continue
    block.odd++
    const text = bytes.toString('latin1', 0, lookedAt)
    announced ||= announcement.test(text)
    if (prefixedAt === 0 && prefixedData.test(text)) prefixedAt = number
  }
  close(false)

  if (sound > 0 && ((whole === 0 && openData > 1) || (blocks === 1 && glued === 1)))
    return { found: 'unparted', line: 0 }
  if (telling && sound > 0 && sound >= alien) return { found: 'stream', line: 0 }
  if ((announced || isAnnounced()) && whole > 0) return { found: 'stream', line: 0 }
  if (prefixedAt > 0 && whole === 0) return { found: 'prefixed', line: prefixedAt }
  return { found: sound > 0 || whole > 0 ? 'mixed' : 'foreign', line: 0 }
}

function dataOf(bytes: Buffer): string {
  return bytes.toString('utf8', valueFrom(bytes, 0, bytes.length, 'data'))
}
