// Which collector has which run. A run is free while nobody has it, or while the epoch under which it was taken is over; who
// claims locks what is free and passes over what another is just claiming. The members' rows are locked after the runs': no
// transaction that holds a member's row waits for a run that is free.

import { z } from 'zod'
import { sameTag } from '../../../../core/run/marks.ts'
import type { Claimed, Membership, TeamPort, Wants } from '../../team-port.ts'
import type { Connection, Run } from '../base/connection.ts'
import type { Row } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { isOpen } from './commands.ts'
import { clockOf, type Place, write } from './place-of-member.ts'

type Claims = Pick<TeamPort, 'claim' | 'letGo' | 'noteAsked' | 'reclaim'>

/** Connections to one server that claims bring about come at least so far apart, over all collectors. */
const betweenConnectsMs = 125
/** Free runs that are looked at where tags decide. */
const looked = 2_000

const marksShape = z.object({ marks: z.object({ tags: z.array(z.string()) }) })

const isFree = '(r.owner IS NULL OR r.owner_epoch < m.epoch)'
/** It is to be watched, or somebody waits for what they have asked of it. */
const isAskedFor = `(r.wanted OR EXISTS (SELECT FROM runlight.commands c WHERE c.run = r.id AND ${isOpen}))`

/** `urgent` never waits for a claim, which goes over `patient`. `closeLost` frees what lost members had. */
export function createClaims(
  urgent: Connection,
  patient: Connection,
  place: Place,
  closeLost: (connection: Connection) => Promise<void>,
): Claims {
  /** Claimed by a transaction whose answer was lost: whoever asked knows nothing of them, and may have them. */
  let unsure: readonly Claimed[] = []

  /** Those that it has. Behind the fence, which waits for that transaction if it is still under way. */
  const storedAfterAll = async (member: Membership): Promise<readonly Claimed[]> => {
    if (unsure.length === 0) return []
    const [had] = await write(patient.run, member, {
      sql: 'SELECT id FROM runlight.runs WHERE owner = $1 AND owner_epoch = $2 AND id = ANY($3)',
      params: [member.id, member.epoch, int8s(unsure.map(({ run }) => run))],
    })
    const ids = new Set(had?.rows.map(({ id }) => Number(id)))
    const claimed = unsure.filter(({ run }) => ids.has(run))
    unsure = []
    return claimed
  }

  return {
    claim: async (wants, most) => {
      const member = place.now()
      const stored = await storedAfterAll(member)
      if (stored.length > 0) return stored
      await closeLost(patient)
      const candidates = await freeRuns(patient, wants, most)
      if (candidates.length === 0) return []
      const claimed = await patient.transaction(async (run) => {
        const [found] = await run({
          sql: `SELECT r.id, r.server_id, r.owner, r.asked_at IS NOT NULL AS asked, m.name,
              r.owner_epoch IN (0, m.left_epoch) AS handed
            FROM runlight.runs r LEFT JOIN runlight.members m ON m.id = r.owner
            WHERE r.id = ANY($1) AND ${isAskedFor} AND r.removed_at IS NULL AND ${isFree}
            ORDER BY r.id LIMIT $2 FOR UPDATE OF r SKIP LOCKED`,
          params: [int8s(candidates), most],
        })
        const rows = found?.rows ?? []
        if (rows.length === 0) return []
        await write(run, member, {
          sql: `UPDATE runlight.runs SET owner = $1, owner_epoch = $2, changed_by = $1, changed_clock = ${clockOf}
            WHERE id = ANY($3)`,
          params: [member.id, member.epoch, int8s(rows.map(({ id }) => Number(id)))],
        })
        const paces = await pacesOf(run, rows)
        unsure = rows.map((row) => claimedOf(row, paces))
        return unsure
      })
      unsure = []
      return claimed
    },
    letGo: async (runs) => {
      const member = place.now()
      await write(urgent.run, member, {
        sql: `UPDATE runlight.runs SET owner_epoch = 0, changed_by = $1, changed_clock = ${clockOf}
          WHERE owner = $1 AND owner_epoch = $2 AND id = ANY($3)`,
        params: [member.id, member.epoch, int8s(runs)],
      })
    },
    noteAsked: async (run) => {
      const member = place.now()
      const [noted] = await write(urgent.run, member, {
        sql: `UPDATE runlight.runs SET asked_at = clock_timestamp(), changed_by = $1, changed_clock = ${clockOf}
          WHERE owner = $1 AND owner_epoch = $2 AND id = $3 AND asked_at IS NULL`,
        params: [member.id, member.epoch, run],
      })
      return noted?.count === 1
    },
    reclaim: async (run, { events, transitions, gaps }) => {
      const member = place.now()
      // Who is not heard of any more may still come back before its place is closed: from then on it cannot.
      await closeLost(urgent)
      return urgent.transaction(async (within) => {
        const [taken] = await write(within, member, {
          sql: `UPDATE runlight.runs r SET owner = $1, owner_epoch = $2, changed_by = $1, changed_clock = ${clockOf}
            WHERE r.id = $3 AND r.events = $4 AND r.removed_at IS NULL AND (NOT r.wanted OR NOT EXISTS (
              SELECT FROM runlight.members o WHERE o.id = r.owner AND o.id <> $1 AND o.epoch = r.owner_epoch
                AND NOT o.closed))`,
          params: [member.id, member.epoch, run, events],
        })
        if (taken?.count !== 1) return false
        await within({
          sql: `WITH gone AS (DELETE FROM runlight.transitions WHERE run = $1 AND number > $2
                RETURNING number, at, state, cause),
              noted AS (DELETE FROM runlight.gaps WHERE run = $1 AND number > $3 RETURNING gap)
              INSERT INTO runlight.audit (who, what, detail)
              SELECT m.name, 'run-reclaimed', json_build_object('run', $1::int8,
                  'transitions', (SELECT json_agg(row_to_json(gone)) FROM gone),
                  'gaps', (SELECT json_agg(gap) FROM noted))::text
              FROM runlight.members m
              WHERE m.id = $4 AND (EXISTS (SELECT FROM gone) OR EXISTS (SELECT FROM noted))`,
          params: [run, transitions, gaps, member.id],
        })
        return true
      })
    },
  }
}

