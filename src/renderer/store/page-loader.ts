// Loads what a snapshot has left out, page by page, behind the screen. The first page is shown at once, the others several
// together: each showing costs as much as all runs that are here. A page that fails is the engine's silence, and leads to a new
// snapshot, as any other would.

import type { RunsPage } from '../../core/contract/calls/pages.ts'
import type { Client } from './client.ts'
import { fromPage, type LiveStore } from './live-store.ts'

/** Between two pages, so that whatever a person does comes first. */
const restMs = 30
/** Pages that are shown together. */
const together = 10

type Deps = {
  readonly client: Client
  readonly live: LiveStore
  /** What was pushed before pages are shown is shown before them. */
  readonly showPushes: () => void
  readonly onFailed: (thrown: unknown) => void
}

export function createPageLoader({ client, live, showPushes, onFailed }: Deps) {
  /** Of the loading that goes on; whatever comes of an earlier one is let go. */
  let turn = 0
  /** Removed since the first of the pages that wait was asked for. */
  let gone = new Set<number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(of: number, before: number | null, waiting: readonly RunsPage[], most: number) {
    if (of !== turn || before === null) return
    if (waiting.length === 0) gone = new Set()
    try {
      const page = await client.call('runs.page', { before })
      if (of !== turn) return
      const pages = [...waiting, page]
      const isShown = pages.length >= most || page.next === null
      if (isShown) {
        showPushes()
        const whole = { ...page, runs: pages.flatMap(({ runs }) => runs) }
        live.setState((state) => fromPage(state, whole, gone))
      }
      timer = setTimeout(load, restMs, of, page.next, isShown ? [] : pages, together)
    } catch (thrown) {
      if (of === turn) onFailed(thrown)
    }
  }

  return {
    /** Loads all that is left, after a snapshot. */
    begin(): void {
      void load(++turn, live.getState().pages.next, [], 1)
    },
    stop(): void {
      turn++
      clearTimeout(timer)
    },
    /** These runs were removed: a page that is on its way may still name them. */
    removed(runs: readonly number[]): void {
      for (const run of runs) gone.add(run)
    },
  }
}
