// Whether an event with an id equals one of the run's latest 512. That proves nothing, so the event is kept and flagged
// as a possible repeat. The window is bounded, so a run needs the same memory after a day.

import { type Likeness, markOf } from '../log/event-mark.ts'

export type RecentEvents = {
  /** Remembers `event`; whether an equal one was remembered before. */
  readonly remember: (event: Likeness) => boolean
}

const remembered = 512

export function createRecentEvents(): RecentEvents {
  /** In the order in which they were last seen. */
  const marks = new Set<number>()
  return {
    remember: (event) => {
      if (event.id === null || event.id === '') return false
      const mark = markOf(event)
      const isKnown = marks.delete(mark)
      marks.add(mark)
      const oldest = marks.size > remembered ? marks.values().next().value : undefined
      if (oldest !== undefined) marks.delete(oldest)
      return isKnown
    },
  }
}
