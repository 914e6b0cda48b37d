// Which runs of a shared log this engine has: those that it was given, until it lets them go. A run that is let go is dropped
// at once, its connection and all that is not stored yet: whoever has it next goes on from what is stored.

import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import type { LogAccess } from '../log/port.ts'
import type { ActiveRun } from './activate-run.ts'
import type { Batcher } from './batcher.ts'
import type { createRunList } from './run-list.ts'
import type { TakeUp } from './take-up.ts'

type Deps = {
  readonly log: Pick<LogAccess, 'run'>
  readonly list: Pick<ReturnType<typeof createRunList>, 'summaries' | 'add' | 'update' | 'leave'>
  readonly active: Map<number, ActiveRun>
  readonly activating: ReadonlyMap<number, Promise<ActiveRun>>
  readonly batcher: Pick<Batcher, 'forget' | 'dirty'>
  readonly takeUp: (run: RunSummary, how: TakeUp) => Promise<void>
}

export function createHoldings({ log, list, active, activating, batcher, takeUp }: Deps) {
  const { summaries } = list

  const drop = (id: number, entry: ActiveRun) => {
    entry.sever()
    active.delete(id)
    // What its end would store goes nowhere any more.
    void entry.supervisor.close()
  }

  const letGo = (ids: readonly number[]): void => {
    list.leave(ids)
    for (const id of ids) {
      const entry = active.get(id)
      if (entry !== undefined) drop(id, entry)
      activating.get(id)?.then(
        (late) => {
          if (!summaries.has(id)) drop(id, late)
        },
        () => {},
      )
    }
    batcher.forget(ids)
  }

  return {
    has: (id: number): boolean => summaries.has(id),
    ids: (): number[] => [...summaries.keys()],
    /** Whether the run is worked on and its work was started by asking: nobody else may ask for it again. */
    generates: (id: number): boolean => {
      const live = active.get(id)?.live
      return live !== undefined && !live.observes() && live.connection().attempt > 0
    },
    /** How many events of the run are known here; null where it is not worked on. */
    events: (id: number): number | null => active.get(id)?.live.seq() ?? null,
    /** Runs that rest, those that have rested longest first. */
    resting: (): number[] =>
      [...summaries.values()]
        .filter(({ id, connection }) => isSettled(connection.state) && !active.has(id) && !activating.has(id))
        .toSorted((a, b) => a.connection.since - b.connection.since)
        .map(({ id }) => id),
    /**
     * The run is this engine's, if it is `stillOurs` once it is read from the log: where it is under way it is taken up. Rejects
     * as the log does where it is away; then the run is not held.
     */
    take: async (id: number, how: TakeUp, stillOurs: () => boolean): Promise<void> => {
      const stored = await log.run(id)
      if (stored === null || summaries.has(id) || !stillOurs()) return
      list.add(stored.summary)
      if (isSettled(stored.summary.connection.state)) return
      try {
        await takeUp(stored.summary, how)
      } catch (thrown) {
        letGo([id])
        throw thrown
      }
    },
    letGo,
    /** Stores these runs as they are here, though nothing has changed: another has written them otherwise. */
    storeAgain: (ids: readonly number[]): void => {
      for (const id of ids) {
        const entry = active.get(id)
        if (entry !== undefined) batcher.dirty(entry.live)
      }
    },
    /** What people have put on a run elsewhere. */
    marked: (runs: readonly RunSummary[]): void => {
      const changed = runs.flatMap((run) => {
        active.get(run.id)?.live.marked(run)
        const known = summaries.get(run.id)
        return known === undefined ? [] : [{ ...known, title: run.title, marks: run.marks }]
      })
      if (changed.length > 0) list.update(changed)
    },
  }
}
