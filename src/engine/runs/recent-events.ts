// Whether an event with an id equals one of the run's latest 512. That proves nothing, so the event is kept and flagged
// as a possible repeat. The window is bounded, so a run needs the same memory after a day.

import { digestOf, type EventContent } from '../log/event-digest.ts'

export type RecentEvents = {
  /** Remembers `event`; whether an equal one was remembered before. */
  readonly remember: (event: EventContent) => boolean
}

const remembered = 512

export function createRecentEvents(): RecentEvents {
  /** In the order in which they were last seen. */
  const digests = new Set<number>()
  return {
    remember: (event) => {
      if (event.id === null || event.id === '') return false
      const digest = digestOf(event)
      const isKnown = digests.delete(digest)
      digests.add(digest)
      const oldest = digests.size > remembered ? digests.values().next().value : undefined
      if (oldest !== undefined) digests.delete(oldest)
      return isKnown
    },
  }
}
