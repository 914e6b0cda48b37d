// Sessions of people and of those who signed in with a token. A session ends at a fixed time, sooner when nobody uses it, and
// at once when its token is revoked. What it may do is looked up anew each time, so that what is taken away is gone.

import type { AccessPort, Visitor } from '../../access-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row } from '../base/statements.ts'
import { texts } from '../base/values.ts'
import { changedAccess } from './audit.ts'
import { givenIn, givenJson, inMs, numberOrNull, oneLine, textOrNull } from './rows.ts'
import { hashOf, newSecret } from './secrets.ts'

/** However much it is used: the groups of the sign-in service are asked for again after that. */
const lastsHours = 24
const idleHours = 8
/** How often a use is noted. */
const noteSeconds = 60
const mostGroups = 1_000

const alive = `s.expires_at > clock_timestamp() AND s.seen_at > clock_timestamp() - interval '${idleHours} hours'`

export function createSessions(connection: Connection): AccessPort['sessions'] {
  return {
    open: async (holder, { address, agent }) => {
      const secret = newSecret()
      const from = [oneLine(address, 100), oneLine(agent, 300)] as const
      // What ended long ago goes when somebody comes.
      const tidy = { sql: `DELETE FROM runlight.sessions WHERE expires_at < clock_timestamp()` }
      if ('token' in holder) {
        await connection.run(tidy, {
          sql: `INSERT INTO runlight.sessions (hash, token, groups, expires_at, address, agent)
            SELECT $1, id, '{}', least(expires_at, clock_timestamp() + interval '${lastsHours} hours'), $3, $4
            FROM runlight.tokens WHERE id = $2`,
          params: [hashOf(secret), holder.token, ...from],
        })
        return secret
      }
      const { issuer, subject, name, email, groups } = holder.vouched
      await connection.run(tidy, {
        sql: `WITH one AS (
            INSERT INTO runlight.people (issuer, subject, name, email) VALUES ($2, $3, $4, $5)
            ON CONFLICT (issuer, subject) DO UPDATE
              SET name = EXCLUDED.name, email = EXCLUDED.email, last_seen = clock_timestamp()
            RETURNING id)
          INSERT INTO runlight.sessions (hash, person, groups, expires_at, address, agent)
          SELECT $1, id, $6, clock_timestamp() + interval '${lastsHours} hours', $7, $8 FROM one`,
        params: [
          hashOf(secret),
          issuer,
          subject,
          oneLine(name, 200) || oneLine(subject, 200),
          email === null ? null : oneLine(email, 300),
          texts(groups.slice(0, mostGroups).map((group) => oneLine(group, 300))),
          ...from,
        ],
      })
      return secret
    },
    look: async (secret) => {
      const hash = hashOf(secret)
      const [found] = await connection.run(
        {
          sql: `SELECT s.person, s.token, ${inMs('s.expires_at')} AS ends, p.name, p.email, t.name AS token_name,
              ${givenJson('g.person = s.person OR g.token = s.token OR g.group_name = ANY (s.groups)')} AS given
            FROM runlight.sessions s
            LEFT JOIN runlight.people p ON p.id = s.person
            LEFT JOIN runlight.tokens t ON t.id = s.token
            WHERE s.hash = $1 AND ${alive}
              AND (t.id IS NULL OR (t.revoked_at IS NULL AND coalesce(t.expires_at > clock_timestamp(), true)))`,
          params: [hash],
        },
        {
          sql: `UPDATE runlight.sessions s SET seen_at = clock_timestamp()
            WHERE s.hash = $1 AND ${alive} AND s.seen_at < clock_timestamp() - interval '${noteSeconds} seconds'`,
          params: [hash],
        },
      )
      const row = found?.rows[0]
      return row === undefined ? null : visitorIn(row)
    },
    end: async (secret) => {
      await connection.run(
        { sql: 'DELETE FROM runlight.sessions WHERE hash = $1', params: [hashOf(secret)] },
        changedAccess,
      )
    },
  }
}

function visitorIn(row: Row): Visitor {
  const given = givenIn(row.given)
  const endsAt = Number(row.ends)
  const token = numberOrNull(row.token)
  if (token !== null)
    return {
      caller: { key: `token:${token}`, name: `token ${String(row.token_name)}`, given },
      by: 'token',
      endsAt,
    }
  const email = textOrNull(row.email)
  const name = email === null ? String(row.name) : `${String(row.name)} <${email}>`
  return { caller: { key: `person:${String(row.person)}`, name, given }, by: 'person', endsAt }
}
