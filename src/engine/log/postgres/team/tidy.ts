// What grows beside the runs and nobody needs any more: the rows of runs that are cleared, what was asked of collectors long ago,
// imports that nobody goes on with, members that are gone for good. A part at a time, so that nobody waits. What hubs alone may
// read (sessions, sign-ins, lock-outs) they take away themselves; who did what (audit) is never taken away here.

import { importingPrefix } from '../../rows.ts'
import type { UpkeepPort } from '../../upkeep-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Statement } from '../base/statements.ts'
import { removalOf } from './clearing.ts'
import { forgetCommands } from './commands.ts'
import { type Place, write } from './place-of-member.ts'

const rowsAtOnce = 500
/** Whoever copies a log in may come back for it. */
const importDays = 7
const memberDays = 30

/** Everybody has heard of them. What was asked of a run goes with its row: an answer was waited for until then. */
const forgetTombstones: Statement = {
  sql: `WITH gone AS (
      DELETE FROM runlight.runs WHERE id IN (
        SELECT id FROM runlight.runs WHERE cleared AND removed_at < clock_timestamp() - interval '1 day'
        LIMIT ${rowsAtOnce})
      RETURNING id),
    commands AS (DELETE FROM runlight.commands c USING gone WHERE c.run = gone.id)
    SELECT id FROM gone`,
}

/** What was being stored of a run while it was removed. */
const forgetStandings: Statement = {
  sql: `DELETE FROM runlight.standings s WHERE run <> 0
    AND NOT EXISTS (SELECT FROM runlight.runs r WHERE r.id = s.run AND r.removed_at IS NULL)`,
}

// Not by a range of names: how they follow each other is the database's own affair.
const leftImports = `SELECT r.id FROM runlight.runs r LEFT JOIN runlight.members m ON m.id = r.changed_by
  WHERE starts_with(r.uid, $1) AND r.removed_at IS NULL AND NOT r.wanted
    AND (m.id IS NULL OR (m.expires_at < clock_timestamp() - interval '${importDays} days'))
  ORDER BY r.id LIMIT 20`

/** One that has nothing to be watched any more, the longest gone first. */
const goneMember = `SELECT m.id FROM runlight.members m
  WHERE m.expires_at < clock_timestamp() - interval '${memberDays} days'
    AND NOT EXISTS (SELECT FROM runlight.runs r WHERE r.owner = m.id AND r.wanted)
  ORDER BY m.expires_at LIMIT 1`

export function createTidy(connection: Connection, place: Place): UpkeepPort['tidy'] {
  const forgetImports = async () => {
    const rows = await connection.all(leftImports, importingPrefix)
    const runs = rows.map(({ id }) => Number(id))
    const member = place.now()
    if (runs.length > 0) await write(connection.run, member, ...removalOf(member.id, runs))
    return runs.length > 0
  }

  /** Not behind the fence: looking through all runs for its number must hold up nothing of this member. */
  const forgetMember = async () => {
    const [gone] = await connection.all(goneMember)
    if (gone === undefined) return false
    const id = Number(gone.id)
    const [freed] = await connection.run({
      sql: `UPDATE runlight.runs SET owner = NULL, owner_epoch = 0 WHERE id IN (
        SELECT id FROM runlight.runs WHERE owner = $1 AND NOT wanted LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED)`,
      params: [id],
    })
    if ((freed?.count ?? 0) > 0) return true
    // It may be back, or have runs that another was writing.
    const [deleted] = await connection.run(
      {
        sql: `DELETE FROM runlight.members m WHERE m.id = $1 AND m.id IN (${goneMember})
          AND NOT EXISTS (SELECT FROM runlight.runs r WHERE r.owner = m.id)`,
        params: [id],
      },
      {
        sql: `DELETE FROM runlight.changes WHERE member = $1
          AND NOT EXISTS (SELECT FROM runlight.members WHERE id = $1)`,
        params: [id],
      },
    )
    return (deleted?.count ?? 0) > 0
  }

  return async () => {
    const [, tombstones] = await write(
      connection.run,
      place.now(),
      forgetCommands,
      forgetTombstones,
      forgetStandings,
    )
    const imports = await forgetImports()
    const members = await forgetMember()
    return (tombstones?.rows.length ?? 0) === rowsAtOnce || imports || members
  }
}
