// Which actions a run offers now, by its two states and by whether its request starts work. Pure. The engine decides in the
// end; this hides buttons that it would refuse.

import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'

export type RunActions = {
  readonly retry: boolean
  /**
   * `cancel` for a request that generates: closing the connection cancels its job, so it is confirmed first. `record` for a run
   * that comes through a tap: what its client receives goes on.
   */
  readonly stop: 'stop' | 'cancel' | 'record' | null
  readonly startAgain: boolean
  /** What of its server's profile is to be edited first; null where that is nothing, or the run has no profile. */
  readonly edit: 'credentials' | 'address' | null
}

/** States in which a run that only observes may be connected again. */
const retryable: ReadonlySet<string> = new Set(['stalled', 'refused', 'ended-early', 'stopped', 'closed'])

/** The actions that `run` offers now. Removing is always offered. */
export function runActions(
  run: Pick<RunSummary, 'generates' | 'connection' | 'job' | 'imported' | 'serverId' | 'tapped'>,
): RunActions {
  // An imported run is a record: it has no connection.
  if (run.imported !== null) return { retry: false, stop: null, startAgain: false, edit: null }
  const { state } = run.connection
  const settled = isSettled(state)
  const startAgain = run.generates && settled && state !== 'idle'
  // Its client asks, and nobody else.
  if (run.tapped !== undefined)
    return { retry: false, stop: settled ? null : 'record', startAgain, edit: null }
  return {
    retry: !isFinished(run.job.state) && (state === 'waiting' || (!run.generates && retryable.has(state))),
    stop: settled ? null : run.generates ? 'cancel' : 'stop',
    startAgain,
    edit: run.serverId === null ? null : (run.connection.lacks ?? null),
  }
}
