// The calls about what happened meanwhile, and about when someone was here.

import type { Handlers } from '../../core/contract/contract.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import { askWhole } from '../review/ask.ts'

type Deps = {
  readonly log: LogAccess
  readonly clock: Clock
  /** Runs that are left out of every list and count, see `runs.setAside`. */
  readonly aside: () => readonly number[]
  /** Whose the time is where several people share the log. */
  readonly person?: string
}

export function digestCalls({
  log,
  clock,
  aside,
  person,
}: Deps): Pick<Handlers, 'digest.read' | 'digest.seen'> {
  const seenName = person === undefined ? 'seen' : `seen by ${person}`
  return {
    'digest.read': ({ since, until }) =>
      askWhole(() => log.review.digest(since, until ?? clock.now(), aside())),
    'digest.seen': async () => {
      const stored = await log.setting(seenName)
      if (log.readOnly === null) await log.setSetting(seenName, String(clock.now()))
      const before = Number(stored)
      return { before: stored === null || !Number.isFinite(before) ? null : before }
    },
  }
}
