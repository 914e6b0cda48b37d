// Making the schema and bringing it up to date: the only place that changes tables. Each migration is one transaction, under
// a lock that lets no second migration in, so that a kill leaves the log at one format or the next.

import type { Connection } from '../base/connection.ts'
import { createConnection } from '../base/connection.ts'
import { readMeta, refuseNewer } from './check-format.ts'
import { format, type Migration, migrations } from './migrations.ts'
import { sql as roles } from './roles.ts'

/** A migration may rewrite a table. */
const statementMs = 3_600_000
/** It gives up rather than hold up all who use the log: whoever waits behind a lock that waits waits too. */
const lockMs = 10_000

/** `from` null: there was no log. `roles`: whether the roles for collectors and hubs are there and have their rights. */
export type Migrated = { readonly from: number | null; readonly to: number; readonly roles: boolean }

/** Makes the log at `url`, or brings it up to date. Rejects with a RunlightError; `newer-log` where it is newer than this program. */
export async function migrateSharedLog(url: string): Promise<Migrated> {
  const connection = createConnection(url, 'runlight migrate', statementMs)
  try {
    const meta = await readMeta(connection)
    if (meta !== null) refuseNewer(connection.place, meta, 'write', format)
    for (const [done, migration] of migrations.entries()) {
      if (done >= (meta?.format ?? 0)) await step(connection, done, migration)
    }
    return {
      from: meta?.format ?? null,
      to: Math.max(meta?.format ?? 0, format),
      roles: await giveRights(connection),
    }
  } finally {
    await connection.close()
  }
}

async function step(connection: Connection, done: number, migration: Migration): Promise<void> {
  const { sql, minReader, minWriter } = migration
  const lock = `SET LOCAL lock_timeout = ${lockMs};`
  if (done === 0) {
    await connection.script(
      `${lock} CREATE SCHEMA runlight; ${sql}
       INSERT INTO runlight.meta (format, min_reader, min_writer) VALUES (1, ${minReader}, ${minWriter});`,
    )
    return
  }
  await connection.script(
    `${lock} LOCK TABLE runlight.meta IN EXCLUSIVE MODE;
     DO $$ BEGIN
       IF (SELECT format FROM runlight.meta) <> ${done} THEN
         RAISE EXCEPTION 'another migration came first' USING ERRCODE = 'serialization_failure';
       END IF;
     END $$;
     ${sql}
     UPDATE runlight.meta SET format = ${done + 1}, min_reader = ${minReader}, min_writer = ${minWriter};`,
  )
}

/** Whoever may make no roles leaves them to the database's administrator: the log works without, for its owner alone. */
async function giveRights(connection: Connection): Promise<boolean> {
  await connection.script(roles)
  const [there] = await connection.all(
    `SELECT count(*) = 2 AS yes FROM pg_roles WHERE rolname IN ('runlight_collector', 'runlight_hub')`,
  )
  return there?.yes === true
}
