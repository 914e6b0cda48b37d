// The connection of a run at rest after its events were read again: whether its stream ended early or as it should is for
// whoever reads its events to say.

import type { Connection, Transition } from '../../core/run/run.ts'
import type { JobState } from '../../core/run/states.ts'
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
