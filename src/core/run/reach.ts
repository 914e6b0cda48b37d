// Runs whose stream was never opened: of their job nothing was heard, so that no word of its state may sound as if it were
// the server's. Pure; the job's state itself stays what it is.

import type { RunSummary } from './run.ts'
import { isFinished, isSettled } from './states.ts'
import { jobWords } from './words.ts'

export type Reach = Pick<RunSummary, 'job' | 'connection' | 'imported' | 'events' | 'lastBytesAt' | 'tapped'>

/** After so many attempts in vain a person has to look: a name or an address may be wrong. */
const stuckAfter = 5

/** No stream of `run` was ever opened. */
export function isUnreached({ imported, events, lastBytesAt }: Omit<Reach, 'job' | 'connection'>): boolean {
  return imported === null && events === 0 && lastBytesAt === null
}

/** Its server was asked again and again, and never answered with a stream. */
export function isStuck(run: Reach): boolean {
  const { state, attempt } = run.connection
  return (state === 'waiting' || state === 'connecting') && attempt >= stuckAfter && isUnreached(run)
}

/** The word for the job of `run`: its state, or that it was never heard of. */
export function jobWordOf(run: Reach): string {
  const { job, connection } = run
  if (isFinished(job.state) || !isUnreached(run)) return jobWords[job.state]
  switch (connection.state) {
    case 'refused':
    case 'stopped':
      return 'not started'
    case 'closed':
      return 'no events'
    case 'waiting':
    case 'paused':
      return 'not reached'
    case 'connecting':
      return connection.attempt > 1 ? 'not reached' : jobWords[job.state]
    default:
      return jobWords[job.state]
  }
}

/** What became of a run whose stream was never opened, and what a person may do; null of any other. */
export function unreachedMessage(
  run: Reach & Pick<RunSummary, 'serverId' | 'server' | 'generates'>,
): { readonly title: string; readonly advice: string | null } | null {
  if (!isUnreached(run)) return null
  const { state, lacks } = run.connection
  if (run.tapped !== undefined)
    return isSettled(state)
      ? { title: 'The stream ended before anything came.', advice: 'Only its client asks again.' }
      : null
  switch (state) {
    case 'refused':
      if (lacks !== 'credentials') return { title: 'Not started: the server refused.', advice: null }
      return {
        title: 'Not started: the server wants credentials.',
        advice:
          run.serverId === null
            ? 'Add the run again with credentials among its headers.'
            : `Edit the credentials of “${run.server}”: ${run.generates ? 'start the run again then' : 'it is asked again as soon as they are saved'}.`,
      }
    case 'closed':
      return {
        title: 'The server has nothing to send.',
        advice: 'The job may be over, or not have begun: retry to ask again.',
      }
    case 'waiting':
    case 'connecting':
    case 'paused':
      return {
        title: 'The server has not been reached yet.',
        advice: lacks === 'address' ? 'Look whether the server’s address is right.' : null,
      }
    case 'stopped':
      return { title: 'Stopped before anything arrived.', advice: null }
    case 'ended-early':
      return { title: 'The request was sent, and no stream came.', advice: null }
    default:
      return null
  }
}
