// The connection of a run at rest after its events were read again: whether its stream ended early or as it should is for
// whoever reads its events to say.

import type { Job } from '../../core/job/job.ts'
import type { Connection, Transition } from '../../core/run/run.ts'
import { isFinished, type JobState } from '../../core/run/states.ts'
import { serverEnded } from '../connection/endings.ts'
import { goodEnd } from '../connection/retry-policy.ts'

/** `bearing` is what the last transition made of the job: only a stream that its server `ended` is judged anew. */
export function restAfter(connection: Connection, job: JobState, bearing: Transition['job']): Connection {
  if (bearing !== 'ended') return connection
  const isGood = job === 'completed' || job === 'failed'
  if (isGood && connection.state === 'ended-early') return { ...connection, state: 'closed', cause: goodEnd }
  if (!isGood && connection.state === 'closed')
    return { ...connection, state: 'ended-early', cause: serverEnded }
  return connection
}

const noEnd = 'The stream has ended, and what it is read as now finds no end of the job in it'

/**
 * The end of a stream that was closed because what it was read as before had found the job's end in it, number `number` of the
 * run's transitions. Null where the job has its end, or the log tells of the stream's already.
 */
export function endAfter(
  { state, since, attempt }: Connection,
  { state: job, terminal }: Job,
  bearing: Transition['job'],
  number: number,
  afterSeq: number,
): Transition | null {
  if (state !== 'closed' || isFinished(job) || terminal || bearing !== null) return null
  return { number, at: since, attempt, afterSeq, state: 'ended-early', cause: noEnd, job: 'ended' }
}
