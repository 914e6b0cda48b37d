// How attempts and runs came out, in the few words that a dashboard can group by.

import type { RunSummary } from '../../core/run/run.ts'
import { type ConnectionState, isOpen } from '../../core/run/states.ts'
import type { RunNews } from './news.ts'

export type Outcome = {
  readonly state: ConnectionState
  /** In Runlight's words; may hold what a server said. */
  readonly cause: string | null
}

/** What became of attempt `number`; null where the next one followed at once. */
export function outcomeOf({ transitions }: Pick<RunNews, 'transitions'>, number: number): Outcome | null {
  return transitions.findLast(({ attempt, state }) => attempt === number && isAfterwards(state)) ?? null
}

/** Nobody wanted that the connection ends so. */
export function isFailure(state: ConnectionState): boolean {
  return state === 'waiting' || state === 'ended-early' || state === 'refused'
}

/** What is wrong with a run that rests, as `error.type`; null where nothing is. */
export function errorOf({ job, connection }: Pick<RunSummary, 'job' | 'connection'>): string | null {
  if (job.state === 'failed') return 'failed'
  return isFailure(connection.state) && job.state !== 'completed' ? connection.state : null
}

/** An attempt leaves it behind when it is over. */
function isAfterwards(state: ConnectionState): boolean {
  return !isOpen(state) && state !== 'connecting' && state !== 'idle'
}
