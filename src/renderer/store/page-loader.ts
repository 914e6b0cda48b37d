// Loads what a snapshot has left out, page by page, behind the screen: the next is asked for once the one before is drawn. A page
// that fails is the engine's silence, and leads to a new snapshot, as any other would.

import type { Client } from './client.ts'
import { fromPage, type LiveStore } from './live-store.ts'

/** Between two pages, so that whatever a person does comes first. */
const restMs = 30

type Deps = {
  readonly client: Client
  readonly live: LiveStore
  /** What was pushed before a page is shown before it. */
  readonly showPushes: () => void
  readonly onFailed: (thrown: unknown) => void
}

export function createPageLoader({ client, live, showPushes, onFailed }: Deps) {
  /** Of the loading that goes on; whatever comes of an earlier one is let go. */
  let turn = 0
  let gone = new Set<number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(of: number): Promise<void> {
    const { next } = live.getState().pages
    if (of !== turn || next === null) return
    gone = new Set()
    try {
      const page = await client.call('runs.page', { before: next })
      if (of !== turn) return
      showPushes()
      live.setState((state) => fromPage(state, page, gone))
      timer = setTimeout(load, restMs, of)
    } catch (thrown) {
      if (of === turn) onFailed(thrown)
    }
  }

  return {
    /** Loads all that is left, after a snapshot. */
    begin(): void {
      void load(++turn)
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
