// Wrong guesses, counted for all hubs together. Ten within a quarter of an hour lock their key out for as long; an admin ends
// that sooner. A guess costs 2^256, so that this is for the log's sake and for a clear audit list.

import type { AccessPort } from '../../access-port.ts'
import type { Connection } from '../base/connection.ts'
import { texts } from '../base/values.ts'
import { auditOf } from './audit.ts'
import { oneLine } from './rows.ts'

const mostWrong = 10
const minutes = 15

export function createLockOuts(connection: Connection): AccessPort['lockOuts'] {
  const clean = (keys: readonly string[]) => texts([...new Set(keys.map((key) => oneLine(key, 200)))])
  return {
    left: async (keys) => {
      const [row] = await connection.all(
        `SELECT extract(epoch FROM max(locked_until) - clock_timestamp())::float8 * 1000 AS ms
          FROM runlight.lock_outs WHERE key = ANY ($1::text[])`,
        clean(keys),
      )
      return Math.max(0, Math.ceil(Number(row?.ms ?? 0)))
    },
    wrong: async (keys) => {
      const [, counted] = await connection.run(
        { sql: `DELETE FROM runlight.lock_outs WHERE since < clock_timestamp() - interval '1 day'` },
        {
          sql: `INSERT INTO runlight.lock_outs AS l (key, wrong, since)
            SELECT key, 1, clock_timestamp() FROM unnest($1::text[]) AS key ORDER BY key
            ON CONFLICT (key) DO UPDATE SET
              wrong = CASE WHEN l.since < clock_timestamp() - interval '${minutes} minutes' THEN 1 ELSE l.wrong + 1 END,
              since = CASE WHEN l.since < clock_timestamp() - interval '${minutes} minutes' THEN clock_timestamp() ELSE l.since END,
              locked_until = CASE
                WHEN l.since >= clock_timestamp() - interval '${minutes} minutes' AND l.wrong + 1 >= ${mostWrong}
                THEN clock_timestamp() + interval '${minutes} minutes'
                ELSE CASE WHEN l.locked_until > clock_timestamp() THEN l.locked_until END END
            RETURNING key, wrong = ${mostWrong} AS locked`,
          params: [clean(keys)],
        },
      )
      return (counted?.rows ?? []).flatMap(({ key, locked }) => (locked === true ? [String(key)] : []))
    },
    lift: async (key, by) => {
      const [gone] = await connection.run(
        { sql: 'DELETE FROM runlight.lock_outs WHERE key = $1', params: [oneLine(key, 200)] },
        auditOf(by, 'lock-out.lifted', { key }),
      )
      return (gone?.count ?? 0) > 0
    },
  }
}
