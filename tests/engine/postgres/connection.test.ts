import { userInfo } from 'node:os'
import { DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { errorData } from '../../../src/core/basics/errors.ts'
import { createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { configOf, placeOf } from '../../../src/engine/log/postgres/base/place.ts'
import { postgresError } from '../../../src/engine/log/postgres/base/postgres-errors.ts'
import { createSyncClient } from '../../../src/engine/log/postgres/base/sync-client.ts'
import { bools, byteas, int4s, int8s, texts } from '../../../src/engine/log/postgres/base/values.ts'
import { type Postgres, postgresHere, startPostgres } from '../../support/postgres.ts'

const here = postgresHere('The connection to the database') !== null

describe.skipIf(!here)('a connection', () => {
  let server: Postgres
  let url: string
  beforeAll(async () => {
    server = await startPostgres({ fsync: 'off' })
    url = await server.createDatabase()
  })
  afterAll(() => server.close())

  test('values of every type come back as they went in', async () => {
    const connection = createConnection(url, 'test', 10_000)
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    const [row] = await connection.all(
      `SELECT $1::text AS text, $2::bigint AS int8, $3::boolean AS bool, $4::bytea AS bytes, $5::int[] AS ints, $6::bigint[] AS longs,
       $7::text[] AS texts, ($8::bytea[])[2] AS second, ($9::boolean[])[1] AS first, NULL::int AS none,
       '6f1d0c0e-0000-4000-8000-00000000000a'::uuid AS uuid, 1.5::float8 AS float`,
      'žluťoučký 🐎',
      2 ** 52 + 1,
      true,
      bytes,
      int4s([1, -(2 ** 31), null]),
      int8s([2 ** 52, null]),
      texts(['a"b\\', '', null]),
      byteas([null, bytes]),
      bools([true, false]),
    )
    expect(row).toEqual({
      text: 'žluťoučký 🐎',
      int8: 2 ** 52 + 1,
      bool: true,
      bytes,
      ints: [1, -(2 ** 31), null],
      longs: [2 ** 52, null],
      texts: ['a"b\\', '', null],
      second: bytes,
      first: true,
      none: null,
      uuid: '6f1d0c0e-0000-4000-8000-00000000000a',
      float: 1.5,
    })
    await connection.close()
  })

  test('statements that are sent together are stored together or not at all', async () => {
    const connection = createConnection(url, 'test', 10_000)
    await connection.run({ sql: 'CREATE TABLE one (n int PRIMARY KEY)' })
    const twice = { sql: 'INSERT INTO one VALUES ($1)', params: [1] }
    await expect(connection.run(twice, twice)).rejects.toMatchObject({ code: '23505' })
    expect(await connection.all('SELECT n FROM one')).toEqual([])
    const [, counted] = await connection.run(twice, { sql: 'SELECT count(*) AS n FROM one' })
    expect(counted?.rows).toEqual([{ n: 1 }])
    await expect(
      connection.transaction(async (run) => {
        await run({ sql: 'DELETE FROM one' })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await connection.all('SELECT n FROM one')).toEqual([{ n: 1 }])
    await connection.close()
  })

  test('a database that takes too long, or is killed, is away, and there again by itself', async () => {
    const connection = createConnection(url, 'test', 300)
    await expect(connection.all('SELECT pg_sleep(30)')).rejects.toMatchObject({ code: 'log-away' })
    expect(await connection.all('SELECT 1 AS n')).toEqual([{ n: 1 }])
    await server.kill()
    await expect(connection.all('SELECT 1 AS n')).rejects.toMatchObject({ code: 'log-away' })
    await server.start()
    await expect.poll(() => connection.all('SELECT 1 AS n').catch(() => null)).toEqual([{ n: 1 }])
    await connection.close()
    await expect(connection.all('SELECT 1')).rejects.toMatchObject({ code: 'log-away' })
  })

  test('where nobody is named the system’s user connects', async () => {
    const { username } = userInfo()
    const owner = createConnection(url, 'test', 10_000)
    await owner.script(
      `DO $$ BEGIN CREATE ROLE "${username}" LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    )
    await owner.close()
    for (const name of ['PGUSER', 'USER', 'USERNAME']) vi.stubEnv(name, undefined)
    onTestFinished(() => void vi.unstubAllEnvs())
    const address = new URL(url)
    address.username = ''
    expect(new URL(configOf(address.href).connectionString ?? '').searchParams.get('user')).toBe(username)
    const connection = createConnection(address.href, 'test', 10_000)
    expect(await connection.all('SELECT current_user::text AS who')).toEqual([{ who: username }])
    await connection.close()
  })

  test('a transaction whose client falls silent is ended, and what it held is free', async () => {
    const silent = createConnection(url, 'silent', 10_000)
    const other = createConnection(url, 'other', 60_000)
    await other.all('CREATE TABLE held (id int)')
    await other.all('INSERT INTO held VALUES (1)')
    const transaction = silent.transaction(async (run) => {
      await run({ sql: 'SELECT id FROM held FOR UPDATE' })
      // It waits for as long as the row is locked.
      await other.all('SELECT id FROM held FOR UPDATE')
      await run({ sql: 'UPDATE held SET id = 2' })
    })

    await expect(transaction).rejects.toMatchObject({ code: 'log-away' })
    expect(await silent.all('SELECT id FROM held')).toEqual([{ id: 1 }])
    await Promise.all([silent.close(), other.close()])
  })

  test('a thread reads synchronously, of one moment, and sees whose spaces it was told', () => {
    const client = createSyncClient(url, 'test')
    const bytes = client.get('SELECT $1::bytea AS bytes', Buffer.from('abc'))?.bytes
    expect(bytes).toEqual(Uint8Array.of(97, 98, 99))
    const spaces = `SELECT current_setting('runlight.spaces', true) AS spaces`
    expect(client.get(spaces)).toEqual({ spaces: '*' })
    client.see([3, 4])
    expect(client.get(spaces)).toEqual({ spaces: '3,4' })
    client.together(() => {
      const txid = 'SELECT pg_current_snapshot()::text AS at'
      expect(client.get(txid)).toEqual(client.get(txid))
      expect(client.get(spaces)).toEqual({ spaces: '3,4' })
      expect(() => client.run('CREATE TABLE no ()')).toThrow()
    })
    expect(client.many([{ sql: 'SELECT 1 AS a' }, { sql: 'SELECT 2 AS b' }]).map(({ rows }) => rows)).toEqual(
      [[{ a: 1 }], [{ b: 2 }]],
    )
    expect(() => client.get('SELECT * FROM nowhere')).toThrowError(
      expect.objectContaining({ code: 'older-log' }),
    )
    expect(client.get('SELECT 1 AS a')).toEqual({ a: 1 })
    client.close()
  })
})

test('what people see of an address holds no credential, and a distant server needs TLS', () => {
  expect(placeOf('postgres://anna:secret@db.example:5432/team?sslmode=require')).toBe(
    'postgres://db.example:5432/team',
  )
  expect(configOf('postgres://a@db.example/team').connectionString).toContain('sslmode=verify-full')
  expect(configOf('postgres://a@db.example/team?sslmode=disable').connectionString).not.toContain('verify')
  expect(configOf('postgres://a@127.0.0.1/team').connectionString).not.toContain('sslmode')
  for (const wrong of ['mysql://a@b/c', 'postgres://a@b', 'postgres://a:s3cret@[/x']) {
    expect(() => placeOf(wrong)).toThrowError(expect.objectContaining({ code: 'bad-input' }))
    expect(() => placeOf(wrong)).not.toThrowError(/s3cret/)
  }
})

test('what the database says of its own troubles is that it is away, and not a fault of Runlight', () => {
  const codes = ['25P03', '40P01', '53300', '57P01', '58030']
  const said = codes.map((code) => Object.assign(new DatabaseError('said', 4, 'error'), { code }))
  expect(said.map((thrown) => errorData(postgresError(thrown, 'here')).code)).toEqual(
    codes.map(() => 'log-away'),
  )
})
