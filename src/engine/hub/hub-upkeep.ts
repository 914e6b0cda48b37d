// How keeping house stands, as all screens of a hub show it: which collector does it, what is under way there, what came of the
// last time. It is read from the log when the feed says that it has changed.

import type { RemovalRecord, Sizes, StorageStatus } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import type { LogAccess } from '../log/port.ts'
import type { Upkeep, UpkeepPort } from '../log/upkeep-port.ts'
import { createWeighing } from '../storage/weighing.ts'

type Deps = {
  readonly log: Pick<LogAccess, 'removals' | 'weigh'>
  readonly team: Pick<UpkeepPort, 'upkeep'>
  readonly clock: Clock
  readonly changed: () => void
}

export type HubUpkeep = {
  readonly load: () => Promise<void>
  readonly status: () => StorageStatus
  /** What the whole log weighs: for those who see all of it. */
  readonly weigh: () => Promise<Sizes>
}

export function createHubUpkeep({ log, team, clock, changed }: Deps): HubUpkeep {
  let upkeep: Upkeep | null = null
  let removal: RemovalRecord | null = null

  const status = (): StorageStatus => ({
    tasks: [...(upkeep?.keeper == null ? [] : upkeep.said.tasks)],
    outcomes: [...(upkeep?.said.outcomes ?? [])],
    removal,
    check: null,
    staged: null,
    restored: null,
    upkeep: { collector: upkeep?.keeper ?? null, doneAt: upkeep?.doneAt ?? null },
  })

  return {
    status,
    weigh: createWeighing(log, clock, () => JSON.stringify([upkeep?.said.outcomes, removal])),
    load: async () => {
      const before = JSON.stringify(status())
      upkeep = await team.upkeep()
      // One that is under way is told when it is over.
      if (!status().tasks.some(({ type }) => type === 'remove')) removal = (await log.removals(1))[0] ?? null
      if (JSON.stringify(status()) !== before) changed()
    },
  }
}
