// What of storage a hub says and asks for: what the log weighs, what its rules would take away, and what they took. A collector
// applies them, and is asked to; the log itself is kept by the database's own means.

import { RunlightError } from '../../core/basics/errors.ts'
import type { RetentionRule } from '../../core/storage/retention.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { UpkeepPort } from '../log/upkeep-port.ts'
import type { Storage } from '../storage/index.ts'
import { createWeighing } from '../storage/weighing.ts'
import type { HubUpkeep } from './hub-upkeep.ts'

type Deps = {
  /** The log as this person sees it. */
  readonly log: Pick<LogAccess, 'plan' | 'removals' | 'weigh'>
  readonly team: Pick<UpkeepPort, 'askUpkeep'>
  readonly upkeep: Pick<HubUpkeep, 'status' | 'weigh'>
  /** Whether this person sees the whole log. */
  readonly seesAll: boolean
  readonly rules: () => readonly RetentionRule[]
  /** Who asks, by name. */
  readonly by: string
  readonly clock: Clock
}

const remembered = 100

const notHere = (): never => {
  throw new RunlightError(
    'not-allowed',
    'The log is in a database: it is backed up, restored and checked where that is kept, by its own means.',
  )
}

export function hubStorage({ log, team, upkeep, seesAll, rules, by, clock }: Deps): Omit<Storage, 'start'> {
  return {
    // What was removed is of all spaces together.
    status: () =>
      seesAll ? upkeep.status() : { ...upkeep.status(), tasks: [], outcomes: [], removal: null },
    weigh: seesAll ? upkeep.weigh : createWeighing(log, clock, () => ''),
    history: () => log.removals(remembered),
    preview: async (given) => (await log.plan(given, clock.now())).preview,
    prune: async () => {
      if (rules().length === 0)
        throw new RunlightError('bad-input', 'There are no rules yet: set a limit and save it first.')
      if (upkeep.status().upkeep?.collector == null)
        throw new RunlightError(
          'not-allowed',
          'No collector is there that could do it: the rules are applied as soon as one is.',
        )
      await team.askUpkeep('apply', by)
    },
    cancel: () => team.askUpkeep('cancel', by),
    backups: notHere,
    backUp: notHere,
    stage: notHere,
    unstage: notHere,
    check: notHere,
    writeAnew: notHere,
  }
}
