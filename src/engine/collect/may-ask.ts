// Permission for a request, asked before it goes out: the run must be this collector's by its own clock, and that a request
// starts work is noted in the shared log first (law 4). Who does not know whether it was noted does not send it.

import { errorData } from '../../core/basics/errors.ts'
import type { Ending } from '../connection/endings.ts'
import type { TeamPort } from '../log/team-port.ts'
import type { Lease } from './lease.ts'

type Deps = {
  readonly team: Pick<TeamPort, 'noteAsked'>
  readonly lease: Pick<Lease, 'holds' | 'renewed' | 'fenced'>
  readonly has: (run: number) => boolean
  readonly monotonic: () => number
}

const notHere: Ending = {
  type: 'lost',
  sent: false,
  cause: 'The shared log has not heard of this collector for a while, so that another may ask in its place',
}
const noted: Ending = {
  type: 'lost',
  sent: true,
  cause: 'That its work is started was noted before, and whether the request was sent is not known',
}

export function createMayAsk({ team, lease, has, monotonic }: Deps) {
  return async (run: number, startsWork: boolean): Promise<Ending | null> => {
    if (!lease.holds() || !has(run)) return notHere
    if (!startsWork) return null
    const sentAt = monotonic()
    try {
      const isFirst = await team.noteAsked(run)
      if (isFirst) lease.renewed(sentAt)
      // The answer may have been long in coming.
      return !isFirst ? noted : lease.holds() && has(run) ? null : noted
    } catch (thrown) {
      const { code, message } = errorData(thrown)
      if (code === 'fenced') lease.fenced(sentAt)
      return {
        type: 'lost',
        sent: false,
        cause: `Nothing that starts work is sent before it is noted: ${message}`,
      }
    }
  }
}
