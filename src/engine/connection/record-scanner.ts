// Scans a stream of JSON records: each is an event at once, and nothing is left for the parser of event streams. Its counts,
// its limits and what it tells of an end in the middle of a record are those of the scanner of event streams.

import { clip } from '../../core/basics/clip.ts'
import { noticeTextLimit } from '../../core/run/notice.ts'
import { isWholeRecord, type JsonFraming, type JsonRecord, recordOf } from '../framing/json-records.ts'
import { createRecordFramer } from '../framing/record-framer.ts'
import type { FrameHandlers } from './frame-queue.ts'
import type { EventLimits } from './oversized-event.ts'
import type { StreamCounts } from './stream-counts.ts'
import type { StreamScanner } from './stream-scanner.ts'

export type RecordEvents = Pick<FrameHandlers, 'onTooLarge' | 'onUndispatched'> & {
  readonly onRecord: (record: JsonRecord) => void
}

/** The name that the standard gives an event without one (9.2.6). */
export const recordName = 'message'
const nothing = new Uint8Array(0)
/** Four bytes for each unit of a notice's text, and some more to show that it was cut. */
const firstBytes = 4 * noticeTextLimit + 4

/** A scanner for one response, which counts in `seen`. */
export function createRecordScanner(
  framing: JsonFraming,
  limits: EventLimits,
  { onRecord, onTooLarge, onUndispatched }: RecordEvents,
  seen: StreamCounts,
): StreamScanner {
  let over = false
  let ended = false
  const take = (record: JsonRecord) => {
    seen.events++
    seen.sinceEvent = 0
    onRecord(record)
  }
  const framer = createRecordFramer(framing, limits.eventBytes, {
    onRecord: (bytes) => {
      const record = recordOf(bytes)
      if (record === null) seen.blanks++
      else take(record)
    },
    onTooLarge: ({ head, size, whole }) => {
      over = true
      onTooLarge({ name: recordName, id: null, head, size, dataLines: 1, whole })
    },
  })

  return {
    seen,
    push: (chunk) => {
      seen.bytes += chunk.length
      seen.sinceEvent += chunk.length
      if (!ended) framer.push(chunk)
      return nothing
    },
    end: (how) => {
      if (ended) return
      ended = true
      framer.end()
      const last = over || how !== 'whole' ? null : recordOf(framer.rest())
      if (last === null) return
      over = isWholeRecord(last)
      if (over) take(last)
      else onUndispatched({ name: recordName, id: null, ...last, lacks: 'end' })
    },
    rest: () => {
      const bytes = framer.rest()
      const begun = over ? null : recordOf(bytes)
      if (begun === null) return null
      const first = Buffer.from(bytes.subarray(0, firstBytes)).toString('utf8')
      return { bytes: bytes.length, dataLines: 1, first: clip(first, noticeTextLimit), isRecord: true }
    },
    pending: () => !over && framer.rest().length > 0,
    nextFrame: () => ({ hasId: false, raw: null }),
    settle: () => {},
  }
}
