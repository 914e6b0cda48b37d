// The team's side of the shared log, put together over two connections: one for what must not wait, as showing that this
// process lives, and one for what may take its time.

import type { TeamPort } from '../../team-port.ts'
import { createConnection } from '../base/connection.ts'
import { createClaims } from './claims.ts'
import { createCommands } from './commands.ts'
import { createDurability } from './durability.ts'
import { createFeed } from './feed.ts'
import { createMembership, type Joining } from './membership.ts'
import { createPlace } from './place-of-member.ts'
import { createSealed } from './sealed.ts'
import { createWaking } from './waking.ts'

const urgentMs = 5_000
const patientMs = 30_000

/** Connects at the first call. `close` gives no place up: a process that only closes comes back as the same. */
export function createTeam(
  url: string,
  joining: Joining,
): TeamPort & { readonly close: () => Promise<void> } {
  const name = `runlight ${joining.role} ${joining.name}`.slice(0, 63)
  const urgent = createConnection(url, name, urgentMs)
  const patient = createConnection(url, name, patientMs)
  const place = createPlace()
  const { closeLost, ...membership } = createMembership(urgent, place, joining)
  const waking = createWaking(url, name, patient)
  return {
    ...membership,
    ...createClaims(urgent, patient, place, closeLost),
    ...createCommands(urgent, place),
    ...createFeed(patient, place, joining.role),
    ...createSealed(urgent, place),
    durability: createDurability(patient),
    woken: waking.woken,
    wake: waking.wake,
    close: async () => {
      await waking.close()
      await Promise.all([urgent.close(), patient.close()])
    },
  }
}
