// Servers at a hub: a role is held by a server's number, a credential goes nowhere but where it was entered for, and what is put
// to rest is known to those alone who see it.

import { afterEach, expect, test, vi } from 'vitest'
import type { CallName, Input, Output } from '../../../src/core/contract/contract.ts'
import type { Caller } from '../../../src/core/team/roles.ts'
import { createSessionSecrets } from '../../../src/engine/base/ports.ts'
import type { Hub } from '../../../src/engine/hub/hub-options.ts'
import { openHub } from '../../../src/engine/hub/open-hub.ts'
import { createPoolSecrets } from '../../../src/engine/hub/pool-secrets.ts'
import { freshDir } from '../../support/engine.ts'
import { finishedRun, openStandInTeam, type StandInTeam } from '../../support/stand-in-team.ts'

const ada: Caller = { key: 'person:1', name: 'Ada', given: [{ space: null, role: 'admin' }] }
const bob: Caller = { key: 'person:2', name: 'Bob', given: [{ space: 2, role: 'operator' }] }

/** A busy machine takes its time. */
const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 60_000, interval: 20 })

const server = {
  id: null,
  name: 'prod',
  baseUrl: 'https://api.example',
  auth: 'bearer',
  secret: null,
  caPem: null,
  proxyUrl: null,
} as const

const moved = new Map<number, number>()
let hub: Hub
let team: StandInTeam

/** The space of each run has its number until it is moved. */
async function open(secrets = createSessionSecrets()): Promise<void> {
  const dataDir = freshDir()
  team = await openStandInTeam(dataDir, (run) => ({
    space: moved.get(run) ?? run,
    collector: null,
    wanted: false,
  }))
  const onDefect = (where: string, thrown: unknown) => {
    throw new Error(where, { cause: thrown })
  }
  hub = await openHub({ log: team.log, dataDir, version: '0.1.0', secrets, onDefect, checkAnswers: true })
}

afterEach(() => hub.close())

const callAs =
  (caller: Caller) =>
  async <N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const answer = await hub.as(caller).dispatch(name, input)
    if (!answer.ok) throw answer.error
    return answer.value as Output<N>
  }
const call = callAs(ada)

test('an address never turns into a server: only its number was judged', async () => {
  await open()
  const { id } = await call('servers.save', { ...server, secret: 'a-long-secret' })
  const add = async (part: { serverId: number | null; baseUrl: string | null }) => {
    const rest = { params: { run_id: '1' }, headers: null, title: null, evenIfWatched: true, retry: true }
    const { run } = await call('runs.add', { kind: 'flashcards', ...rest, ...part })
    return (await team.log.run(run))?.summary.serverId
  }
  expect([
    await add({ serverId: null, baseUrl: server.baseUrl }),
    await add({ serverId: id, baseUrl: null }),
  ]).toEqual([null, id])
})

test('a credential is entered again where its server moves, and stays where it is renamed', async () => {
  await open()
  const { id } = await call('servers.save', { ...server, secret: 'a-long-secret' })
  for (const moved of [
    { baseUrl: 'https://elsewhere.example' },
    { proxyUrl: 'http://proxy.example:3128' },
    { caPem: '-----BEGIN CERTIFICATE-----' },
  ])
    await expect(call('servers.save', { ...server, id, ...moved })).rejects.toMatchObject({
      code: 'bad-input',
      detail: { problems: { secret: 'Enter it again.' } },
    })
  expect(await call('servers.save', { ...server, id, name: 'renamed' })).toMatchObject({ hasSecret: true })
  const moved = { ...server, id, baseUrl: 'https://elsewhere.example', secret: 'another-secret' }
  expect(await call('servers.save', moved)).toMatchObject({ baseUrl: moved.baseUrl, hasSecret: true })
})

test('nothing is stored of a server whose credential cannot be passed on', async () => {
  await open(createPoolSecrets({ seal: async () => {} }, null))
  await expect(call('servers.save', { ...server, secret: 'a-long-secret' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  expect(await team.log.servers()).toEqual([])
})

test('what is put to rest of foreign runs and servers is nobody else’s to know', async () => {
  await open()
  for (const title of ['hers', 'his']) await team.log.addRun(finishedRun(title, { server: title }))
  team.changed({ runs: await team.log.summaries() })
  await until(() => expect(hub.runs()).toBe(2))
  const [hers, his] = [callAs(ada), callAs(bob)]
  const rests = [
    { type: 'run', run: 1 },
    { type: 'run', run: 2 },
    { type: 'server', server: 'his' },
    { type: 'server', server: 'hers' },
    { type: 'all' },
  ] as const
  for (const what of rests) await hers('alerts.snooze', { what, until: null })
  const told = async (call: typeof his) => (await call('alerts.rules', {})).snoozes.map(({ what }) => what)
  const [, run, known, , all] = rests
  expect([(await told(hers)).length, await told(his)]).toEqual([5, [run, known, all]])
})

test('a run that has moved leaves the screens that may not see it any more, and those alone', async () => {
  await open()
  for (const title of ['hers', 'his']) await team.log.addRun(finishedRun(title))
  const runs = await team.log.summaries()
  team.changed({ runs })
  await until(() => expect(hub.runs()).toBe(2))
  const removed = [ada, bob].map((caller) => {
    const told: number[] = []
    hub.as(caller).onChanges((changes) => told.push(...changes.removed))
    return told
  })
  const ids = async (caller: Caller) => (await callAs(caller)('runs.snapshot', {})).runs.map(({ id }) => id)
  expect([await ids(ada), await ids(bob)]).toEqual([[2, 1], [2]])
  moved.set(2, 1)
  team.changed({ runs })
  await until(() => expect(removed).toEqual([[], [2]]))
  expect([await ids(ada), await ids(bob)]).toEqual([[2, 1], []])
})
