// Recognises what a new connection sends again where the server gives no ids: by its content, and only in one unbroken
// line from the connection's first event on, whose place among the known ones is certain. Nothing is dropped for it,
// because the same text may well be new; such an event is stored and marked as a repeat, and the fold passes over it.
// Looking for known texts anywhere was rejected: a stream that says “tick” for an hour would be nothing but repeats.

import type { Kind, StreamEvent } from '../../core/kind.ts'
import type { Reading } from '../../core/reading.ts'
import { digest } from './digest.ts'

export type BorderGuard = {
  /** A new connection opened: what it sends first may be known. */
  readonly reconnected: () => void
  /** Whether the last connection brought the event already, in the line that this one goes on with; else it is remembered. */
  readonly isKnown: (event: StreamEvent, readings: readonly Reading[]) => boolean
}

/** Of a longer stream the latest are known; a server that sends all of it again is then taken at its word. */
const remembered = 8_192
/** A text that lies in so many places tells nothing of where the stream goes on. */
const mostPlaces = 64

/** For streams of a kind that repeats its state by design there is nothing to guard: the fold tells what is new. */
export function createBorderGuard(kind: Pick<Kind, 'repeats'>): BorderGuard {
  let known: number[] = []
  /** Where in `known` the next event must lie; null: not at the border. */
  let places: readonly number[] | null = null
  let first = false

  const goesOn = (one: number): boolean => {
    if (first) {
      first = false
      places = known.flatMap((other, i) => (other === one ? [i + 1] : []))
    } else if (places !== null) {
      places = places.filter((i) => known[i] === one).map((i) => i + 1)
    }
    if (places !== null && (places.length === 0 || places.length > mostPlaces)) places = null
    return places?.length === 1
  }

  return {
    reconnected: () => {
      if (known.length > remembered) known = known.slice(-remembered)
      first = known.length > 0
      places = null
    },
    isKnown: ({ name, id, data }, readings) => {
      if (kind.repeats === 'snapshot' || (id !== null && id !== '')) return false
      // A ping is the same each time.
      if (readings.some((reading) => reading.type === 'ping')) return false
      const one = digest(name, data)
      if (goesOn(one)) return true
      known.push(one)
      if (known.length > 2 * remembered) known = known.slice(-remembered)
      return false
    },
  }
}
