// Tokens: made by an admin, shown once, given one role to begin with. Whoever has one comes in, by hand or from a script.

import { RunlightError } from '../../../../core/basics/errors.ts'
import type { Token } from '../../../../core/team/team.ts'
import type { AccessPort } from '../../access-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row } from '../base/statements.ts'
import { auditOf, changedAccess } from './audit.ts'
import { givenIn, givenJson, inMs, numberOrNull } from './rows.ts'
import { hashOf, isSameHash, newToken, shownPart } from './secrets.ts'

const noteSeconds = 60
const times = ['made_at', 'expires_at', 'last_used_at', 'revoked_at']
const columns = ['id', 'name', 'shown', 'made_by', ...times.map((one) => `${inMs(one)} AS ${one}`)].join(', ')
/** Compared with where no token was found, so that this takes as long. */
const nobody = hashOf('')

export function createTokens(connection: Connection): AccessPort['tokens'] {
  return {
    look: async (secret) => {
      const shown = shownPart(secret)
      if (shown === null) return null
      const [found] = await connection.run(
        {
          sql: `SELECT t.id, t.hash, t.name, ${inMs('t.expires_at')} AS ends, ${givenJson('g.token = t.id')} AS given FROM runlight.tokens t
            WHERE t.shown = $1 AND t.revoked_at IS NULL AND coalesce(t.expires_at > clock_timestamp(), true)`,
          params: [shown],
        },
        {
          sql: `UPDATE runlight.tokens SET last_used_at = clock_timestamp() WHERE hash = $1 AND revoked_at IS NULL
            AND coalesce(last_used_at < clock_timestamp() - interval '${noteSeconds} seconds', true)`,
          params: [hashOf(secret)],
        },
      )
      const row = found?.rows[0]
      const hash = row?.hash instanceof Uint8Array ? row.hash : nobody
      if (!isSameHash(hash, hashOf(secret)) || row === undefined) return null
      const token = Number(row.id)
      const caller = { key: `token:${token}`, name: `token ${String(row.name)}`, given: givenIn(row.given) }
      return { caller, by: 'token', token, endsAt: numberOrNull(row.ends) }
    },
    list: async () =>
      (await connection.all(`SELECT ${columns} FROM runlight.tokens ORDER BY id DESC`)).map(tokenIn),
    create: async ({ name, space, role, expiresAt }, by) => {
      const { shown, secret } = newToken()
      const [made] = await connection.run(
        {
          sql: `WITH one AS (
              INSERT INTO runlight.tokens (shown, hash, name, made_by, expires_at)
              VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000)) RETURNING ${columns}),
            its AS (
              INSERT INTO runlight.grants (token, space, role, made_by) SELECT id, $6, $7, $4 FROM one)
            SELECT * FROM one`,
          params: [shown, hashOf(secret), name, by, expiresAt, space, role],
        },
        auditOf(by, 'token.created', { token: shown, name, space, role, expiresAt }),
      )
      const row = made?.rows[0]
      if (row === undefined) throw new Error('a token was stored and is not there')
      return { token: tokenIn(row), secret }
    },
    revoke: async (id, by) => {
      const [revoked] = await connection.run(
        {
          sql: `UPDATE runlight.tokens SET revoked_at = coalesce(revoked_at, clock_timestamp()) WHERE id = $1 RETURNING shown`,
          params: [id],
        },
        { sql: 'DELETE FROM runlight.sessions WHERE token = $1', params: [id] },
        changedAccess,
        {
          sql: `INSERT INTO runlight.audit (who, what, detail)
            SELECT $2, 'token.revoked', json_build_object('token', shown, 'name', name)::text FROM runlight.tokens WHERE id = $1`,
          params: [id, by],
        },
      )
      if (revoked?.rows.length === 0)
        throw new RunlightError('not-found', `There is no token ${id}: see “runlight token list”.`)
    },
  }
}

function tokenIn(row: Row): Token {
  return {
    id: Number(row.id),
    name: String(row.name),
    shown: String(row.shown),
    madeAt: Number(row.made_at),
    madeBy: String(row.made_by),
    expiresAt: numberOrNull(row.expires_at),
    lastUsedAt: numberOrNull(row.last_used_at),
    revokedAt: numberOrNull(row.revoked_at),
  }
}
