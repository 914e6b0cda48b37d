// How a watch ended, in data, in a sentence and as the exit code. The run's own two truths decide; why the watch stopped
// following it only matters where they say nothing yet.

import { formatCount } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { ConnectionState, JobState } from '../../core/run/states.ts'
import { connectionWords } from '../../core/run/words.ts'
import { printable } from '../terminal/printable.ts'
import type { StopReason } from './stop-switch.ts'

export type Outcome = {
  readonly job: JobState
  readonly connection: ConnectionState
  readonly reason: string | null
  /** Stored events of the run, those from before this watch included. */
  readonly events: number
  readonly attempts: number
  readonly run: number
  /** How many alerts of --alert were raised; absent where none was asked for. */
  readonly alerts?: number
}

const stopWords: Readonly<Record<StopReason, string>> = {
  interrupted: 'Interrupted: the watch was stopped',
  timeout: 'Stopped after the time that --timeout allows',
  'max-events': 'Stopped after as many events as --max-events allows',
  alert: 'Stopped at the first alert, as --until-alert asks',
  'reader-gone': 'Stopped because nobody reads the output any more',
  'log-failed': 'Stopped because the log could not be written',
}

/**
 * `stopped` is why the watch stopped the run, or null where the run came to rest by itself. `alerts`: how many of those that
 * were asked for were raised; null where none was.
 */
export function outcomeOf(run: RunSummary, stopped: StopReason | null, alerts: number | null): Outcome {
  const { job, connection } = run
  const own = stopped === null ? (job.cause ?? connection.cause) : stopWords[stopped]
  return {
    job: job.state,
    connection: connection.state,
    reason: isVerdict(job.state) ? job.cause : own,
    events: run.events,
    attempts: connection.attempt,
    run: run.id,
    ...(alerts === null ? {} : { alerts }),
  }
}

/** 0 completed, 1 failed, 3 ended early or stopped, 4 refused, 5 an alert that was asked for, whatever became of the job, 130 interrupted. */
export function exitCodeOf({ job, connection, alerts = 0 }: Outcome, stopped: StopReason | null): number {
  if (stopped === 'interrupted') return 130
  if (alerts > 0) return 5
  if (job === 'completed') return 0
  if (job === 'failed') return 1
  return connection === 'refused' ? 4 : 3
}

/**
 * `failed: out of paper · closed · 13 events in 1 attempt · run 7`, safe for a terminal: the cause goes with what it explains.
 * `word` is the job's, as everywhere: a state that nobody heard of is not told as one.
 */
export function formatOutcome(outcome: Outcome, word: string): string {
  const { job, connection, reason, events, attempts, run, alerts = 0 } = outcome
  const because = reason === null ? '' : `: ${printable(reason)}`
  return [
    word + (isVerdict(job) ? because : ''),
    connectionWords[connection] + (isVerdict(job) ? '' : because),
    `${formatCount(events, 'event')} in ${formatCount(attempts, 'attempt')}`,
    ...(alerts > 0 ? [formatCount(alerts, 'alert')] : []),
    `run ${run}`,
  ].join(' · ')
}

/** The service's own word on how the job ended; `cancelled` is the operator's, and says nothing of why. */
function isVerdict(job: JobState): boolean {
  return job === 'completed' || job === 'failed'
}
