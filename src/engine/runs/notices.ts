// What is odd about a working connection, as data (core/run/notice.ts words it). A notice is no connection state: the
// stream goes on.

import type { Notice, NoticeCode } from '../../core/run/notice.ts'
import { redactText } from '../../core/secrets/redact-text.ts'
import type { Attempt } from '../connection/attempt.ts'
import type { Oddity } from '../connection/check-response.ts'
import { isNoStream } from '../connection/stream-counts.ts'
import { createBufferingDetector } from './proxy-buffering.ts'

export type Wire = Pick<Attempt, 'seen' | 'pending' | 'rest'>

export type Notices = {
  /** The request goes out; what was odd about an earlier connection is no more. `now` in monotonic ms, here and below. */
  readonly asked: (now: number) => void
  readonly wire: (wire: Wire) => void
  readonly bytes: (now: number) => void
  readonly event: (data: string) => void
  /** A defect of the kind named `label` cost an event its meaning. */
  readonly defect: (label: string) => void
  /** A redirect of this status turned the request into a GET. */
  readonly becameGet: (status: number) => void
  /** What is odd about the head of the answer, which is a stream. */
  readonly opened: (oddities: readonly Oddity[]) => void
  /** Reading was held up on our own side until now. */
  readonly released: (now: number) => void
  /**
   * All there is to say of this connection, where that is more than at the last call; else null. `at` is now in epoch ms;
   * `over` once the connection has ended.
   */
  readonly news: (now: number, at: number, over: boolean) => readonly Notice[] | null
  /** When time alone may make `news`. */
  readonly dueAt: (now: number) => number
}

/** A server may begin with unknown lines, and may write an event line by line. */
const patienceMs = 5_000
const fewestLines = 3

/** `hide` takes the secrets that Runlight knows out of a text; `heard` is called by what `dueAt` did not know of. */
export function createNotices(hide: (text: string) => string, heard: () => void): Notices {
  const buffering = createBufferingDetector()
  const found = new Map<NoticeCode, Notice>()
  let wire: Wire | null = null
  let openedAt: number | null = null
  let defective: string | null = null
  let becameGet: number | null = null
  let oddities: readonly Oddity[] = []
  let changed = false

  const note = (code: NoticeCode, at: number, count: number, first = '') => {
    const known = found.get(code)
    if (known !== undefined && known.count === count) return
    found.set(code, { code, at: known?.at ?? at, count, first: known?.first ?? hide(redactText(first)) })
    changed = true
  }

  /** What the standard's parser passes over. */
  const noteBytes = ({ seen, rest }: Wire, patient: boolean, at: number, over: boolean) => {
    const { events, odd } = seen
    const unfinished = rest()
    if (isNoStream(seen)) {
      if (patient || over) note('no-events', at, seen.bytes, seen.firstOdd)
    } else if (odd > 0) note('odd-lines', at, odd, seen.firstOdd)
    if (seen.dataless > 0) note('no-data', at, seen.dataless, seen.firstDataless)
    if (unfinished === null) return
    if (events === 0 && seen.blanks === 0 && unfinished.dataLines >= fewestLines && (patient || over))
      note('no-blank-line', at, unfinished.dataLines, unfinished.first)
    if (over) note(unfinished.isRecord ? 'cut-record' : 'cut-off', at, unfinished.bytes, unfinished.first)
  }

  return {
    asked: (now) => {
      buffering.asked(now)
      found.clear()
      wire = null
      openedAt = null
      defective = null
      becameGet = null
      oddities = []
      changed = false
    },
    wire: (live) => {
      wire = live
    },
    bytes: (now) => {
      openedAt ??= now
      buffering.bytes(now, wire?.pending() ?? false)
    },
    event: (data) => {
      buffering.event(data)
      heard()
    },
    defect: (label) => {
      defective = label
      heard()
    },
    becameGet: (status) => {
      becameGet = status
    },
    dueAt: (now) => {
      const patientAt = openedAt === null ? null : openedAt + patienceMs
      return Math.min(
        buffering.dueAt(now),
        patientAt !== null && now < patientAt ? patientAt : Number.POSITIVE_INFINITY,
      )
    },
    opened: (found) => {
      oddities = found
    },
    released: buffering.released,
    news: (now, at, over) => {
      const held = buffering.delayMs(now, over)
      if (held !== null && !found.has('held-back')) note('held-back', at, Math.round(held))
      if (defective !== null) note('kind-defect', at, 1, defective)
      for (const { code, count, first } of oddities) note(code, at, count, first)
      const patient = openedAt !== null && now - openedAt >= patienceMs
      // For a response that is no stream the ending says everything.
      if (openedAt !== null) {
        if (becameGet !== null) note('became-get', at, becameGet)
        if (wire !== null) noteBytes(wire, patient, at, over)
      }
      if (!changed) return null
      changed = false
      return [...found.values()]
    },
  }
}
