// Which acts a run offers now: a pure reading of its two states and of whether its request starts work. The engine decides
// in the end; this keeps buttons off the screen that it would refuse.

import type { RunSummary } from '../../core/run/run.ts'
import { isFinished, isSettled } from '../../core/run/states.ts'

export type RunActs = {
  readonly retry: boolean
  /** For a request that generates, dropping the connection cancels the job: another word, and a question first. */
  readonly stop: 'stop' | 'cancel' | null
  readonly startAgain: boolean
}

/** States in which a run that only observes may be connected anew. */
const retryable: ReadonlySet<string> = new Set(['stalled', 'refused', 'ended-early', 'stopped'])

/** The acts that make sense for `run`. Removing always does. */
export function runActs(run: Pick<RunSummary, 'generates' | 'connection' | 'job' | 'imported'>): RunActs {
  // What came from a file is a record: nobody here has a connection to mend.
  if (run.imported !== null) return { retry: false, stop: null, startAgain: false }
  const { state } = run.connection
  const settled = isSettled(state)
  return {
    retry: !isFinished(run.job.state) && (state === 'waiting' || (!run.generates && retryable.has(state))),
    stop: settled ? null : run.generates ? 'cancel' : 'stop',
    startAgain: run.generates && settled && state !== 'idle',
  }
}
