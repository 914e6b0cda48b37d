// How everything is written: behind the fence of this process's place, so that it writes nothing once the place was taken.

import { RunlightError } from '../../../../core/basics/errors.ts'
import type { MemberRole, Membership } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'
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
  /** Why some of `runs` were not written though they were read anew just before. */
  readonly whyNot: (runs: readonly number[]) => Promise<Error>
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
    whyNot: async (runs) => {
      const { id, epoch } = place.now()
      const rows = await connection.all(
        `SELECT id FROM runlight.runs WHERE id = ANY($1) AND removed_at IS NULL AND NOT (owner = $2 AND owner_epoch = $3)`,
        int8s(runs),
        id,
        epoch,
      )
      return fenced({ runs: rows.map((row) => Number(row.id)) })
    },
  }
}

function fenced(detail: RunlightError['detail']): RunlightError {
  return new RunlightError(
    'fenced',
    'Another collector has taken over what this one watched, because it was not heard of in time. It takes its place again by itself.',
    detail,
  )
}
