// Recognises events that a new connection sends again under their ids: stored events, in stored order, starting at the
// reconnect. An equal event elsewhere in the log proves nothing, and nothing within one connection is a replay. New
// events may stand between replayed ones, and stored ones may be left out.

import { flags } from '../../core/log/flags.ts'
import { digestOf, type EventContent, type EventDigest } from '../log/event-digest.ts'
import type { History } from './history.ts'

export type IdDedupe = {
  /**
   * Whether `event`, the connection's next one with an id, is one that is stored. `caught-up`: it is the last of them, so
   * that what follows is new. `isNext`: its id is the one that must follow, so that there is nothing to look for.
   */
  readonly classify: (event: EventContent, isNext: boolean) => Promise<'new' | 'replay' | 'caught-up'>
}

/** After this many searches without a match the connection is taken to repeat nothing. */
const maxSearches = 4
/** Known events that are compared with the next one. */
const window = 512

/** For one connection; `history` is what was stored before it. */
export function createIdDedupe(history: History): IdDedupe {
  let searches = 0
  let isFound = false
  let ahead: readonly EventDigest[] = []
  let next: number | null = null

  const fill = async () => {
    while (next !== null && ahead.length < window) {
      const page = await history.digests(next)
      const last = page.at(-1)
      next = last === undefined ? null : last.seq + 1
      ahead = [...ahead, ...page.filter((one) => one.hasId && (one.flags & flags.maybeRepeat) === 0)]
    }
  }
  const goOn = async () => {
    await fill()
    return ahead.length === 0 ? 'caught-up' : 'replay'
  }

  return {
    classify: async (event, isNext) => {
      if (isFound) {
        const digest = digestOf(event)
        const place = ahead.findIndex((one) => one.digest === digest)
        if (place === -1) return 'new'
        ahead = ahead.slice(place + 1)
        return goOn()
      }
      if (isNext || searches >= maxSearches) return 'new'
      searches++
      const [found] = await history.find(event, flags.maybeRepeat, 1)
      if (found === undefined) return 'new'
      isFound = true
      next = found + 1
      return goOn()
    },
  }
}
