// A shared log with members made by hand: nothing but the team's side of it, with runs that are only rows.

import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { migrateSharedLog } from '../../../src/engine/log/postgres/schema/migrate.ts'
import { createTeam } from '../../../src/engine/log/postgres/team/create-team.ts'
import type { Wants } from '../../../src/engine/log/team-port.ts'
import { sharedPostgres } from '../postgres.ts'

export const everything: Wants = { servers: null, tags: [], withoutSecretsOf: [], opensSealed: false }
const ttlMs = 60_000

/** An empty log in a database of its own, for the test that runs. */
export async function openTeamLog() {
  const url = await (await sharedPostgres()).createDatabase()
  await migrateSharedLog(url)
  const sql = new Client(url)
  await sql.connect()
  onTestFinished(() => sql.end())
  const member = (name: string, over: { role?: 'hub'; instance?: string; ttlMs?: number } = {}) => {
    const team = createTeam(url, {
      name,
      role: over.role ?? 'collector',
      version: '1',
      only: [],
      instance: over.instance ?? crypto.randomUUID(),
      ttlMs: over.ttlMs ?? ttlMs,
    })
    onTestFinished(team.close)
    return team
  }
  const joined = async (...args: Parameters<typeof member>) => {
    const team = member(...args)
    return { ...team, membership: await team.join() }
  }
  /** Adds runs by their title; answers their numbers. */
  const addRuns = async (
    count: number,
    over: { server?: number; tags?: string[]; secret?: boolean } = {},
  ) => {
    const { rows } = await sql.query<{ id: string }>(
      `INSERT INTO runlight.runs (uid, kind, server_id, base_url, params, has_secret, created_at, job_state, summary, marks, wanted)
       SELECT gen_random_uuid()::text, 'plain', $2, '', '{}', $3, 1, 'unknown', '{"kind":"plain"}', $4, true
       FROM generate_series(1, $1) RETURNING id`,
      [
        count,
        over.server ?? null,
        over.secret ?? false,
        JSON.stringify({ title: 'a run', marks: { tags: over.tags ?? [] } }),
      ],
    )
    return rows.map(({ id }) => Number(id))
  }
  const addServer = async (name: string) => {
    const { rows } = await sql.query<{ id: string }>(
      `INSERT INTO runlight.servers (name, base_url, auth, header_names, has_secret, created_at)
       VALUES ($1, 'http://127.0.0.1:1', 'none', '[]', false, 1) RETURNING id`,
      [name],
    )
    return Number(rows[0]?.id)
  }
  /** The time of a member that was killed is over. */
  const expire = (name: string) =>
    sql.query(
      `UPDATE runlight.members SET expires_at = clock_timestamp() - interval '1 ms' WHERE name = $1`,
      [name],
    )
  return { url, sql, member, joined, addRuns, addServer, expire }
}

/** The runs of claims or commands. */
export const runsOf = (claimed: readonly { readonly run: number }[]): number[] =>
  claimed.map(({ run }) => run)
