// A place among the members of a shared log, taken by hand: for tests of what is written behind its fence.

import { createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { migrateSharedLog } from '../../../src/engine/log/postgres/schema/migrate.ts'
import { createWriter, type Writer } from '../../../src/engine/log/postgres/write/writer.ts'
import type { MemberRole, Membership } from '../../../src/engine/log/team-port.ts'
import { sharedPostgres } from '../postgres.ts'

/** The address of a new log of the server that tests share. */
export async function newSharedLog(): Promise<string> {
  const url = await (await sharedPostgres()).createDatabase()
  await migrateSharedLog(url)
  return url
}

/** Takes the place of `name`, from whoever has it. */
async function takePlace(url: string, name: string, role: MemberRole = 'collector'): Promise<Membership> {
  const connection = createConnection(url, 'test', 10_000)
  try {
    const [row] = await connection.all(
      `INSERT INTO runlight.members (name, role, epoch, clock, expires_at, version)
        VALUES ($1, $2, 1, 0, clock_timestamp() + interval '15 s', 'test')
        ON CONFLICT (name) DO UPDATE SET epoch = members.epoch + 1 RETURNING id, epoch`,
      name,
      role,
    )
    return { id: Number(row?.id), epoch: Number(row?.epoch), ttlMs: 15_000 }
  } finally {
    await connection.close()
  }
}

/** A writer with a place of its own. */
export async function openWriter(
  url: string,
  name: string,
  role: MemberRole = 'collector',
): Promise<Writer & { readonly member: Membership; readonly close: () => Promise<void> }> {
  const connection = createConnection(url, name, 10_000)
  const member = await takePlace(url, name, role)
  const writer = createWriter(connection, role)
  writer.setMember(member)
  return { ...writer, member, close: connection.close }
}
