// Spaces of servers, and which run and which server is in which. It reads past the guard of rows, which is for those who have
// come in: here it is decided whether they may.

import { RunlightError } from '../../../../core/basics/errors.ts'
import { firstSpace } from '../../../../core/team/roles.ts'
import type { Space } from '../../../../core/team/team.ts'
import type { AccessPort } from '../../access-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row, Statement } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { auditOf, changedAccess } from './audit.ts'
import { sqlStateOf } from './rows.ts'

const taken = '23505'
const inUse = '23503'

/**
 * In the name of a hub, so that hubs hear of it by the feed; collectors pass over what they changed themselves. A member's row
 * comes before all others, as it does in every transaction that writes.
 */
const moveRuns = `WITH told AS (
    UPDATE runlight.members SET clock = clock + 1
    WHERE id = (SELECT min(id) FROM runlight.members WHERE role = 'hub') RETURNING id, clock)
  UPDATE runlight.runs SET space = $2, changed_by = coalesce((SELECT id FROM told), changed_by),
    changed_clock = coalesce((SELECT clock FROM told), changed_clock)
  WHERE server_id = $1`

const listed = `SELECT s.id, s.name,
    (SELECT count(*) FROM runlight.servers v WHERE v.space = s.id) AS servers,
    (SELECT count(*) FROM runlight.runs r WHERE r.space = s.id AND r.removed_at IS NULL) AS runs
  FROM runlight.spaces s`

export function createSpaces(connection: Connection): AccessPort['spaces'] {
  return {
    list: async () => (await connection.all(`${listed} ORDER BY s.id`)).map(spaceIn),
    save: async (id, name, by) => {
      const stored: Statement =
        id === null
          ? { sql: 'INSERT INTO runlight.spaces (name) VALUES ($1) RETURNING id', params: [name] }
          : { sql: 'UPDATE runlight.spaces SET name = $1 WHERE id = $2 RETURNING id', params: [name, id] }
      const [saved] = await connection
        .run(stored, changedAccess, auditOf(by, 'space.saved', { space: id, name }))
        .catch((thrown: unknown) => {
          if (sqlStateOf(thrown) !== taken) throw thrown
          throw new RunlightError('bad-input', `There is a space “${name}” already: take another name.`)
        })
      const row = saved?.rows[0]
      if (row === undefined) throw noSuchSpace()
      const [space] = await connection.all(`${listed} WHERE s.id = $1`, Number(row.id))
      if (space === undefined) throw noSuchSpace()
      return spaceIn(space)
    },
    remove: async (id, by) => {
      if (id === firstSpace)
        throw new RunlightError('not-allowed', 'The first space stays: what is of no server is in it.')
      const [gone] = await connection
        .run(
          { sql: 'DELETE FROM runlight.spaces WHERE id = $1', params: [id] },
          changedAccess,
          auditOf(by, 'space.removed', { space: id }),
        )
        .catch((thrown: unknown) => {
          if (sqlStateOf(thrown) !== inUse) throw thrown
          throw new RunlightError(
            'bad-input',
            'Servers or runs are still in this space: move its servers and remove its runs first.',
          )
        })
      if (gone?.count === 0) throw noSuchSpace()
    },
    move: async (server, space, by) => {
      const [, moved] = await connection
        .run(
          { sql: moveRuns, params: [server, space] },
          { sql: 'UPDATE runlight.servers SET space = $2 WHERE id = $1', params: [server, space] },
          changedAccess,
          { sql: `UPDATE runlight.topics SET version = version + 1 WHERE name = 'servers'` },
          auditOf(by, 'space.moved', { server, space }),
        )
        .catch((thrown: unknown) => {
          if (sqlStateOf(thrown) !== inUse) throw thrown
          throw noSuchSpace()
        })
      if (moved?.count === 0) throw new RunlightError('not-found', `There is no server ${server}.`)
    },
    of: async (what, ids) => {
      const rows = await connection.all(
        `SELECT id, space FROM runlight.${what} WHERE id = ANY ($1::bigint[])`,
        int8s(ids),
      )
      return new Map(rows.map(({ id, space }) => [Number(id), Number(space)]))
    },
    runsOfAlerts: async (ids) => {
      const rows = await connection.all(
        'SELECT id, runs FROM runlight.alerts WHERE id = ANY ($1::bigint[])',
        int8s(ids),
      )
      return new Map(rows.map(({ id, runs }) => [Number(id), Array.isArray(runs) ? runs.map(Number) : []]))
    },
  }
}

function spaceIn(row: Row): Space {
  return { id: Number(row.id), name: String(row.name), servers: Number(row.servers), runs: Number(row.runs) }
}

function noSuchSpace(): RunlightError {
  return new RunlightError('not-found', 'There is no such space.')
}
