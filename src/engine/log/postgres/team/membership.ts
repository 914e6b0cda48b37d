// Who is there: a process takes its place under its name, shows that it lives, and gives its place up. A place whose time is
// over is closed by whoever notices, which raises its epoch and so frees all that it had.

import { RunlightError } from '../../../../core/basics/errors.ts'
import type { Member, MemberRole, TeamPort } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row } from '../base/statements.ts'
import { texts } from '../base/values.ts'
import { type Place, raiseTopic, write } from './place-of-member.ts'

/** This process as it joins. `instance`: nobody else living has it, so that what is found under it is this one's own past. */
export type Joining = {
  readonly name: string
  readonly role: MemberRole
  readonly version: string
  readonly only: readonly string[]
  readonly instance: string
  readonly ttlMs: number
}

type Membering = Pick<TeamPort, 'join' | 'renew' | 'leave' | 'members'> & {
  /** Closes the places of members that are not heard of any more. */
  readonly closeLost: (connection: Connection) => Promise<void>
}

export function createMembership(connection: Connection, place: Place, joining: Joining): Membering {
  const { name, role, version, only, instance, ttlMs } = joining
  return {
    join: async () => {
      const before = place.taken()
      const [taken] = await connection.run(
        {
          sql: `INSERT INTO runlight.members AS m (name, role, epoch, clock, expires_at, version, "only", lease_ms, instance)
            VALUES ($1, $2, 1, 1, clock_timestamp() + $3::int4 * interval '1 ms', $4, $5, $3::int4, $6)
            ON CONFLICT (name) DO UPDATE SET epoch = m.epoch + 1, clock = m.clock + 1, role = excluded.role,
              expires_at = excluded.expires_at, joined_at = clock_timestamp(), version = excluded.version,
              "only" = excluded."only", lease_ms = excluded.lease_ms, instance = excluded.instance, closed = false
            WHERE m.closed OR m.expires_at < clock_timestamp() OR m.instance = excluded.instance
              OR (m.id = $7 AND m.epoch = $8)
            RETURNING id, epoch`,
          params: [
            name,
            role,
            ttlMs,
            version,
            texts(only),
            instance,
            before?.id ?? null,
            before?.epoch ?? null,
          ],
        },
        raiseTopic('members'),
      )
      const row = taken?.rows[0]
      if (row === undefined)
        throw new RunlightError(
          'not-allowed',
          `Another process is in the shared log under the name “${name}”, and lives: choose another name, or end that one. If it was killed, its name is free after ${Math.ceil(ttlMs / 1_000)} seconds.`,
        )
      const membership = { id: Number(row.id), epoch: Number(row.epoch), ttlMs }
      place.set(membership)
      return membership
    },
    renew: async () => {
      await write(connection.run, place.now())
    },
    leave: async () => {
      const member = place.taken()
      place.set(null)
      if (member === null) return
      await connection.run(
        {
          sql: `UPDATE runlight.members SET epoch = epoch + 1, left_epoch = epoch, closed = true, clock = clock + 1,
            expires_at = clock_timestamp() WHERE id = $1 AND epoch = $2`,
          params: [member.id, member.epoch],
        },
        raiseTopic('members'),
      )
    },
    members: async () => {
      const rows = await connection.all(
        `SELECT id, name, role, version, "only", closed, left_epoch = epoch - 1 AS left,
            expires_at < clock_timestamp() AS expired,
            extract(epoch FROM clock_timestamp() - expires_at)::float8 * 1000 + CASE WHEN closed THEN 0 ELSE lease_ms END
              AS silent,
            (SELECT count(*) FROM runlight.runs r WHERE r.owner = m.id AND r.owner_epoch = m.epoch AND r.wanted) AS runs
          FROM runlight.members m ORDER BY name`,
      )
      return rows.map(memberOf)
    },
    closeLost: async (by) => {
      const lost = await by.all(
        'SELECT id FROM runlight.members WHERE NOT closed AND expires_at < clock_timestamp() LIMIT 1',
      )
      if (lost.length === 0) return
      await by.run(
        {
          sql: `UPDATE runlight.members SET epoch = epoch + 1, closed = true WHERE id IN (
            SELECT id FROM runlight.members WHERE NOT closed AND expires_at < clock_timestamp()
            ORDER BY id FOR UPDATE SKIP LOCKED)`,
        },
        raiseTopic('members'),
      )
    },
  }
}

function memberOf(row: Row): Member {
  return {
    id: Number(row.id),
    name: String(row.name),
    role: row.role === 'hub' ? 'hub' : 'collector',
    state:
      row.closed === true
        ? row.left === true
          ? 'gone'
          : 'expired'
        : row.expired === true
          ? 'expired'
          : 'alive',
    silentMs: Math.max(0, Math.round(Number(row.silent))),
    version: String(row.version),
    only: Array.isArray(row.only) ? row.only.map(String) : [],
    runs: Number(row.runs),
  }
}
