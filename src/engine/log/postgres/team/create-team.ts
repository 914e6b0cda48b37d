// The team's side of the shared log, put together over three connections: one for what must not wait, as showing that this
// process lives, one for what may take its time, and one, opened where it is needed, for keeping house.

import type { TeamPort } from '../../team-port.ts'
import { createConnection } from '../base/connection.ts'
import { createClaims } from './claims.ts'
import { clearSliceBy, dropPartition } from './clearing.ts'
import { createCommands } from './commands.ts'
import { createDurability } from './durability.ts'
import { createDuty } from './duty.ts'
import { createFeed } from './feed.ts'
import { createMembership, type Joining } from './membership.ts'
import { createPlace, write } from './place-of-member.ts'
import { createRemoval } from './removal.ts'
import { createSealed } from './sealed.ts'
import { createTeamSettings } from './team-settings.ts'
import { createTidy } from './tidy.ts'
import { createWaking } from './waking.ts'

const urgentMs = 5_000
const patientMs = 30_000
const upkeepMs = 60_000

/** Connects at the first call. `close` gives no place up: a process that only closes comes back as the same. */
export function createTeam(
  url: string,
  joining: Joining,
): TeamPort & { readonly close: () => Promise<void> } {
  const name = `runlight ${joining.role} ${joining.name}`.slice(0, 63)
  const urgent = createConnection(url, name, urgentMs)
  const patient = createConnection(url, name, patientMs)
  const upkeep = createConnection(url, name, upkeepMs)
  const place = createPlace()
  const { closeLost, ...membership } = createMembership(urgent, place, joining)
  const waking = createWaking(url, name, patient)
  return {
    ...membership,
    ...createClaims(urgent, patient, place, closeLost),
    ...createCommands(urgent, place),
    ...createFeed(patient, place, joining.role),
    ...createSealed(urgent, place),
    ...createTeamSettings(urgent, place),
    // A hub has no part in it.
    ...createDuty(patient, place, joining.role === 'collector'),
    removeByRules: createRemoval(upkeep, place),
    dropEmptied: () => dropPartition(upkeep),
    clearRemoved: () => clearSliceBy((...statements) => write(upkeep.run, place.now(), ...statements)),
    tidy: createTidy(upkeep, place),
    durability: createDurability(patient),
    woken: waking.woken,
    wake: waking.wake,
    close: async () => {
      await waking.close()
      await Promise.all([urgent.close(), patient.close(), upkeep.close()])
    },
  }
}
