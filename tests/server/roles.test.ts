// The roles attacked: every call of the contract with every role, in its own space, in a foreign one and in none, as one table;
// and with the gate taken away the database still hides what is in foreign spaces.

import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import { type CallName, calls, type Input } from '../../src/core/contract/contract.ts'
import { callAccess } from '../../src/core/team/access/call-access.ts'
import { type Given, isEnough, type Role, roleNames } from '../../src/core/team/roles.ts'
import { createDeeds } from '../../src/server/access/deeds.ts'
import { createGate } from '../../src/server/access/gate.ts'
import { type AccessStage, startAccess } from '../support/access-stage.ts'
import { postgresHere } from '../support/postgres.ts'

const here = postgresHere('The roles attacked') !== null

let stage: AccessStage
let own: { readonly server: number; readonly run: number }
let foreign: { readonly server: number; readonly run: number }
let space: number

/** Where the call of the test asks for its role: in one place that can be foreign, in the whole team, or anywhere. */
type Kind = 'place' | 'team' | 'anywhere' | 'elsewhere'

/** An input of each call whose places can be foreign, by the run and server it is about. */
const placed: { readonly [N in CallName]?: (at: typeof own & { readonly space: number }) => Input<N> } = {
  'servers.remove': ({ server }) => ({ id: server }),
  'runs.setAside': ({ run }) => ({ runs: [run], forMs: 0 }),
  'runs.sparks': ({ run }) => ({ runs: [run], buckets: 1, widthMs: 1_000 }),
  'runs.mark': ({ run }) => ({ run, change: { pinned: true } }),
  'runs.stop': ({ run }) => ({ run }),
  'runs.retry': ({ run }) => ({ run }),
  'runs.giveUpWhenLost': ({ run }) => ({ run }),
  'runs.startAgain': ({ run }) => ({ run }),
  'runs.remove': ({ run }) => ({ run }),
  'runs.readAs': ({ run }) => ({ run, readAs: 'auto' }),
  'runs.readBy': ({ run }) => ({ run, kind: 'plain' }),
  'runs.job': ({ run }) => ({ run }),
  'runs.connection': ({ run }) => ({ run }),
  'runs.form': ({ run }) => ({ run }),
  'runs.reading': ({ run }) => ({ run }),
  'runs.request': ({ run }) => ({ run }),
  'events.range': ({ run }) => ({ run, from: 1, limit: 1 }),
  'events.get': ({ run }) => ({ run, seq: 1 }),
  'review.prepare': ({ run }) => ({ run }),
  'review.figures': ({ run }) => ({ run }),
  'review.compare': ({ run }) => ({ run, other: null }),
  'search.known': ({ run }) => ({ run }),
  'alerts.snooze': ({ run }) => ({ what: { type: 'run', run }, until: null }),
  'alerts.unsnooze': ({ run }) => ({ what: { type: 'run', run } }),
  'transcripts.export': ({ run }) => ({ what: { type: 'runs', runs: [run] }, format: 'csv', redact: true }),
  'team.grant': ({ space: of }) => ({ holder: { type: 'group', group: 'x' }, space: of, role: 'viewer' }),
}

const givens: Readonly<Record<string, () => readonly Given[]>> = {
  nobody: () => [],
  ...Object.fromEntries(roleNames.map((role) => [`${role} of the team`, () => [{ space: null, role }]])),
  ...Object.fromEntries(roleNames.map((role) => [`${role} of the space`, () => [{ space: 1, role }]])),
  ...Object.fromEntries(roleNames.map((role) => [`${role} of another space`, () => [{ space, role }]])),
}

