import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { createSyncClient } from '../../../src/engine/log/postgres/base/sync-client.ts'
import { event, newServer } from '../../support/hand-log.ts'
import { openWriter } from '../../support/postgres/hand-member.ts'
import { openWriterStage, type WriterStage, withRun } from '../../support/postgres/writer-stage.ts'
import { postgresHere, sharedPostgres } from '../../support/postgres.ts'

const here = postgresHere('The database roles of the shared log') !== null

describe.skipIf(!here)('a database role', () => {
  let stage: WriterStage
  const as: Record<string, Connection> = {}
  const urls: Record<string, string> = {}
  beforeAll(async () => {
    stage = await openWriterStage()
    const server = await sharedPostgres()
    const database = new URL(stage.url).pathname.slice(1)
    for (const role of ['collector', 'hub', 'nobody']) {
      const user = `${role}_of_${database}`
      await stage.connection.run({
        sql: `CREATE ROLE ${user} LOGIN ${role === 'nobody' ? '' : `IN ROLE runlight_${role}`}`,
      })
      urls[role] = server.url(database, user)
      as[role] = createConnection(urls[role], 'test', 10_000)
    }
  })
  afterAll(async () => {
    await Promise.all(Object.values(as).map((one) => one.close()))
    await stage?.close()
  })

  /** `ok`, or the code of the error. */
  const tried = (role: string, sql: string): Promise<string> =>
    (as[role]?.run({ sql }) ?? Promise.reject()).then(
      () => 'ok',
      (thrown: { code: string }) => thrown.code,
    )

  test.each(['collector', 'hub'] as const)(
    '%s stores what its work is, and makes room for it',
    async (role) => {
      const writer = await openWriter(urls[role] ?? '', `its ${role}`, role)
      await stage.connection.run({
        sql: `SELECT setval('runlight.runs_id_seq', (SELECT max(id) + 1024 FROM (SELECT 1 AS id UNION SELECT id FROM runlight.runs) r))`,
      })
      const rest = {
        connection: { state: 'idle' as const, cause: null, attempt: 0, since: 1, retryAt: null },
      }
      const run = await stage.addRun(rest, writer)
      await writer.commit(withRun(run, [event(run, 1, 'a')], rest))
      await writer.mark(run, { note: 'b' }, 1)
      await writer.setSetting('a', 'b')
      await writer.saveServer(newServer(role, 'https://a'), null)
      await writer.storeAlerts({
        fired: [],
        changed: [],
        standings: [{ rule: 'a', run, standing: { open: false } as never, alert: null }],
      })
      await writer.removeRun(run)
      for (;;) if (!(await writer.clearSlice()).left) break
      await writer.close()
    },
  )

  test.each([
    ['CREATE TABLE runlight.mine ()', 'not-allowed', 'not-allowed'],
    ['CREATE TABLE public.mine ()', 'not-allowed', 'not-allowed'],
    ['DROP TABLE runlight.commands', 'not-allowed', 'not-allowed'],
    ['TRUNCATE runlight.runs', 'not-allowed', 'not-allowed'],
    ['ALTER TABLE runlight.runs DISABLE ROW LEVEL SECURITY', 'not-allowed', 'not-allowed'],
    ['CREATE POLICY mine ON runlight.runs USING (true)', 'not-allowed', 'not-allowed'],
    ['UPDATE runlight.meta SET format = 99', 'not-allowed', 'not-allowed'],
    [`UPDATE runlight.audit SET who = 'a'`, 'not-allowed', 'not-allowed'],
    ['DELETE FROM runlight.audit', 'not-allowed', 'not-allowed'],
    [`INSERT INTO runlight.audit (who, what, detail) VALUES ('a', 'b', '{}')`, 'ok', 'ok'],
    ['SELECT count(*) FROM runlight.people', 'not-allowed', 'ok'],
    ['SELECT count(*) FROM runlight.tokens', 'not-allowed', 'ok'],
    ['SELECT count(*) FROM runlight.sessions', 'not-allowed', 'ok'],
    ['SELECT count(*) FROM runlight.grants', 'not-allowed', 'ok'],
    [`INSERT INTO runlight.spaces (name) VALUES ('mine')`, 'not-allowed', 'ok'],
    ['SELECT count(*) FROM runlight.runs', 'ok', 'ok'],
  ])('%s: a collector %s, a hub %s, a stranger never', async (sql, collector, hub) => {
    expect([await tried('collector', sql), await tried('hub', sql), await tried('nobody', sql)]).toEqual([
      collector,
      hub,
      'not-allowed',
    ])
  })

  test('a stranger may not have the owner make or drop tables either', async () => {
    expect(await tried('nobody', 'SELECT runlight.make_room(1)')).toBe('not-allowed')
    expect(await tried('nobody', 'SELECT runlight.drop_emptied()')).toBe('not-allowed')
  })

  test('a hub sees the runs and servers of the spaces that it reads for, and writes none beyond', async () => {
    await stage.connection.run({ sql: `INSERT INTO runlight.spaces (name) VALUES ('other')` })
    const [other] = await stage.connection.all(`SELECT id FROM runlight.spaces WHERE name = 'other'`)
    const mine = await stage.addRun()
    const theirs = await stage.addRun()
    await stage.connection.run(
      { sql: 'UPDATE runlight.runs SET space = $1 WHERE id = $2', params: [Number(other?.id), theirs] },
      {
        sql: `INSERT INTO runlight.servers (space, name, base_url, auth, header_names, has_secret, created_at)
          VALUES ($1, 'theirs', '', 'none', '[]', false, 1)`,
        params: [Number(other?.id)],
      },
    )
    const client = createSyncClient(urls.hub ?? '', 'test')
    const seen = () =>
      client
        .all('SELECT id FROM runlight.runs WHERE id IN ($1, $2) ORDER BY id', mine, theirs)
        .map(({ id }) => id)
    const servers = () => client.all(`SELECT name FROM runlight.servers WHERE name = 'theirs'`).length
    expect([seen(), servers()]).toEqual([[mine, theirs], 1])
    client.see([1])
    expect([seen(), servers()]).toEqual([[mine], 0])
    expect(client.run(`UPDATE runlight.runs SET marks = '{}' WHERE id = $1`, theirs)).toBe(0)
    expect(() =>
      client.run('UPDATE runlight.runs SET space = $1 WHERE id = $2', Number(other?.id), mine),
    ).toThrow()
    client.see([])
    expect([seen(), servers()]).toEqual([[], 0])
    for (const attempt of ['1,*', '*,1', ' *', '%', 'null'])
      expect(
        client.many([
          { sql: `SELECT set_config('runlight.spaces', $1, true)`, params: [attempt] },
          { sql: 'SELECT count(*) AS n FROM runlight.runs WHERE id = $1', params: [theirs] },
        ])[1]?.rows,
      ).toEqual([{ n: 0 }])
    client.close()
  })

  test('a session that says nothing of spaces sees nothing', async () => {
    const { Client } = await import('pg')
    const client = new Client(urls.hub)
    await client.connect()
    expect((await client.query('SELECT count(*)::int AS n FROM runlight.runs')).rows).toEqual([{ n: 0 }])
    await client.end()
  })
})
