// A hub on a real shared log: a long board that is quick from the first page on and whole in the end, and what people and
// collectors do, seen by both.

import { Client } from 'pg'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CallName, Changes, Input, Output } from '../../../src/core/contract/contract.ts'
import type { Caller } from '../../../src/core/team/roles.ts'
import { openAccess } from '../../../src/engine/log/postgres/access/open-access.ts'
import { migrateSharedLog } from '../../../src/engine/log/postgres/schema/migrate.ts'
import { openSharedLog } from '../../../src/engine/log/postgres/threads/open-shared-log.ts'
import type { SharedLog } from '../../../src/engine/log/shared-log.ts'
import { type OpenedHub, openTeamHub, ownerOfHub } from '../../../src/engine/open-team-hub.ts'
import { freshDir } from '../../support/engine.ts'
import { asRole } from '../../support/postgres/as-role.ts'
import { poolerHere, startPooler } from '../../support/postgres/pooler.ts'
import { postgresHere, sharedPostgres } from '../../support/postgres.ts'
import { finishedRun } from '../../support/stand-in-team.ts'

const here = postgresHere('A hub on a shared log') !== null
const pooler = here ? poolerHere('A hub on a shared log') : null
const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 60_000, interval: 20 })
const open: { close: () => Promise<void> }[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

/** How a member reaches the database: the address to go by. */
type Way = (url: string) => Promise<string>

const direct: Way = async (url) => url

/** With the role of hubs alone. `checkAnswers`: fifty thousand summaries by their schema take longer than everything else. */
async function hubOn(url: string, checkAnswers = true, way = direct): Promise<OpenedHub> {
  const opened = await openTeamHub({
    url: await way(await asRole(url, 'runlight_hub')),
    name: 'h',
    dataDir: freshDir(),
    version: '0.1.0',
    poolKeyFile: null,
    onDefect: (where, thrown) => {
      throw new Error(where, { cause: thrown })
    },
    checkAnswers,
  })
  open.push(opened)
  return opened
}

async function collectorOn(url: string, way = direct): Promise<SharedLog> {
  const member = { name: 'a', role: 'collector', version: '0.1.0', only: [], instance: 'test' } as const
  const log = await openSharedLog({
    url: await way(await asRole(url, 'runlight_collector')),
    member,
    kindsDir: freshDir(),
  })
  open.push(log)
  return log
}

function screenOf({ hub }: OpenedHub, caller: Caller = ownerOfHub()) {
  const view = hub.as(caller)
  const pushes: Changes[] = []
  view.onChanges((changes) => pushes.push(changes))
  const call = async <N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const answer = await view.dispatch(name, input)
    if (!answer.ok) throw answer.error
    return answer.value as Output<N>
  }
  return { call, pushes }
}

/** Writes `count` runs that are over, as a collector of long ago left them. */
async function fill(url: string, count: number): Promise<void> {
  const { summary } = finishedRun('x')
  const { marks, ...rest } = summary
  const client = new Client(url)
  await client.connect()
  await client.query(
    `INSERT INTO runlight.runs (uid, kind, base_url, params, has_secret, created_at, job_state, summary, marks, wanted)
      SELECT 'u' || i, 'plain', '', '{}', false, 1700000000000 + i, 'completed',
        jsonb_set($1::jsonb, '{title}', to_jsonb('run ' || i))::text, jsonb_build_object('title', 'run ' || i, 'marks', $2::jsonb)::text, false
      FROM generate_series(1, $3) AS i`,
    [JSON.stringify(rest), JSON.stringify(marks), count],
  )
  await client.end()
}

async function newLog(): Promise<string> {
  const url = await (await sharedPostgres()).createDatabase()
  await migrateSharedLog(url)
  return url
}

describe.runIf(here)('a hub on a shared log', () => {
  test('gives 50,000 runs in pages that leave nothing out, and each is one of them from the first page on', async () => {
    const url = await newLog()
    await fill(url, 50_000)
    const { call } = screenOf(await hubOn(url, false))
    const first = await call('runs.snapshot', {})
    expect([first.runs.length, first.next, first.rest]).toEqual([
      1_000,
      49_001,
      [{ kind: 'plain', serverId: null, runs: 49_000 }],
    ])
    const ids = new Set(first.runs.map(({ id }) => id))
    for (let before = first.next; before !== null; ) {
      const page = await call('runs.page', { before })
      for (const { id } of page.runs) ids.add(id)
      before = page.next
    }
    expect(ids.size).toBe(50_000)
  })

  test('hears what was given, taken away and ended by whichever process, and of nothing else', async () => {
    const url = await newLog()
    const { hub } = await hubOn(url)
    const access = await openAccess(await asRole(url, 'runlight_hub'))
    open.push(access)
    let told = 0
    hub.onAccess(() => {
      told++
    })
    const { token } = await access.tokens.create(
      { name: 'x', space: null, role: 'viewer', expiresAt: null },
      'the test',
    )
    const session = await access.sessions.open({ token: token.id }, { address: '127.0.0.1', agent: '' })
    const after: number[] = []
    for (const act of [
      () => access.people.grant({ type: 'token', token: token.id }, 1, 'operator', 'the test'),
      () => access.sessions.end(session),
      () => access.tokens.revoke(token.id, 'the test'),
    ]) {
      await act()
      const last = after.length + 1
      await until(() => expect(told).toBe(last))
      after.push(told)
    }
    expect(after).toEqual([1, 2, 3])
  })

  test('two hubs tell their screens the same', async () => {
    const url = await newLog()
    await fill(url, 3)
    const one = screenOf(await hubOn(url))
    const other = await openTeamHub({
      url,
      name: 'other',
      dataDir: freshDir(),
      version: '0.1.0',
      poolKeyFile: null,
      onDefect: () => {},
      checkAnswers: true,
    })
    open.push(other)
    const two = screenOf(other)
    await two.call('runs.mark', { run: 2, change: { pinned: true } })
    await one.call('runs.remove', { run: 1 })
    await until(async () =>
      expect((await one.call('runs.snapshot', {})).runs.map(({ id, marks }) => [id, marks.pinned])).toEqual([
        [2, true],
        [3, false],
      ]),
    )
    await until(async () =>
      expect((await two.call('runs.snapshot', {})).runs.map(({ id }) => id).toSorted()).toEqual([2, 3]),
    )
  })
})

