// Whether the database answers a commit before a second machine has it. It is asked of the server, which knows; who may not
// see its standbys sees those that are awaited all the same.

import type { TeamPort } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'

export function createDurability(connection: Connection): TeamPort['durability'] {
  return async () => {
    const [row] = await connection.all(
      `SELECT (SELECT count(*) FROM pg_stat_replication) AS standbys,
          (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')) AS awaited,
          current_setting('synchronous_standby_names') <> '' AS named,
          current_setting('synchronous_commit') IN ('off', 'local') AS hasty`,
    )
    if (Number(row?.standbys) === 0 && row?.named !== true) return 'single'
    // Without the right to see it, the state of a standby is hidden, and what is configured counts.
    const awaits = row?.named === true && row.hasty !== true
    return awaits || Number(row?.awaited) > 0 ? 'synchronous' : 'asynchronous'
  }
}