describe.skipIf(!here)('roles', () => {
  beforeAll(async () => {
    stage = await startAccess()
    space = (await stage.access.spaces.save(null, 'another', 'the test')).id
    own = await stage.seed(1)
    foreign = await stage.seed(space)
  })
  afterAll(() => stage?.close())

  const gate = () =>
    createGate({
      spaces: stage.access.spaces,
      // What reaches the team's own calls is let through: that is all that is asked here.
      team: { answer: async () => null },
      deeds: createDeeds(
        { note: async () => {} },
        () => {},
        () => 0,
      ),
    })
  const ask = async (given: readonly Given[], name: string, input: unknown) => {
    let reached = false
    const answer = await gate().for({ key: 'person:1', name: 'Anna', given }, async () => {
      reached = true
      return { ok: true, value: null }
    })(name, input)
    return { reached, code: answer.ok ? null : answer.error.code }
  }

  test.each(Object.keys(placed) as CallName[])(
    '%s is for those with its role in the run’s or server’s own space',
    async (name) => {
      const access = callAccess[name]
      if (access === 'elsewhere') throw new Error(`${name} is of no hub`)
      const make = placed[name] as (at: typeof own & { readonly space: number }) => unknown
      expect(calls[name].input.safeParse(make({ ...own, space: 1 })).success).toBe(true)
      for (const [who, of] of Object.entries(givens)) {
        const given = of()
        for (const [where, at] of [
          [1, own],
          [space, foreign],
        ] as const) {
          const role = given.find((one) => one.space === null || one.space === where)?.role ?? null
          const may = isEnough(role, access.needs)
          const { reached, code } = await ask(given, name, make({ ...at, space: where }))
          expect([name, who, where, reached]).toEqual([name, who, where, may])
          if (!may && role === null && given.length > 0 && name !== 'team.grant')
            expect([name, code]).toEqual([name, 'not-found'])
        }
      }
    },
  )

  test('every other call is refused to whoever lacks its role, whatever is sent, and none of another computer’s is reached', async () => {
    const seen: Record<string, readonly string[]> = {}
    const names = Object.keys(calls).filter((name): name is CallName => !(name in placed))
    for (const name of names) {
      const access = callAccess[name]
      if (access === 'elsewhere') {
        for (const of of Object.values(givens))
          expect(await ask(of(), name, {})).toMatchObject({ reached: false })
        continue
      }
      // Without an input there is no place to look at; a call without one says itself what it lacks.
      if (!calls[name].input.safeParse({}).success) continue
      const kind: Kind = access.places({} as never)[0]?.in === 'team' ? 'team' : 'anywhere'
      for (const [who, of] of Object.entries(givens)) {
        const role: Role | null = of().find((one) => kind === 'anywhere' || one.space === null)?.role ?? null
        const may = isEnough(role, name === 'settings.set' ? 'viewer' : access.needs)
        expect([name, who, (await ask(of(), name, {})).reached]).toEqual([name, who, may])
      }
      seen[kind] = [...(seen[kind] ?? []), name]
    }
    expect([seen.team?.length ?? 0, seen.anywhere?.length ?? 0].every((count) => count > 3)).toBe(true)
  })

  test('what is new, or of no server, is for those with the role in the first space, where it goes', async () => {
    const draft = {
      name: 'x',
      baseUrl: 'https://x.example',
      auth: 'none',
      secret: null,
      caPem: null,
    } as const
    const asked = {
      'runs.add': {
        kind: 'plain',
        serverId: null,
        baseUrl: null,
        params: {},
        headers: null,
        title: null,
        evenIfWatched: false,
        retry: true,
      },
      'servers.save': { ...draft, id: null, proxyUrl: null },
      'servers.test': { ...draft, id: null, proxyUrl: null },
    } as const
    for (const [name, input] of Object.entries(asked)) {
      const may = async (of: number | null) => {
        const { reached, code } = await ask([{ space: of, role: 'admin' }], name, input)
        return reached ? 'reached' : code
      }
      expect([name, await may(null), await may(1), await may(space)]).toEqual([
        name,
        'reached',
        'reached',
        'not-allowed',
      ])
    }
  })

  test('what is the team’s among the settings is its admin’s, and what is personal is everybody’s', async () => {
    const given = (role: Role, of: number | null): readonly Given[] => [{ space: of, role }]
    const may = async (who: readonly Given[], change: object) =>
      (await ask(who, 'settings.set', change)).reached
    expect([
      await may(given('viewer', 1), { theme: 'dark' }),
      await may([], { theme: 'dark' }),
      await may(given('admin', 1), { theme: 'dark', redact: [] }),
      await may(given('operator', null), { retention: [] }),
      await may(given('admin', null), { retention: [] }),
    ]).toEqual([true, false, false, false, true])
  })

  test('an export is theirs who began it, and nobody else’s', async () => {
    const door = gate()
    const as = (key: string) =>
      door.for({ key, name: key, given: [{ space: null, role: 'admin' }] }, async () => ({
        ok: true,
        value: { job: 7 },
      }))
    await as('person:1')('transcripts.export', {
      what: { type: 'search', query: 'x' },
      format: 'csv',
      redact: true,
    })
    const codes = await Promise.all(
      ['person:1', 'person:2'].map((key) => as(key)('transcripts.cancel', { job: 7 })),
    )
    expect(codes.map(({ ok }) => ok)).toEqual([true, false])
  })

  test('two people’s exports may have one number, and each is its owner’s', async () => {
    const door = gate()
    const as = (key: string) =>
      door.for({ key, name: key, given: [{ space: null, role: 'admin' }] }, async () => ({
        ok: true,
        value: { job: 1 },
      }))
    const what = { what: { type: 'search', query: 'x' }, format: 'csv', redact: true }
    for (const key of ['person:1', 'person:2']) await as(key)('transcripts.export', what)
    for (const key of ['person:1', 'person:2'])
      expect(await as(key)('transcripts.cancel', { job: 1 })).toMatchObject({ ok: true })
    expect(await as('person:3')('transcripts.cancel', { job: 1 })).toMatchObject({ ok: false })
  })

  test('what was asked and is not answered is noted as done, and a database that is away as no refusal', async () => {
    const noted: string[] = []
    let isAway = false
    const { spaces } = stage.access
    const away = async () => {
      throw new RunlightError('log-away', 'The database does not answer.')
    }
    const door = createGate({
      spaces: {
        of: (what, ids) => (isAway ? away() : spaces.of(what, ids)),
        runsOfAlerts: spaces.runsOfAlerts,
      },
      team: { answer: async () => null },
      deeds: createDeeds(
        { note: async (_who, what) => void noted.push(what) },
        () => {},
        () => 0,
      ),
    })
    const as = (role: Role) =>
      door.for({ key: role, name: role, given: [{ space: null, role }] }, async () => ({
        ok: false,
        error: { code: 'not-answered', message: 'Asked.', detail: null },
      }))
    await as('admin')('runs.stop', { run: own.run })
    expect(noted).toEqual(['runs.stop'])
    await as('viewer')('runs.stop', { run: own.run })
    expect(noted).toEqual(['runs.stop', 'refused'])
    isAway = true
    expect(await as('operator')('runs.stop', { run: own.run })).toMatchObject({ error: { code: 'log-away' } })
    expect(noted).toEqual(['runs.stop', 'refused'])
  })

  test('with the gate taken away a hub still reads and changes nothing of foreign spaces', async () => {
    const hub = new Client(stage.urlOf('runlight_hub'))
    await hub.connect()
    const as = async (spaces: string | null, sql: string) => {
      await hub.query('BEGIN')
      if (spaces !== null) await hub.query(`SELECT set_config('runlight.spaces', $1, true)`, [spaces])
      const { rows, rowCount } = await hub.query(sql).finally(() => hub.query('ROLLBACK'))
      return rows.length > 0 ? rows.map(({ id }) => Number(id)) : (rowCount ?? 0)
    }
    const both = (table: string) => `SELECT id FROM runlight.${table} ORDER BY id`
    for (const [table, mine, theirs] of [
      ['runs', own.run, foreign.run],
      ['servers', own.server, foreign.server],
    ] as const) {
      expect([
        await as('1', both(table)),
        await as(String(space), both(table)),
        await as('*', both(table)),
        await as(null, both(table)),
        await as('', both(table)),
        await as('1', `UPDATE runlight.${table} SET base_url = 'x' WHERE id = ${theirs}`),
        await as('1', `DELETE FROM runlight.${table} WHERE id = ${theirs}`),
      ]).toEqual([[mine], [theirs], [mine, theirs].toSorted((a, b) => a - b), 0, 0, 0, 0])
      await expect(
        as('1', `UPDATE runlight.${table} SET space = ${space} WHERE id = ${mine}`),
      ).rejects.toMatchObject({ code: '42501' })
    }
    await hub.end()
  })
})
