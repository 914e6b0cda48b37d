// What of storage a hub can say: what the log weighs, what its rules would take away, and what they took. Collectors apply them.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { Storage } from '../storage/index.ts'

/** Up to here parts are counted one by one. */
const countedBytes = 4e9
const remembered = 100

const notHere = (): never => {
  throw new RunlightError(
    'not-allowed',
    'Collectors and the database keep this log: nothing of it is done here.',
  )
}

export function hubStorage(
  log: Pick<LogAccess, 'weigh' | 'plan' | 'removals'>,
  clock: Clock,
): Omit<Storage, 'start'> {
  return {
    status: () => ({ tasks: [], outcomes: [], removal: null, check: null, staged: null, restored: null }),
    weigh: () => log.weigh(clock.now(), countedBytes),
    history: () => log.removals(remembered),
    preview: async (rules) => (await log.plan(rules, clock.now())).preview,
    prune: notHere,
    backups: notHere,
    backUp: notHere,
    stage: notHere,
    unstage: notHere,
    check: notHere,
    writeAnew: notHere,
    cancel: notHere,
  }
}
