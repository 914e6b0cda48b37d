// A shared log of a test's own with nothing in it but who may come to it, as the database role of hubs reaches it.

import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import type { AccessPort } from '../../src/engine/log/access-port.ts'
import { openAccess } from '../../src/engine/log/postgres/access/open-access.ts'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import { asRole } from './postgres/as-role.ts'
import { sharedPostgres } from './postgres.ts'

export type AccessStage = {
  /** As its owner, who sees all. */
  readonly url: string
  /** As a user with this role of the log alone. */
  readonly urlOf: (role: 'runlight_collector' | 'runlight_hub') => string
  readonly owner: Client
  readonly access: AccessPort
  /** A server in this space, and a run of it. */
  readonly seed: (space: number) => Promise<{ readonly server: number; readonly run: number }>
  /** As it was when it was made. */
  readonly empty: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function startAccess(): Promise<AccessStage> {
  const postgres = await sharedPostgres()
  const url = await postgres.createDatabase()
  await migrateSharedLog(url)
  const owner = new Client(url)
  owner.on('error', () => {})
  await owner.connect()
  const urls = {
    runlight_collector: await asRole(url, 'runlight_collector'),
    runlight_hub: await asRole(url, 'runlight_hub'),
  }
  const access = await openAccess(urls.runlight_hub)
  const seed = async (space: number) => {
    const name = randomUUID()
    const [server] = (
      await owner.query(
        `INSERT INTO runlight.servers (space, name, base_url, auth, header_names, has_secret, created_at)
          VALUES ($1, $2, 'https://api.example', 'none', '[]', false, 0) RETURNING id::int`,
        [space, name],
      )
    ).rows
    const [run] = (
      await owner.query(
        `INSERT INTO runlight.runs (uid, space, kind, server_id, base_url, params, has_secret, created_at, job_state, summary, marks, wanted)
          VALUES ($1, $2, 'plain', $3, 'https://api.example', '{}', false, 0, 'pending', '{}', '{}', false) RETURNING id::int`,
        [name, space, server.id],
      )
    ).rows
    return { server: server.id, run: run.id }
  }
  return {
    url,
    urlOf: (role) => urls[role],
    owner,
    access,
    seed,
    empty: async () => {
      await owner.query(
        `TRUNCATE runlight.people, runlight.tokens, runlight.grants, runlight.sessions, runlight.sign_ins,
          runlight.lock_outs, runlight.audit, runlight.runs, runlight.servers`,
      )
      await owner.query('DELETE FROM runlight.spaces WHERE id > 1')
    },
    close: async () => {
      await access.close()
      await owner.end()
    },
  }
}
