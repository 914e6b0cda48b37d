// Sign-ins under way at the service: kept in the log and not in a hub, so that a person may come back to another hub. Each is
// taken once.

import type { AccessPort } from '../../access-port.ts'
import type { Connection } from '../base/connection.ts'
import { hashOf } from './secrets.ts'

const minutes = 10
/** Whoever begins and never comes back costs a row for that long; beyond so many the oldest go. */
const most = 10_000

export function createSignIns(connection: Connection): AccessPort['signIns'] {
  return {
    begin: async (state, { nonce, verifier, to }) => {
      await connection.run(
        {
          sql: `DELETE FROM runlight.sign_ins WHERE expires_at < clock_timestamp() OR hash IN (
            SELECT hash FROM runlight.sign_ins ORDER BY expires_at DESC OFFSET ${most})`,
        },
        {
          sql: `INSERT INTO runlight.sign_ins (hash, nonce, verifier, goes_to, expires_at)
            VALUES ($1, $2, $3, $4, clock_timestamp() + interval '${minutes} minutes')`,
          params: [hashOf(state), nonce, verifier, to],
        },
      )
    },
    take: async (state) => {
      const [row] = await connection.all(
        `DELETE FROM runlight.sign_ins WHERE hash = $1
          RETURNING nonce, verifier, goes_to, expires_at > clock_timestamp() AS alive`,
        hashOf(state),
      )
      if (row?.alive !== true) return null
      return { nonce: String(row.nonce), verifier: String(row.verifier), to: String(row.goes_to) }
    },
  }
}
