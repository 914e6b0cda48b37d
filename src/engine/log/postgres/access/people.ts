// People, and what was given to them, to groups of the sign-in service and to tokens.

import { RunlightError } from '../../../../core/basics/errors.ts'
import { type Grant, grantSchema, type Holder } from '../../../../core/team/team.ts'
import type { AccessPort } from '../../access-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row } from '../base/statements.ts'
import { auditOf, changedAccess } from './audit.ts'
import { inMs, numberOrNull, oneLine, sqlStateOf, textOrNull } from './rows.ts'

/** A foreign key whose row is not there (SQLSTATE class 23). */
const noSuchRow = '23503'

export function createPeople(connection: Connection): AccessPort['people'] {
  return {
    list: async () => {
      const [people, grants] = await connection.run(
        {
          sql: `SELECT id, name, email, issuer, subject, ${inMs('first_seen')} AS first, ${inMs('last_seen')} AS last FROM runlight.people
            ORDER BY last_seen DESC LIMIT 10000`,
        },
        {
          sql: `SELECT person, group_name, token, space, role, ${inMs('made_at')} AS at, made_by FROM runlight.grants
            ORDER BY made_at DESC LIMIT 10000`,
        },
      )
      return {
        people: (people?.rows ?? []).map((row) => ({
          id: Number(row.id),
          name: String(row.name),
          email: textOrNull(row.email),
          issuer: String(row.issuer),
          subject: String(row.subject),
          firstSeen: Number(row.first),
          lastSeen: Number(row.last),
        })),
        grants: (grants?.rows ?? []).map(grantIn),
      }
    },
    grant: async (holder, space, role, by) => {
      const whose = columnsOf(holder)
      const given =
        role === null
          ? {
              sql: `DELETE FROM runlight.grants WHERE person IS NOT DISTINCT FROM $1 AND group_name IS NOT DISTINCT FROM $2
                AND token IS NOT DISTINCT FROM $3 AND space IS NOT DISTINCT FROM $4`,
              params: [...whose, space],
            }
          : {
              sql: `INSERT INTO runlight.grants (person, group_name, token, space, role, made_by)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (person, group_name, token, space) DO UPDATE
                  SET role = EXCLUDED.role, made_by = EXCLUDED.made_by, made_at = clock_timestamp()`,
              params: [...whose, space, role, by],
            }
      await connection
        .run(
          given,
          changedAccess,
          auditOf(by, role === null ? 'grant.taken' : 'grant.given', { holder, space, role }),
        )
        .catch((thrown: unknown) => {
          if (sqlStateOf(thrown) !== noSuchRow) throw thrown
          throw new RunlightError('not-found', 'There is no such person, token or space.')
        })
    },
  }
}

function columnsOf(holder: Holder): readonly [number | null, string | null, number | null] {
  switch (holder.type) {
    case 'person':
      return [holder.person, null, null]
    case 'group':
      return [null, oneLine(holder.group, 300), null]
    case 'token':
      return [null, null, holder.token]
  }
}

function grantIn(row: Row): Grant {
  const person = numberOrNull(row.person)
  const token = numberOrNull(row.token)
  const holder =
    person !== null
      ? { type: 'person', person }
      : token !== null
        ? { type: 'token', token }
        : { type: 'group', group: String(row.group_name) }
  return grantSchema.parse({
    holder,
    space: numberOrNull(row.space),
    role: row.role,
    at: row.at,
    by: row.made_by,
  })
}
