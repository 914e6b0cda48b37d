import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { checkFormat } from '../../../src/engine/log/postgres/schema/check-format.ts'
import { migrateSharedLog } from '../../../src/engine/log/postgres/schema/migrate.ts'
import { format } from '../../../src/engine/log/postgres/schema/migrations.ts'
import { postgresHere, sharedPostgres } from '../../support/postgres.ts'

const here = postgresHere('The schema of the shared log') !== null

describe.skipIf(!here)('the schema', () => {
  let url: string
  let connection: Connection
  beforeAll(async () => {
    url = await (await sharedPostgres()).createDatabase()
    connection = createConnection(url, 'test', 10_000)
  })
  afterAll(() => connection.close())

  test('a database without a log is refused, one is made, and making it again changes nothing', async () => {
    await expect(checkFormat(connection, 'read')).rejects.toMatchObject({ code: 'older-log' })
    expect(await migrateSharedLog(url)).toEqual({ from: null, to: format, roles: true })
    const meta = await checkFormat(connection, 'write')
    expect(await migrateSharedLog(url)).toEqual({ from: format, to: format, roles: true })
    expect(await checkFormat(connection, 'write')).toEqual(meta)
  })

  test('a newer program asks for a migration; an older one works on as long as the format allows it', async () => {
    await expect(checkFormat(connection, 'read', format + 1)).rejects.toMatchObject({ code: 'older-log' })
    const set = (to: number, reader: number, writer: number) =>
      connection.run({
        sql: 'UPDATE runlight.meta SET format = $1, min_reader = $2, min_writer = $3',
        params: [to, reader, writer],
      })
    await set(format + 1, format, format)
    expect(await checkFormat(connection, 'write')).toMatchObject({ format: format + 1 })
    await set(format + 1, format, format + 1)
    expect(await checkFormat(connection, 'read')).toMatchObject({ format: format + 1 })
    await expect(checkFormat(connection, 'write')).rejects.toMatchObject({ code: 'newer-log' })
    await expect(migrateSharedLog(url)).rejects.toMatchObject({ code: 'newer-log' })
    await set(format + 1, format + 1, format + 1)
    await expect(checkFormat(connection, 'read')).rejects.toMatchObject({ code: 'newer-log' })
  })
})
