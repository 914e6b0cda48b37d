// Recognises events that a new connection sends again. An id alone is no proof: a server that restarted numbers anew, and
// dropping by id would lose what is new. Only the same id with the same name and data is the same event. What is kept of
// an event is one number, and it is looked up only after a new connection opened: a run costs the same memory after a day.

import type { ReceivedEvent } from '../connection/attempt.ts'
import { digest } from './digest.ts'

type Told = Pick<ReceivedEvent, 'name' | 'id' | 'data'>

export type ReplayGuard = {
  /** A new connection opened. */
  readonly reconnected: () => void
  /** Whether this very event was stored already; if not, it is remembered. */
  readonly isReplay: (event: Told) => boolean
}

const remembered = 8_192
/** After so many new events in a row the stream is past what it could send again. */
const borderLength = 1_000

export function createReplayGuard(): ReplayGuard {
  let ring = new Float64Array(256)
  let count = 0
  let known: Set<number> | null = null
  let fresh = 0

  const remember = (one: number) => {
    if (count === ring.length && count < remembered) {
      const grown = new Float64Array(ring.length * 2)
      grown.set(ring)
      ring = grown
    }
    ring[count % ring.length] = one
    count++
  }

  return {
    reconnected: () => {
      known = count === 0 ? null : new Set(ring.subarray(0, Math.min(count, ring.length)))
      fresh = 0
    },
    isReplay: ({ id, name, data }) => {
      if (id === null || id === '') return false
      const one = digest(id, name, data)
      if (known !== null) {
        if (known.has(one)) {
          fresh = 0
          return true
        }
        known.add(one)
        if (++fresh >= borderLength) known = null
      }
      remember(one)
      return false
    },
  }
}
