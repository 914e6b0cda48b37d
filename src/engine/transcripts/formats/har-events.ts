// The events of one entry of a HAR, from its text or from what the browser kept beside it. Where both are there and tell the
// same events, the text gives the data and the browser the times.

import { formatCount } from '../../../core/basics/quantities.ts'
import type { Lacking } from '../../connection/undispatched-event.ts'
import { isWholeRecord, type JsonFraming, recordOf } from '../../framing/json-records.ts'
import type { HarMessage, HarStream } from './har-entry.ts'
import { piecesOf, readLines } from './lines.ts'
import { createSseParser, type PassedOver, type SseParser } from './sse-parser.ts'

type HarEvent = {
  readonly at: number
  readonly attempt: number
  readonly name: string
  readonly id: string | null
  readonly data: string
  readonly repeat: boolean
  readonly trueSize: number | null
  readonly raw: Uint8Array | null
  readonly lacks?: Lacking
}

type Parsed = Omit<HarEvent, 'at' | 'attempt' | 'repeat'>

/** The events of `entry`; without times of their own they stand at `at` (epoch ms). */
export function createHarEvents(entry: HarStream, at: number) {
  const { body, framing, messages, lostMessages } = entry
  const parser = createSseParser(() => {})
  const problems: string[] = []
  const common = { attempt: 1, repeat: false } as const
  const isTold = body !== null && messages.length > 0 && areSame(body, framing, messages)
  const isText = body !== null && (isTold || messages.length === 0 || hasEvent(body, framing))

  return {
    *all(): Generator<HarEvent> {
      if (!isText) {
        if (lostMessages > 0) problems.push(`${formatCount(lostMessages, 'event')} could not be read`)
        for (const message of messages) yield { ...message, ...common, trueSize: null, raw: null }
        return
      }
      let i = 0
      for (const event of parsedIn(body, framing, parser, problems))
        yield { ...event, ...common, at: isTold ? (messages[isBare(event) ? i - 1 : i++]?.at ?? at) : at }
    },
    hasTimes: () => isTold || !isText,
    passedOver: (): PassedOver => parser.passedOver(),
    problems: (): readonly string[] => problems,
  }
}

/** Whether there is an event in the text. */
export function hasEvent(body: Buffer, framing: JsonFraming | null): boolean {
  for (const event of parsedIn(body, framing, quiet(), [])) if (!isBare(event)) return true
  return false
}

/** A browser makes no event of it. */
function isBare({ lacks }: Pick<Parsed, 'lacks'>): boolean {
  return lacks === 'data' || lacks === 'field'
}

function quiet(): SseParser {
  return createSseParser(() => {})
}

/** Whether the text and what was kept beside it are the same events, one for one. */
function areSame(body: Buffer, framing: JsonFraming | null, messages: readonly HarMessage[]): boolean {
  let i = 0
  for (const event of parsedIn(body, framing, quiet(), []))
    if (!isBare(event) && event.data !== messages[i++]?.data) return false
  return i === messages.length
}

function* parsedIn(
  body: Buffer,
  framing: JsonFraming | null,
  parser: SseParser,
  problems: string[],
): Generator<Parsed> {
  const lines = readLines(piecesOf(body), 0, body.length, framing === null)
  for (const { bytes, number, ended } of lines) {
    if (bytes === null) continue
    if (framing === null) {
      const event = parser.line(bytes, number, ended)
      if (event !== null) yield event
      continue
    }
    const record = recordOf(bytes)
    if (record === null) continue
    const isCut = !ended && !isWholeRecord(record)
    if (isCut) problems.push('the last event was cut off')
    yield { name: 'message', id: null, ...record, trueSize: isCut ? record.data.length : null }
  }
  const last = framing === null ? parser.end() : null
  if (last !== null) yield last
}
