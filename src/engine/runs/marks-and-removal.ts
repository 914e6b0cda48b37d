// Marking and removing runs. A mark is stored with the summary it belongs to: a live run carries it in its next
// transaction, the writer changes a run at rest, and for a run that is just being activated the mark waits. So no
// summary that was read before a mark is ever written after it.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { MarkChange } from '../../core/run/mark-change.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { RemovalRecord } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { Batcher } from './batcher.ts'
import type { LiveRun } from './live-run.ts'
import type { Supervisor } from './supervisor.ts'

type Deps = {
  readonly log: LogAccess
  readonly clock: Clock
  readonly batcher: Batcher
  readonly summaries: Map<number, RunSummary>
  readonly active: Map<number, { readonly live: LiveRun; readonly supervisor: Supervisor }>
  readonly activating: ReadonlyMap<number, Promise<unknown>>
  /** The run's summary is this now. */
  readonly changed: (run: RunSummary) => void
  readonly push: (change: Partial<Omit<Changes, 'seq'>>) => void
}

/** Makes the record of a removal of these runs. */
export type MakeRecord = (runs: readonly number[]) => Omit<RemovalRecord, 'id'>

export function createMarksAndRemoval({
  log,
  clock,
  batcher,
  summaries,
  active,
  activating,
  changed,
  push,
}: Deps) {
  const marking = new Map<number, Promise<unknown>>()
  const going = new Set<number>()
  const refuseGone = (id: number) => {
    if (!summaries.has(id) || going.has(id))
      throw new RunlightError('not-found', `There is no run ${id}: it may have been removed.`, { run: id })
  }

  const markAtRest = async (id: number, change: MarkChange) => {
    // The last summary of a released run may still be on its way to the writer.
    await batcher.stored()
    refuseGone(id)
    const marked = await log.mark(id, change, clock.now())
    if (marked === null || !summaries.has(id)) return
    changed(marked)
  }

  /** Whether rules may take the run away now. */
  const mayGo = (id: number): boolean => {
    const run = summaries.get(id)
    if (run === undefined || run.marks.pinned || !isSettled(run.connection.state)) return false
    if (activating.has(id) || marking.has(id) || batcher.isDirty(id)) return false
    const live = active.get(id)?.live
    return live === undefined || isSettled(live.connection().state)
  }

  return {
    /** Changes what a person has put on the run; resolves when that is stored. */
    mark: async (id: number, change: MarkChange): Promise<void> => {
      refuseGone(id)
      // A run that cannot be activated is at rest.
      await activating.get(id)?.catch(() => {})
      refuseGone(id)
      const entry = active.get(id)
      if (entry !== undefined) {
        entry.live.mark(change)
        return batcher.stored()
      }
      const before = marking.get(id) ?? Promise.resolve()
      const work = before.catch(() => {}).then(() => markAtRest(id, change))
      const settled = work.catch(() => {})
      marking.set(id, settled)
      try {
        await work
      } finally {
        if (marking.get(id) === settled) marking.delete(id)
      }
    },
    /** Resolves when the run's summary in the log may be read for activating it. */
    beforeActivating: async (id: number): Promise<void> => {
      for (let mark = marking.get(id); mark !== undefined; mark = marking.get(id)) await mark
      refuseGone(id)
    },
    /**
     * Removes those of `runs` that are neither pinned nor live by now. `record` is stored with it, as removal `removal`
     * or as a new one; resolves to the runs that went and the removal's id.
     */
    forget: async (runs: readonly number[], record: MakeRecord, removal: number | null) => {
      await batcher.stored()
      const ids = runs.filter(mayGo)
      if (ids.length === 0) return { ids, removal }
      for (const id of ids) going.add(id)
      try {
        await Promise.all(ids.map((id) => active.get(id)?.supervisor.close()))
        const stored = await log.removeRuns(ids, record(ids), removal)
        for (const id of ids) summaries.delete(id)
        push({ removed: ids })
        return { ids, removal: stored }
      } finally {
        for (const id of ids) {
          active.delete(id)
          going.delete(id)
        }
      }
    },
  }
}
