// Who may come to a shared log, against a real database and as the role of hubs: what is stored of secrets, how long they are
// good, what is counted, and what a role of the database may not.

import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { AccessPort } from '../../../src/engine/log/access-port.ts'
import { openAccess } from '../../../src/engine/log/postgres/access/open-access.ts'
import { type AccessStage, startAccess } from '../../support/access-stage.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('Access to a shared log') !== null

let stage: AccessStage
let access: AccessPort
let owner: Client

beforeAll(async () => {
  if (!here) return
  stage = await startAccess()
  ;({ access, owner } = stage)
})
afterAll(() => stage?.close())
beforeEach(async () => {
  if (here) await stage.empty()
})

const from = { address: '192.0.2.7', agent: 'a browser' }
const anna = {
  issuer: 'https://id.example',
  subject: 'a1',
  name: 'Anna',
  email: 'anna@example.com',
  groups: ['ops'],
}
const given = { space: null, role: 'admin', expiresAt: null, name: 'first' } as const

const rows = async (sql: string) => (await owner.query(sql)).rows

test.runIf(here)('of a token and a session the log holds a hash alone', async () => {
  const { secret } = await access.tokens.create(given, 'the terminal')
  const session = await access.sessions.open({ vouched: anna }, from)
  await access.signIns.begin('the-state', { nonce: 'n', verifier: 'v', to: '/' })
  expect(secret).toMatch(/^rl_[0-9a-f]{12}_[\w-]{43}$/)
  expect(Buffer.from(session, 'base64url').length).toBe(32)

  const tables = ['people', 'tokens', 'grants', 'sessions', 'sign_ins', 'audit']
  let text = ''
  for (const table of tables)
    text += JSON.stringify(await rows(`SELECT t::text AS row FROM runlight.${table} t`))

  const hex = (value: string) => Buffer.from(value).toString('hex')
  for (const kept of [secret, secret.slice(16), session, hex(secret), hex(session), 'the-state']) {
    expect(text).not.toContain(kept)
  }
  expect(text).toContain(secret.slice(0, 15))
})

