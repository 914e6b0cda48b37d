// What was searched for lately, newest first. Kept in this browser or window alone, because a search may be private, and
// forgotten when the person says so.

import { createStore } from 'zustand/vanilla'
import { longestQuery } from '../../core/query/longest-query.ts'

const keptAs = 'recent-searches'
const maxKept = 12

/** The recent searches of this window. */
export function createRecentSearches() {
  const store = createStore<readonly string[]>(recall)

  const keep = (next: readonly string[]) => {
    store.setState(next, true)
    try {
      localStorage.setItem(keptAs, JSON.stringify(next))
    } catch {
      // Storage is switched off: they are known until the window closes.
    }
  }
  return {
    store,
    /** Puts `query` first. */
    remember: (query: string) => {
      const text = query.trim()
      if (text === '' || text.length > longestQuery) return
      keep([text, ...store.getState().filter((one) => one !== text)].slice(0, maxKept))
    },
    /** Forgets `query`, or everything. */
    forget: (query?: string) =>
      keep(query === undefined ? [] : store.getState().filter((one) => one !== query)),
  }
}

export type RecentSearches = ReturnType<typeof createRecentSearches>

function recall(): readonly string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(keptAs) ?? '[]')
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string').slice(0, maxKept) : []
  } catch {
    return []
  }
}
