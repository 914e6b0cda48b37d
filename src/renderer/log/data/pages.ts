// The rows of one log that are near the screen, in pages of bounded number: asked for when wanted, forgotten when far.
// It knows neither React nor scrolling. Keeping all rows that were ever seen was rejected: the window's memory would grow
// with the log.

import type { Output } from '../../../core/contract/contract.ts'
import type { EventRow } from '../../../core/run/run.ts'

export const pageSize = 100
const mostPages = 30
/** Rows per question. The contract allows more; a window shows fewer than fifty, and a long answer is a long task. */
const mostRows = 200
const retryMs = 1_000
/** While a query is still being looked for, its count is asked for again this often. */
const countMs = 40

/** An answer that does not say so is complete. */
type Window = Omit<Output<'events.window'>, 'complete'> & { readonly complete?: boolean }

export type LogPages = {
  /** The row at `index` of the filtered log; undefined while it is on its way. */
  readonly row: (index: number) => EventRow | undefined
  /** The number of rows that pass the filter; null before the first answer. */
  readonly total: () => number | null
  /** All rows that pass the filter are counted; false while a query is still being looked for. */
  readonly complete: () => boolean
  /** Why the last question failed, in the thrower's own form; null after an answer. */
  readonly problem: () => unknown
  /** Says which rows are in sight. */
  readonly want: (first: number, last: number) => void
  /** Says that the log has grown. */
  readonly grown: () => void
  readonly subscribe: (listener: () => void) => () => void
  /** Changes whenever an answer came. */
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

  /** The next question: the rows in sight first, then the end of a log that has grown. */
  function next(): readonly [index: number, limit: number] | null {
    if (total !== null) {
      const from = Math.floor(Math.max(0, wanted[0]) / pageSize)
      const to = Math.floor(Math.min(wanted[1], total - 1) / pageSize)
      for (let page = from; page <= to; page++) {
        if (!isMissing(page)) continue
        const count = Math.min(mostRows / pageSize, to - page + 1)
        return [page * pageSize, count * pageSize]
      }
    }
    if (!tailIsOld) return null
    tailIsOld = false
    if (total === null) return [0, pageSize]
    return [Math.floor(total / pageSize) * pageSize, mostRows]
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
    // The oldest answers go first; what is in sight was answered last or is asked for again.
    for (const page of pages.keys()) {
      if (pages.size <= mostPages) break
      if (!inSight(page)) pages.delete(page)
    }
  }

  function inSight(page: number): boolean {
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
