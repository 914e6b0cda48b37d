// What is sealed for the pool, by ref. It is opened by collectors alone, with a key that is not in the database.

import type { TeamPort } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'
import { type Place, raiseTopic, write } from './place-of-member.ts'

export function createSealed(
  connection: Connection,
  place: Place,
): Pick<TeamPort, 'sealed' | 'sealedRefs' | 'seal'> {
  return {
    sealed: async (ref) => {
      const [row] = await connection.all('SELECT sealed FROM runlight.secrets WHERE ref = $1', ref)
      return row === undefined ? null : String(row.sealed)
    },
    sealedRefs: async () => {
      const rows = await connection.all(
        `SELECT ref FROM runlight.secrets WHERE ref NOT LIKE 'run:%' ORDER BY ref`,
      )
      return rows.map(({ ref }) => String(ref))
    },
    seal: async (ref, sealed) => {
      const change =
        sealed === null
          ? { sql: 'DELETE FROM runlight.secrets WHERE ref = $1', params: [ref] }
          : {
              sql: `INSERT INTO runlight.secrets (ref, sealed) VALUES ($1, $2)
                ON CONFLICT (ref) DO UPDATE SET sealed = excluded.sealed, stored_at = clock_timestamp()`,
              params: [ref, sealed],
            }
      await write(connection.run, place.now(), change, raiseTopic('servers'))
    },
  }
}
