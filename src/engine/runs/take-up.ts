// Takes a run up that was under way elsewhere: in this engine before it ended, or in another collector. What only observes
// goes on, with a gap that says what was missed and why; what starts work (law 4) and what is not to be retried is not asked
// for again.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isFinished } from '../../core/run/states.ts'
import type { Clock } from '../base/clock.ts'
import type { ActiveRun } from './activate-run.ts'
import { blockedCause } from './crash-guard.ts'
import { asNotWatched } from './not-watched.ts'

export type TakeUp = {
  /** Why its stream was lost, in a clause; null where nobody had it before. */
  readonly cause: string | null
  /** What a job that is not asked for again ended with, in a clause. */
  readonly endCause: string
  /** No request that starts its work was ever sent, for certain. */
  readonly unasked: boolean
  /** When it connects, ms from now. */
  readonly delayMs: number
}

type Deps = {
  readonly activate: (id: number) => Promise<ActiveRun>
  readonly clock: Clock
  /** Whether the run is still this engine's to watch. */
  readonly isHeld: (id: number) => boolean
  /** It cannot be watched here; shown and not stored. */
  readonly notWatched: (run: RunSummary) => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

/** The function that takes `run` up. It rejects only where the log is away, which passes. */
export function createTakeUp({ activate, clock, isHeld, notWatched, onDefect }: Deps) {
  return async (run: RunSummary, { cause, endCause, unasked, delayMs }: TakeUp): Promise<void> => {
    try {
      const { live, supervisor } = await activate(run.id)
      if (!isHeld(run.id)) return
      if (cause !== null) live.cutOff(cause)
      if (run.tapped !== undefined) {
        live.client({ ...run.tapped.client, state: 'unknown', since: clock.now(), waiting: 0 })
        return live.move('ended-early', cause, { job: isFinished(live.job().state) ? null : 'unknown' })
      }
      const observes = live.observes()
      if (supervisor.isBlocked()) return live.move('refused', blockedCause, { job: 'unknown' })
      if ((observes && run.retry !== false) || (unasked && run.connection.attempt === 0)) {
        // Its turn may be long in coming, and the connection that the log tells of is gone.
        if (cause !== null && run.connection.state !== 'paused')
          live.move('waiting', cause, { retryAt: clock.now() + delayMs })
        return supervisor.start(delayMs)
      }
      const ended = observes ? `${endCause}; retrying is switched off` : endCause
      live.move('ended-early', ended, { job: 'unknown' })
    } catch (thrown) {
      if (!isHeld(run.id)) return
      if (errorData(thrown).code === 'log-away') throw thrown
      if (!(thrown instanceof RunlightError)) onDefect(`run ${run.id}`, thrown)
      notWatched(asNotWatched(run, 'refused', errorData(thrown).message))
    }
  }
}
