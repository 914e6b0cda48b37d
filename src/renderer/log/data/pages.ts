// The rows of a log near the visible ones, in a bounded number of pages: requested when needed, dropped when far away.
// Independent of React and of scrolling. Keeping all rows ever seen was rejected: memory would grow with the log.

import type { Output } from '../../../core/contract/contract.ts'
import type { EventRow } from '../../../core/run/run.ts'

export const pageSize = 100
const maxPages = 30
/** Rows per request. The contract allows more; a window shows fewer than fifty, and a long answer blocks the main thread. */
const maxRows = 200
const retryMs = 1_000
/** Time between requests for the count while the engine still searches. */
const countMs = 40

/** `complete` is true where it is missing. */
type Window = Omit<Output<'events.window'>, 'complete'> & { readonly complete?: boolean }

export type LogPages = {
  /** The row at `index` of the filtered log; undefined while it is not loaded. */
  readonly row: (index: number) => EventRow | undefined
  /** The number of rows that pass the filter; null before the first answer. */
  readonly total: () => number | null
  /** Whether the total is final; false while the engine still searches. */
  readonly complete: () => boolean
  /** Why the last question failed, in the thrower's own form; null after an answer. */
  readonly problem: () => unknown
  /** To be called with the first and last visible row. */
  readonly want: (first: number, last: number) => void
  /** To be called when the log has grown. */
  readonly grown: () => void
  readonly subscribe: (listener: () => void) => () => void
  /** Changes with every answer. */
  readonly version: () => number
  readonly stop: () => void
}

/** Pages over `fetchRows`, which answers `limit` rows from `index` on, and the total. */
export function createLogPages(fetchRows: (index: number, limit: number) => Promise<Window>): LogPages {
  const pages = new Map<number, readonly EventRow[]>()
  const listeners = new Set<() => void>()
  let total: number | null = null
  let wanted: readonly [number, number] = [0, 0]
  let version = 0
  let busy = false
  let tailIsOld = true
  let stopped = false
  let complete = true
  let problem: unknown = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let counting: ReturnType<typeof setTimeout> | undefined

  function isMissing(page: number): boolean {
    const held = pages.get(page)?.length ?? 0
    return held < Math.min(pageSize, (total ?? 0) - page * pageSize)
  }

  /** The next request: visible rows first, then the end of a log that has grown. */
  function next(): readonly [index: number, limit: number] | null {
    if (total !== null) {
      const from = Math.floor(Math.max(0, wanted[0]) / pageSize)
      const to = Math.floor(Math.min(wanted[1], total - 1) / pageSize)
      for (let page = from; page <= to; page++) {
        if (!isMissing(page)) continue
        const count = Math.min(maxRows / pageSize, to - page + 1)
        return [page * pageSize, count * pageSize]
      }
    }
    if (!tailIsOld) return null
    tailIsOld = false
    if (total === null) return [0, pageSize]
    return [Math.floor(total / pageSize) * pageSize, maxRows]
  }

  async function work(): Promise<void> {
    if (busy || stopped) return
    const question = next()
    if (question === null) return countOn()
    busy = true
    try {
      const answer = await fetchRows(...question)
      if (stopped) return
      problem = null
      take(answer)
    } catch (thrown) {
      if (stopped) return
      problem = thrown
      tailIsOld = true
      timer = setTimeout(() => {
        busy = false
        void work()
      }, retryMs)
      notify()
      return
    }
    busy = false
    notify()
    void work()
  }

  function countOn(): void {
    if (complete || counting !== undefined) return
    counting = setTimeout(() => {
      counting = undefined
      tailIsOld = true
      void work()
    }, countMs)
  }

  function take(answer: Window): void {
    total = answer.total
    complete = answer.complete !== false
    const first = Math.floor(answer.index / pageSize)
    for (let at = 0; at < answer.rows.length; at += pageSize) {
      const page = first + at / pageSize
      pages.delete(page)
      pages.set(page, answer.rows.slice(at, at + pageSize))
    }
    // The oldest answers are dropped first, visible pages never.
    for (const page of pages.keys()) {
      if (pages.size <= maxPages) break
      if (!isVisible(page)) pages.delete(page)
    }
  }

  function isVisible(page: number): boolean {
    return page * pageSize <= wanted[1] && (page + 1) * pageSize > wanted[0]
  }

  function notify(): void {
    version++
    for (const listener of listeners) listener()
  }

  void work()
  return {
    row: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    total: () => total,
    complete: () => complete,
    problem: () => problem,
    want(first, last) {
      wanted = [first, last]
      void work()
    },
    grown() {
      tailIsOld = true
      void work()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    version: () => version,
    stop() {
      stopped = true
      clearTimeout(timer)
      clearTimeout(counting)
    },
  }
}
