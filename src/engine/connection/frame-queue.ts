// What the scanner found, in stream order, until the parser has dispatched that far: the parser gives no event its raw
// bytes, and passes over blocks without data and events that are too large.

import type { OversizedEvent } from './oversized-event.ts'
import type { UndispatchedEvent } from './undispatched-event.ts'

/** What is known of one event beside its text, in order of dispatch. */
export type Frame = {
  /** It had an `id` field of its own that the standard accepts. */
  readonly hasId: boolean
  /** Its lines in bytes, kept only where they are not valid UTF-8. */
  readonly raw: Uint8Array | null
}

export type FrameHandlers = {
  /** A block without data set the last event id (9.2.6, dispatch, step 1): there is no event to carry it. */
  readonly onBareId: (id: string) => void
  /** An event was larger than a limit. The parser got neither it nor anything after it; called once its size is known. */
  readonly onTooLarge: (event: OversizedEvent) => void
  /** A block that the standard makes no event of: it has a name and no data, or the stream ends in it. */
  readonly onUndispatched: (event: UndispatchedEvent) => void
}

type Entry =
  | Frame
  | { readonly bareId: string }
  | { readonly oversized: OversizedEvent }
  | { readonly undispatched: UndispatchedEvent }

const plainFrame: Frame = { hasId: false, raw: null }
const idFrame: Frame = { hasId: true, raw: null }

export function createFrameQueue({ onBareId, onTooLarge, onUndispatched }: FrameHandlers) {
  const entries: Entry[] = []
  let nextEntry = 0

  /** Reports what stands before the next frame. */
  const settle = () => {
    for (let next = entries[nextEntry]; next !== undefined && !('hasId' in next); next = entries[nextEntry]) {
      nextEntry++
      if ('oversized' in next) onTooLarge(next.oversized)
      else if ('undispatched' in next) onUndispatched(next.undispatched)
      else onBareId(next.bareId)
    }
    if (nextEntry >= entries.length) {
      entries.length = 0
      nextEntry = 0
    }
  }

  return {
    frame: (hasId: boolean, raw: Uint8Array | null) => {
      entries.push(raw === null ? (hasId ? idFrame : plainFrame) : { hasId, raw })
    },
    bareId: (bareId: string) => {
      entries.push({ bareId })
    },
    oversized: (oversized: OversizedEvent) => {
      entries.push({ oversized })
    },
    undispatched: (undispatched: UndispatchedEvent) => {
      entries.push({ undispatched })
    },
    settle,
    /** The frame of the next dispatched event. */
    next: (): Frame => {
      settle()
      const frame = entries[nextEntry++]
      return frame === undefined || !('hasId' in frame) ? plainFrame : frame
    },
  }
}