test.runIf(here)(
  'a token is its holder’s until it expires or is revoked, and its sessions end with it',
  async () => {
    const { token, secret } = await access.tokens.create(given, 'the terminal')
    const session = await access.sessions.open({ token: token.id }, from)
    const holder = { key: `token:${token.id}`, name: 'token first', given: [{ space: null, role: 'admin' }] }
    expect((await access.tokens.look(secret))?.caller).toEqual(holder)
    expect((await access.sessions.look(session))?.caller).toEqual(holder)
    expect(await access.tokens.look(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`)).toBe(null)
    expect(await access.tokens.look(`rl_${'0'.repeat(12)}_${secret.slice(16)}`)).toBe(null)
    expect(await access.tokens.look('')).toBe(null)

    await owner.query(`UPDATE runlight.tokens SET expires_at = clock_timestamp() - interval '1 second'`)
    expect([await access.tokens.look(secret), await access.sessions.look(session)]).toEqual([null, null])
    await owner.query('UPDATE runlight.tokens SET expires_at = NULL')
    expect(await access.sessions.look(session)).not.toBe(null)

    await access.tokens.revoke(token.id, 'Anna')
    expect([await access.tokens.look(secret), await access.sessions.look(session)]).toEqual([null, null])
    await expect(access.tokens.revoke(token.id + 1, 'Anna')).rejects.toMatchObject({ code: 'not-found' })
  },
)

test.runIf(here)(
  'a session that is used ends at its time, one that is not used sooner, and one that is ended at once',
  async () => {
    const open = () => access.sessions.open({ vouched: anna }, from)
    const [used, idle, ended] = [await open(), await open(), await open()]
    const change = (secret: string, set: string) =>
      owner.query(`UPDATE runlight.sessions SET ${set} WHERE hash = sha256($1::bytea)`, [Buffer.from(secret)])
    await change(used, `expires_at = clock_timestamp() - interval '1 second'`)
    await change(idle, `seen_at = clock_timestamp() - interval '8 hours 1 second'`)
    await access.sessions.end(ended)
    expect(await Promise.all([used, idle, ended].map(access.sessions.look))).toEqual([null, null, null])

    const kept = await open()
    await change(kept, `seen_at = clock_timestamp() - interval '7 hours'`)
    await access.sessions.look(kept)
    const [noted] = await rows(
      `SELECT seen_at > clock_timestamp() - interval '1 minute' AS noted FROM runlight.sessions WHERE expires_at > clock_timestamp() AND hash = sha256('${kept}'::bytea)`,
    )
    expect(noted).toEqual({ noted: true })
  },
)

test.runIf(here)(
  'what was given to a person, to a group and to nobody is looked up anew each time',
  async () => {
    const session = await access.sessions.open({ vouched: anna }, from)
    const seen = async () => (await access.sessions.look(session))?.caller.given
    expect(await seen()).toEqual([])
    const person = (await access.people.list()).people[0]?.id ?? 0
    const space = await access.spaces.save(null, 'staging', 'Anna')
    await access.people.grant({ type: 'person', person }, space.id, 'operator', 'Anna')
    await access.people.grant({ type: 'group', group: 'ops' }, null, 'viewer', 'Anna')
    await access.people.grant({ type: 'group', group: 'others' }, null, 'admin', 'Anna')
    expect(await seen()).toEqual(
      expect.arrayContaining([
        { space: space.id, role: 'operator' },
        { space: null, role: 'viewer' },
      ]),
    )
    expect(await seen()).toHaveLength(2)
    await access.people.grant({ type: 'person', person }, space.id, 'admin', 'Anna')
    await access.people.grant({ type: 'group', group: 'ops' }, null, null, 'Anna')
    expect(await seen()).toEqual([{ space: space.id, role: 'admin' }])
    await access.spaces.remove(space.id, 'Anna')
    expect(await seen()).toEqual([])
    await expect(
      access.people.grant({ type: 'person', person: 999 }, null, 'viewer', 'Anna'),
    ).rejects.toMatchObject({
      code: 'not-found',
    })
  },
)

test.runIf(here)('the same person of another service is another person', async () => {
  await access.sessions.open({ vouched: anna }, from)
  await access.sessions.open({ vouched: { ...anna, name: 'Anna B.' } }, from)
  await access.sessions.open({ vouched: { ...anna, issuer: 'https://other.example' } }, from)
  const { people } = await access.people.list()
  expect(people.map(({ issuer, name }) => [issuer, name]).toSorted()).toEqual([
    ['https://id.example', 'Anna B.'],
    ['https://other.example', 'Anna'],
  ])
})

test.runIf(here)('names are one line, whatever a service or a browser says', async () => {
  const name = 'Anna\0\r\nAdmin\u202e\u2028x\ud800'
  const session = await access.sessions.open(
    { vouched: { ...anna, name, groups: ['a\nb'] } },
    { address: '::1\r\n', agent: 'x\0y' },
  )
  expect((await access.sessions.look(session))?.caller.name).toBe('Anna Admin x <anna@example.com>')
  await access.audit.note(name, 'sign-in', { agent: 'x\0y' })
  const { rows: noted } = await access.audit.page({ before: null, limit: 10, who: null, what: null })
  expect(noted.map(({ who, what, detail }) => ({ who, what, detail }))).toEqual([
    { who: 'Anna Admin x', what: 'sign-in', detail: { agent: 'x\0y' } },
  ])
})

test.runIf(here)('a sign-in is taken once, and not after ten minutes', async () => {
  const begun = { nonce: 'n', verifier: 'v', to: '/runs/7' }
  await access.signIns.begin('one', begun)
  await access.signIns.begin('late', begun)
  expect([
    await access.signIns.take('one'),
    await access.signIns.take('one'),
    await access.signIns.take('two'),
  ]).toEqual([begun, null, null])
  await owner.query(`UPDATE runlight.sign_ins SET expires_at = clock_timestamp() - interval '1 second'`)
  expect(await access.signIns.take('late')).toBe(null)
})

test.runIf(here)(
  'ten wrong guesses lock their key out, once, for a quarter of an hour, or until an admin ends it',
  async () => {
    const keys = ['address 192.0.2.7', 'token rl_0']
    const locked = []
    for (let i = 0; i < 9; i++) locked.push(...(await access.lockOuts.wrong(keys)))
    expect([locked, await access.lockOuts.left(keys)]).toEqual([[], 0])
    expect(await access.lockOuts.wrong(['address 192.0.2.7'])).toEqual(['address 192.0.2.7'])
    expect(await access.lockOuts.left(['token rl_0'])).toBe(0)
    expect(await access.lockOuts.left(keys)).toBeGreaterThan(14 * 60_000)
    expect(await access.lockOuts.left(['address 192.0.2.8'])).toBe(0)

    expect([
      await access.lockOuts.lift('address 192.0.2.7', 'Anna'),
      await access.lockOuts.lift('address 192.0.2.7', 'Anna'),
      await access.lockOuts.left(keys),
    ]).toEqual([true, false, 0])
  },
)

test.runIf(here)('a wrong guess ends no lock, however long ago those before it were', async () => {
  for (let i = 0; i < 10; i++) await access.lockOuts.wrong(['address 192.0.2.9'])
  await owner.query(`UPDATE runlight.lock_outs SET since = since - interval '16 minutes'`)
  await access.lockOuts.wrong(['address 192.0.2.9'])
  expect(await access.lockOuts.left(['address 192.0.2.9'])).toBeGreaterThan(14 * 60_000)
})

test.runIf(here)('guesses of long ago do not count', async () => {
  for (let i = 0; i < 9; i++) await access.lockOuts.wrong(['address ::1'])
  await owner.query(`UPDATE runlight.lock_outs SET since = since - interval '16 minutes'`)
  expect(await access.lockOuts.wrong(['address ::1'])).toEqual([])
  expect(await rows('SELECT wrong FROM runlight.lock_outs')).toEqual([{ wrong: 1 }])
})

test.runIf(here)(
  'a server’s runs move with it, and a space is removed only when nothing is in it',
  async () => {
    const other = await access.spaces.save(null, 'staging', 'Anna')
    const { server, run } = await stage.seed(1)
    expect(await access.spaces.of('runs', [run, 999])).toEqual(new Map([[run, 1]]))
    await access.spaces.move(server, other.id, 'Anna')
    expect([await access.spaces.of('runs', [run]), await access.spaces.of('servers', [server])]).toEqual([
      new Map([[run, other.id]]),
      new Map([[server, other.id]]),
    ])
    await expect(access.spaces.remove(other.id, 'Anna')).rejects.toMatchObject({ code: 'bad-input' })
    await expect(access.spaces.remove(1, 'Anna')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(access.spaces.save(null, 'staging', 'Anna')).rejects.toMatchObject({ code: 'bad-input' })
    expect((await access.spaces.list()).map(({ name, servers, runs }) => [name, servers, runs])).toEqual([
      ['team', 0, 0],
      ['staging', 1, 1],
    ])
  },
)

test.runIf(here)(
  'every change has its row in the audit list, which is given in pages and narrowed',
  async () => {
    const { token } = await access.tokens.create(given, 'Anna')
    await access.people.grant({ type: 'token', token: token.id }, null, 'viewer', 'Ben')
    await access.tokens.revoke(token.id, 'Ben')
    await access.audit.note('Anna', 'sign-in', {})
    const ask = (before: number | null, limit: number, who: string | null, what: string | null) =>
      access.audit.page({ before, limit, who, what })
    const first = await ask(null, 3, null, null)
    const rest = await ask(first.rows.at(-1)?.id ?? 0, 3, null, null)
    expect(
      [first, rest].map(({ rows, more }) => [rows.map(({ who, what }) => `${who}: ${what}`), more]),
    ).toEqual([
      [['Anna: sign-in', 'Ben: token.revoked', 'Ben: grant.given'], true],
      [['Anna: token.created'], false],
    ])
    expect((await ask(null, 9, 'Ben', 'token.')).rows.map(({ what }) => what)).toEqual(['token.revoked'])
  },
)

test.runIf(here)(
  'the role of collectors reads no secret of a person, and no role changes the audit list',
  async () => {
    const as = async (role: 'runlight_collector' | 'runlight_hub', sql: string) => {
      const client = new Client(stage.urlOf(role))
      await client.connect()
      onTestFinished(() => client.end())
      return client.query(sql).then(
        () => 'done',
        ({ code }: { code: string }) => code,
      )
    }
    const denied = '42501'
    const tables = ['people', 'tokens', 'grants', 'sessions', 'sign_ins', 'lock_outs']
    const reads = await Promise.all(
      tables.map((one) => as('runlight_collector', `SELECT * FROM runlight.${one}`)),
    )
    expect(reads).toEqual(tables.map(() => denied))
    const changes = [
      'UPDATE runlight.audit SET who = who',
      'DELETE FROM runlight.audit',
      'TRUNCATE runlight.audit',
    ]
    for (const role of ['runlight_collector', 'runlight_hub'] as const) {
      expect(await Promise.all(changes.map((one) => as(role, one)))).toEqual([denied, denied, denied])
    }
    expect(await as('runlight_collector', `INSERT INTO runlight.spaces (name) VALUES ('x')`)).toBe(denied)
  },
)

test.runIf(here)('a database that is not there is said, without the password of its address', async () => {
  const refused = await openAccess('postgres://someone:hunter2@127.0.0.1:1/none').catch((thrown) => thrown)
  expect(refused).toMatchObject({ code: 'log-away' })
  expect(refused.message).not.toContain('hunter2')
})
