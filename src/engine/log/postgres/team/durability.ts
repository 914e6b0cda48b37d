// Whether the database answers a commit before a second machine has it. It is asked of the server, which knows.

import type { TeamPort } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'

export function createDurability(connection: Connection): TeamPort['durability'] {
  return async () => {
    const [row] = await connection.all(
      `SELECT (SELECT count(*) FROM pg_stat_replication) AS standbys,
          current_setting('synchronous_standby_names') <> '' AS named,
          current_setting('synchronous_commit') IN ('off', 'local') AS hasty`,
    )
    if (Number(row?.standbys) === 0 && row?.named !== true) return 'single'
    // What is configured counts: the state of each standby is hidden from whoever lacks a right to see it.
    return row?.named === true && row.hasty !== true ? 'synchronous' : 'asynchronous'
  }
}
