// How everything is written: behind the fence of this process's place, so that it writes nothing once the place was taken.

import type { MemberRole, Membership } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'
import { fenced } from '../base/postgres-errors.ts'
import type { Result, Statement } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { createPlace, write } from '../team/place-of-member.ts'

export type MemberWriter = {
  readonly role: MemberRole
  /** Throws `fenced` while this process has no place. */
  readonly member: () => Membership
  readonly setMember: (membership: Membership | null) => void
  /** One transaction of `statements` behind the fence, and their results. */
  readonly write: (...statements: readonly Statement[]) => Promise<readonly Result[]>
  /** Rejects where the log cannot be reached, or this place was taken. Writes nothing. */
  readonly look: () => Promise<void>
  /** Rejects with `fenced` and those of `runs` that are another's. */
  readonly checkOurs: (runs: readonly number[]) => Promise<void>
}

export function createMemberWriter(connection: Connection, role: MemberRole): MemberWriter {
  const place = createPlace()
  return {
    role,
    member: place.now,
    setMember: place.set,
    write: (...statements) => write(connection.run, place.now(), ...statements),
    look: async () => {
      const { id, epoch } = place.now()
      const [row] = await connection.all('SELECT epoch FROM runlight.members WHERE id = $1', id)
      if (Number(row?.epoch) !== epoch) throw fenced(null)
    },
    checkOurs: async (runs) => {
      const { id, epoch } = place.now()
      const rows = await connection.all(
        `SELECT r.id FROM runlight.runs r
          WHERE r.id = ANY($1) AND r.removed_at IS NULL AND ${isOurs('$2', '$3')} IS NOT TRUE`,
        int8s(runs),
        id,
        epoch,
      )
      // A `fenced` without runs would be about the whole place.
      if (rows.length > 0) throw fenced({ runs: rows.map((row) => Number(row.id)) })
    },
  }
}

/** Whether the run `r` is that member's under its epoch, or rests and is nobody's. */
export function isOurs(member: string, epoch: string): string {
  return `((r.owner = ${member} AND r.owner_epoch = ${epoch}) OR (NOT r.wanted AND NOT EXISTS (
    SELECT FROM runlight.members o WHERE o.id = r.owner AND o.epoch = r.owner_epoch AND NOT o.closed)))`
}