const ways: readonly (readonly [words: string, way: Way])[] = [['directly', direct]]
/** A pool of the member's own: PgBouncer goes on as one user. */
const pooled: Way = async (url) => {
  const started = await startPooler(pooler ?? '', url)
  open.push(started)
  return started.url
}

describe.runIf(here).each(pooler === null ? ways : [...ways, ['through PgBouncer', pooled] as const])(
  'a hub and a collector, %s',
  (_words, way) => {
    test('what a person adds a collector claims; what they ask of it is carried out in their name', async () => {
      const url = await newLog()
      const hub = await hubOn(url, true, way)
      const { call, pushes } = screenOf(hub)
      const { run } = await call('runs.add', {
        kind: 'plain',
        serverId: null,
        baseUrl: null,
        params: { url: 'http://127.0.0.1:9/events' },
        headers: null,
        title: 'Night build',
        evenIfWatched: false,
        retry: true,
      })
      expect((await call('runs.snapshot', {})).runs[0]).toMatchObject({
        id: run,
        connection: { state: 'paused', cause: 'waiting for a collector: none is alive' },
      })
      const { team } = await collectorOn(url, way)
      const wants = { servers: null, tags: [], withoutSecretsOf: [], opensSealed: false }
      expect(await team.claim(wants, 10)).toMatchObject([{ run, why: 'new' }])
      await until(() =>
        expect(pushes.flatMap(({ runs }) => runs).at(-1)).toMatchObject({
          connection: { state: 'connecting' },
          team: { collector: 'a', wanted: true },
        }),
      )
      const stopped = call('runs.stop', { run })
      const [command] = await until(async () => {
        const commands = await team.takeCommands()
        expect(commands).toHaveLength(1)
        return commands
      })
      expect(command).toMatchObject({ name: 'runs.stop', by: ownerOfHub().name })
      await team.answerCommand(command?.id ?? 0, { ok: true, value: {} })
      expect(await stopped).toEqual({})
      await call('runs.mark', { run, change: { tag: ['night'], acknowledged: true } })
      const marked = await until(async () => {
        const { runs } = await call('runs.snapshot', {})
        expect(runs[0]?.marks.tags).toEqual(['night'])
        return runs[0]
      })
      expect([marked?.marks.acknowledgedBy, marked?.team?.collector]).toEqual([ownerOfHub().name, 'a'])
      expect(
        (await call('team.members', {})).members.map(({ name, state, runs }) => [name, state, runs]),
      ).toEqual([
        ['a', 'alive', 1],
        ['h', 'alive', 0],
      ])
      await call('settings.set', { theme: 'dark', retention: [] })
      expect((await call('settings.get', {})).theme).toBe('dark')
    })

    test('a server’s runs move with it before everybody’s eyes, and stay there when it is gone', async () => {
      const url = await newLog()
      const hub = await hubOn(url, true, way)
      const [owner, viewer] = [
        screenOf(hub),
        screenOf(hub, { key: 'person:2', name: 'Bob', given: [{ space: 1, role: 'viewer' }] }),
      ]
      const profile = {
        baseUrl: 'http://127.0.0.1:9',
        auth: 'none',
        secret: null,
        caPem: null,
        proxyUrl: null,
      } as const
      const { id: server } = await owner.call('servers.save', { id: null, name: 's', ...profile })
      const rest = { params: { run_id: '1' }, headers: null, title: null, evenIfWatched: false, retry: true }
      const { run } = await owner.call('runs.add', {
        kind: 'flashcards',
        serverId: server,
        baseUrl: null,
        ...rest,
      })
      const ids = async ({ call }: typeof owner) => (await call('runs.snapshot', {})).runs.map(({ id }) => id)
      await until(async () => expect(await ids(viewer)).toEqual([run]))

      const access = await openAccess(url)
      open.push(access)
      const space = await access.spaces.save(null, 'other', 'test')
      await access.spaces.move(server, space.id, 'test')
      await until(() => expect(viewer.pushes.flatMap(({ removed }) => removed)).toEqual([run]))
      expect([await ids(viewer), await ids(owner)]).toEqual([[], [run]])

      await owner.call('servers.remove', { id: server })
      const again = await owner.call('runs.startAgain', { run })
      const { runs } = await owner.call('runs.snapshot', {})
      expect(runs.find(({ id }) => id === again.run)).toMatchObject({
        serverId: null,
        team: { space: space.id },
      })
      expect(await ids(viewer)).toEqual([])
    })
  },
)
