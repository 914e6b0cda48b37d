// What is odd about a stream though it works, in words that say what mends it. Such a thing is no state of the
// connection: the stream goes on, and a person is told why it is not as it should be.

import { sayBytes, sayDuration } from '../../core/words.ts'
import type { Attempt } from '../connection/attempt.ts'
import { createHeldBack } from './held-back.ts'

export type Wire = Pick<Attempt, 'counts' | 'pending'>

export type Notices = {
  /** The request goes out; what was odd about an earlier connection is no more. `now` in monotonic ms, here and below. */
  readonly asked: (now: number) => void
  readonly wire: (wire: Wire) => void
  readonly bytes: (now: number) => void
  readonly event: (data: string) => void
  /** A defect of the kind named `label` cost an event its meaning. */
  readonly defect: (label: string) => void
  /** Reading was held up on our own side until now. */
  readonly released: (now: number) => void
  /** What there is to say that was not said before of this connection; `over` once it has ended. */
  readonly news: (now: number, over: boolean) => string | null
}

/** A server may begin with a line or two that no client knows. */
const patienceMs = 5_000

export function createNotices(): Notices {
  const heldBack = createHeldBack()
  let wire: Wire | null = null
  let openedAt: number | null = null
  let events = 0
  const said = new Set<'held back' | 'no events' | 'defect'>()
  let defective: string | null = null

  const noEvents = (now: number, over: boolean): boolean => {
    if (wire === null || openedAt === null || events > 0) return false
    const { fields, comments, odd } = wire.counts
    if (fields > 0 || comments > 0) return false
    return over ? odd > 0 || wire.pending() : odd > 0 && now - openedAt >= patienceMs
  }

  return {
    asked: (now) => {
      heldBack.asked(now)
      wire = null
      openedAt = null
      events = 0
      defective = null
      said.clear()
    },
    wire: (live) => {
      wire = live
    },
    bytes: (now) => {
      openedAt ??= now
      heldBack.bytes(now, wire?.pending() ?? false)
    },
    event: (data) => {
      events++
      heldBack.event(data)
    },
    defect: (label) => {
      defective = label
    },
    released: heldBack.released,
    news: (now, over) => {
      const held = said.has('held back') ? null : heldBack.judge(now, over)
      if (held !== null) {
        said.add('held back')
        return `Events arrive in bundles: something on the way, mostly a proxy that buffers, holds them back (here for ${sayDuration(held)}). Let the server send the header “X-Accel-Buffering: no”, or switch the proxy’s response buffering off for this path.`
      }
      if (defective !== null && !said.has('defect')) {
        said.add('defect')
        return `A defect of Runlight kept “${defective}” from reading events of this run: they are kept as received, and marked unreadable. Save a diagnostic file and report it.`
      }
      if (said.has('no events') || !noEvents(now, over)) return null
      said.add('no events')
      return `Bytes arrive, but no events (${sayBytes(wire?.counts.bytes ?? 0)} so far): what the server sends is no event stream, whatever its type says.`
    },
  }
}
