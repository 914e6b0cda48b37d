// The summary of a run that cannot be watched now. It is shown and not stored, because the reason lies outside the run.

import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'

export const onlyReadCause = 'The log can only be read, so that nothing is watched'
export const logGoneCause = 'Runlight’s log stopped working; close Runlight and start it again'

/** `run` with no request open and none planned, for this cause; unchanged where it was at rest before. */
export function asNotWatched(run: RunSummary, state: 'paused' | 'refused', cause: string): RunSummary {
  if (isSettled(run.connection.state)) return run
  return { ...run, connection: { ...run.connection, state, cause, retryAt: null } }
}
