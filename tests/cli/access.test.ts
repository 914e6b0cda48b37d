// `token` and `access` against a real shared log: the first admin, roles, lock-outs, and the audit list for people and programs.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AccessStage, startAccess } from '../support/access-stage.ts'
import { freshDir } from '../support/engine.ts'
import { postgresHere } from '../support/postgres.ts'
import { jsonLines } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

const here = postgresHere('The commands token and access') !== null
const dataDir = freshDir()

describe.skipIf(!here)('token and access', () => {
  let stage: AccessStage
  beforeAll(async () => {
    stage = await startAccess()
  })
  afterAll(() => stage?.close())
  const cli = (...words: string[]) => runHere(words, { dataDir, env: { TZ: 'UTC', RUNLIGHT_LOG: stage.url } })

  test('the first admin comes in by a token that is shown once, and is out when it is revoked', async () => {
    const made = await cli('token', 'create', '--name', 'Anna', '--role', 'admin', '--days', '7')
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^rl_[0-9a-f]{12}_[\w-]{43}\n$/)])
    const secret = made.out.trim()
    const visitor = await stage.access.tokens.look(secret)
    expect(visitor?.caller.given).toEqual([{ space: null, role: 'admin' }])
    const listed = await cli('token', 'list')
    expect(listed.out).toContain(secret.slice(0, 15))
    expect(listed.out + made.err).not.toContain(secret.slice(16))
    expect((await cli('token', 'revoke', String(visitor?.token))).code).toBe(0)
    expect(await stage.access.tokens.look(secret)).toBe(null)
    expect((await cli('token', 'revoke', '999')).code).toBe(2)
  })

  test('roles are given in spaces that are there, and taken away', async () => {
    expect((await cli('access', 'add-space', 'staging')).code).toBe(0)
    expect(
      (await cli('access', 'grant', '--group', 'ops', '--role', 'operator', '--space', 'staging')).out,
    ).toBe('The group ops is operator in “staging”.\n')
    const wrong = await cli('access', 'grant', '--group', 'ops', '--role', 'viewer', '--space', 'stagin')
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringContaining('There is no space “stagin”, but “team”, “staging”.'),
    ])
    const people = jsonLines((await cli('access', 'people', '--json')).out)[0]
    expect(people?.grants).toContainEqual(
      expect.objectContaining({ holder: { type: 'group', group: 'ops' }, role: 'operator' }),
    )
    expect((await cli('access', 'grant', '--group', 'ops', '--space', 'staging', '--remove')).code).toBe(0)
    expect((await cli('access', 'people')).out).not.toContain('ops')
    expect((await cli('access', 'grant', '--group', 'ops')).code).not.toBe(0)
    expect(
      (await cli('access', 'grant', '--group', 'ops', '--person', '1', '--role', 'viewer')).code,
    ).not.toBe(0)
  })

  test('the audit list is printed for people, as CSV without formulas, and as JSON lines', async () => {
    await stage.access.audit.note('=cmd()', 'sign-in.refused', { agent: '\u001b[2J, "x"' })
    const table = await cli('access', 'audit', '--what', 'sign-in')
    const csv = await cli('access', 'audit', '--what', 'sign-in', '--csv')
    const json = jsonLines((await cli('access', 'audit', '--json', '--limit', '2')).out)
    expect(table.out).not.toContain('\u001b')
    expect(csv.out.split('\r\n')).toEqual([
      'id,at,who,what,detail',
      expect.stringMatching(
        /^\d+,\d{4}-[\d:.T-]+Z,'=cmd\(\),sign-in\.refused,"\{""agent"":""\\u001b\[2J, \\""x\\""""\}"$/,
      ),
      '',
    ])
    expect(json).toHaveLength(2)
    expect(json[0]).toMatchObject({ who: '=cmd()', what: 'sign-in.refused' })
  })

  test('a lock-out is ended, and what is not locked out is said', async () => {
    for (let i = 0; i < 10; i++) await stage.access.lockOuts.wrong(['address 192.0.2.7'])
    expect((await cli('token', 'unlock', 'address 192.0.2.7')).code).toBe(0)
    expect(await stage.access.lockOuts.left(['address 192.0.2.7'])).toBe(0)
    expect((await cli('token', 'unlock', 'address 192.0.2.7')).code).toBe(2)
  })

  test('without an address, and with one of another kind, it is said what to give', async () => {
    for (const words of [
      ['token', 'list', '--log', 'sqlite://x'],
      ['token', 'list', '--log', ''],
    ])
      expect((await cli(...words)).err).toContain('--log postgres://')
  })
})