/** Free runs that `wants` allows, those that were added first before others. */
async function freeRuns(connection: Connection, wants: Wants, most: number): Promise<number[]> {
  const byTags = wants.tags.length > 0
  const rows = await connection.all(
    `SELECT r.id, r.server_id, CASE WHEN $5 THEN r.marks END AS marks
      FROM runlight.runs r LEFT JOIN runlight.members m ON m.id = r.owner
      WHERE ${isAskedFor} AND r.removed_at IS NULL AND ${isFree}
        AND ($5 OR $1::int8[] IS NULL OR r.server_id = ANY($1))
        -- What was asked for is asked for by nobody again: it takes no credentials to end it.
        AND (r.asked_at IS NOT NULL OR (
          (r.server_id IS NULL OR NOT r.server_id = ANY($2))
          AND (NOT r.has_secret
            OR ($3 AND EXISTS (SELECT FROM runlight.secrets s WHERE s.ref = 'run:' || r.uid)))))
        AND r.id IN (
          SELECT id FROM runlight.runs WHERE wanted AND owner IS NULL
          UNION ALL
          SELECT o.id FROM runlight.members t JOIN runlight.runs o
            ON o.owner = t.id AND o.owner_epoch < t.epoch AND o.wanted
          UNION ALL
          SELECT c.run FROM runlight.commands c WHERE ${isOpen})
      ORDER BY r.id LIMIT $4`,
    wants.servers === null ? null : int8s(wants.servers),
    int8s(wants.withoutSecretsOf),
    wants.opensSealed,
    byTags ? looked : most * 2,
    byTags,
  )
  const allowed = (row: Row) =>
    !byTags ||
    (wants.servers ?? []).includes(Number(row.server_id ?? 0)) ||
    tagsIn(row.marks ?? null).some((tag) => wants.tags.some((wanted) => sameTag(tag, wanted)))
  return rows.filter(allowed).map(({ id }) => Number(id))
}

/** The tags in a column of marks. */
function tagsIn(marks: Row[string]): readonly string[] {
  const read = marksShape.safeParse(JSON.parse(String(marks)))
  return read.success ? read.data.marks.tags : []
}

/** By server: how long until the first of the connections that are reserved for it. */
async function pacesOf(run: Run, rows: readonly Row[]): Promise<Map<number, { nextMs: number }>> {
  const counts = new Map<number, number>()
  for (const { server_id: server } of rows)
    if (server !== null) counts.set(Number(server), (counts.get(Number(server)) ?? 0) + 1)
  const paces = new Map<number, { nextMs: number }>()
  // In one order everywhere, so that two claims never wait for each other.
  const inOrder = [...counts].sort(([a], [b]) => a - b)
  if (inOrder.length === 0) return paces
  const paced = await run(
    ...inOrder.map(([server, count]) => ({
      sql: `UPDATE runlight.servers
        SET next_connect = greatest(next_connect, clock_timestamp()) + $2::int4 * interval '1 ms'
        WHERE id = $1
        RETURNING extract(epoch FROM next_connect - clock_timestamp())::float8 * 1000 - $2::int4 AS after`,
      params: [server, count * betweenConnectsMs],
    })),
  )
  for (const [i, [server]] of inOrder.entries())
    paces.set(server, { nextMs: Math.max(0, Number(paced[i]?.rows[0]?.after ?? 0)) })
  return paces
}

function claimedOf(row: Row, paces: ReadonlyMap<number, { nextMs: number }>): Claimed {
  const pace = paces.get(Number(row.server_id ?? 0))
  const connectAfterMs = Math.round(pace?.nextMs ?? 0)
  if (pace !== undefined) pace.nextMs += betweenConnectsMs
  return {
    run: Number(row.id),
    why: row.owner === null ? 'new' : row.handed === true ? 'handed' : 'lost',
    from: row.name === null ? null : String(row.name),
    asked: row.asked === true,
    connectAfterMs,
  }
}
