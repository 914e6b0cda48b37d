// This process's place among the members, and the fence: every transaction that writes raises the clock of its place under
// its epoch, so that a process whose place was taken writes nothing. Times are the database's own.

import { RunlightError } from '../../../../core/basics/errors.ts'
import type { Membership } from '../../team-port.ts'
import type { Run } from '../base/connection.ts'
import type { Result, Statement } from '../base/statements.ts'

export type Place = {
  /** Throws `fenced` before the place was taken the first time, and after it was given up. */
  readonly now: () => Membership
  /** Null where there is none. */
  readonly taken: () => Membership | null
  readonly set: (membership: Membership | null) => void
}

export function createPlace(): Place {
  let membership: Membership | null = null
  return {
    now: () => {
      if (membership === null) throw fenced()
      return membership
    },
    taken: () => membership,
    set: (next) => {
      membership = next
    },
  }
}

/** The clock of this member within a transaction that has passed the fence. $1 is the member. */
export const clockOf = '(SELECT clock FROM runlight.members WHERE id = $1)'

/** The fence, before everything else that a transaction writes: fails with `fenced`. */
export function fenceOf({ id, epoch, ttlMs }: Membership): Statement {
  return { sql: 'SELECT runlight.as_member($1, $2, $3)', params: [id, epoch, ttlMs] }
}

/** One transaction of `statements` behind the fence, and their results. */
export async function write(
  run: Run,
  member: Membership,
  ...statements: readonly Statement[]
): Promise<readonly Result[]> {
  return (await run(fenceOf(member), ...statements)).slice(1)
}

/** Whoever asks for what belongs to this topic asks again. */
export function raiseTopic(name: string): Statement {
  return { sql: 'UPDATE runlight.topics SET version = version + 1 WHERE name = $1', params: [name] }
}

function fenced(): RunlightError {
  return new RunlightError(
    'fenced',
    'Others have what this process watched, because it was not heard of in time. It takes its place again by itself.',
  )
}
