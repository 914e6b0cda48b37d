// Runs whose removal a person may still undo: they are left out of every list and count, and go on as before. Whoever set
// them aside asks again before the time is over; a window that was closed no longer does, and its runs are back. Nothing of
// this is stored: a run that was not removed in time is still there, after a restart too.

import type { Clock } from '../base/clock.ts'
import type { createRunList } from './run-list.ts'

type Deps = {
  readonly list: Pick<ReturnType<typeof createRunList>, 'setAside' | 'putBack'> & {
    readonly summaries: { readonly has: (id: number) => boolean }
  }
  readonly clock: Pick<Clock, 'after'>
}

export function createSetAside({ list, clock }: Deps) {
  /** Who holds each run; a later holder replaces an earlier one. */
  const holders = new Map<number, object>()
  const waiting = new Set<() => void>()

  const putBack = (ids: readonly number[]) => {
    for (const id of ids) holders.delete(id)
    list.putBack(ids)
  }

  return {
    /** Leaves these runs out for `forMs`, from now on; 0 puts them back. Runs that are not there are passed over. */
    set: (runs: readonly number[], forMs: number): void => {
      const ids = runs.filter((id) => list.summaries.has(id))
      if (forMs === 0) {
        putBack(ids)
        return
      }
      const holder = {}
      for (const id of ids) holders.set(id, holder)
      list.setAside(ids)
      const cancel = clock.after(forMs, () => {
        waiting.delete(cancel)
        putBack(ids.filter((id) => holders.get(id) === holder))
      })
      waiting.add(cancel)
    },
    close: (): void => {
      for (const cancel of waiting) cancel()
      waiting.clear()
    },
  }
}
