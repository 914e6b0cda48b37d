// A hub over a real log, with a team that the test plays: who sees what, what is asked of whom, and what is said meanwhile.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CallName, Changes, Input, Output } from '../../../src/core/contract/contract.ts'
import type { RunSummary } from '../../../src/core/run/run.ts'
import type { Caller } from '../../../src/core/team/roles.ts'
import { createSessionSecrets } from '../../../src/engine/base/ports.ts'
import type { Hub } from '../../../src/engine/hub/hub-options.ts'
import { openHub } from '../../../src/engine/hub/open-hub.ts'
import { freshDir } from '../../support/engine.ts'
import { collector, finishedRun, openStandInTeam, type StandInTeam } from '../../support/stand-in-team.ts'

const ada: Caller = { key: 'person:1', name: 'Ada', given: [{ space: null, role: 'admin' }] }
const bob: Caller = { key: 'person:2', name: 'Bob', given: [{ space: 2, role: 'operator' }] }

/** A busy machine takes its time. */
const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 60_000, interval: 20 })

let hub: Hub
let team: StandInTeam
let spaces: Map<number, number>
const owners = new Map<number, string | null>()
const wanted = new Set<number>()

async function open(
  titles: readonly string[],
  part: Partial<RunSummary> = {},
  told: readonly RunSummary[] | null = null,
): Promise<void> {
  const dataDir = freshDir()
  const placeOf = (run: number) => ({
    space: spaces.get(run) ?? 1,
    collector: owners.get(run) ?? null,
    wanted: wanted.has(run),
  })
  team = await openStandInTeam(dataDir, placeOf, told)
  for (const title of titles) await team.log.addRun(finishedRun(title, part))
  hub = await openHub({
    log: team.log,
    dataDir,
    version: '0.1.0',
    secrets: createSessionSecrets(),
    onDefect: (where, thrown) => {
      throw new Error(where, { cause: thrown })
    },
    checkAnswers: true,
  })
}

beforeEach(() => {
  spaces = new Map()
  owners.clear()
  wanted.clear()
})
afterEach(() => hub.close())

/** The hub as this person has it: calls, and what their screen is told. */
function screenOf(caller: Caller) {
  const desk = hub.as(caller)
  const pushes: Changes[] = []
  desk.onChanges((changes) => pushes.push(changes))
  const call = async <N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const answer = await desk.dispatch(name, input)
    if (!answer.ok) throw answer.error
    return answer.value as Output<N>
  }
  return {
    call,
    pushes,
    titles: async () => (await call('runs.snapshot', {})).runs.map(({ title }) => title),
  }
}

describe('who sees what', () => {
  test('runs, their pushes and their removal are for those alone who see the space', async () => {
    spaces = new Map([
      [1, 1],
      [2, 2],
    ])
    await open(['hers', 'his'])
    const [all, some] = [screenOf(ada), screenOf(bob)]
    expect([await all.titles(), await some.titles()]).toEqual([['his', 'hers'], ['his']])
    await expect(some.call('runs.form', { run: 1 })).rejects.toMatchObject({ code: 'not-found' })
    const [one, two] = await team.log.summaries()
    if (one === undefined || two === undefined) throw new Error('two runs were added')
    team.changed({ runs: [{ ...one, late: 5 }] })
    team.changed({ runs: [{ ...two, late: 7 }] })
    await until(() => expect(all.pushes.flatMap(({ runs }) => runs.map(({ late }) => late))).toEqual([5, 7]))
    team.changed({ removed: [1] })
    await until(() => expect(all.pushes.flatMap(({ removed }) => removed)).toEqual([1]))
    expect(some.pushes.map(({ seq, runs, removed }) => [seq, runs.map(({ id }) => id), removed])).toEqual([
      [1, [2], []],
    ])
  })

  test('theme and the like are a person’s own, what exports hide is the team’s', async () => {
    await open(['one'])
    const [hers, his] = [screenOf(ada), screenOf(bob)]
    await hers.call('settings.set', { theme: 'dark', redact: ['internal-\\d+'] })
    const { theme, redact } = await his.call('settings.get', {})
    expect([theme, redact]).toEqual(['system', ['internal-\\d+']])
    expect((await hers.call('settings.get', {})).theme).toBe('dark')
    expect(his.pushes.map(({ settings }) => settings?.redact)).toEqual([['internal-\\d+']])
  })
})

describe('a long board', () => {
  test('comes in pages that leave nothing out, and says what is left', async () => {
    await open(
      [],
      {},
      Array.from({ length: 2_300 }, (_, i) => ({ ...finishedRun(`run ${i}`).summary, id: i + 1 })),
    )
    const { call } = screenOf(ada)
    const first = await call('runs.snapshot', {})
    expect([first.runs.length, first.next, first.rest]).toEqual([
      1_000,
      1_301,
      [{ kind: 'plain', serverId: null, runs: 1_300 }],
    ])
    const ids = first.runs.map(({ id }) => id)
    for (let before = first.next; before !== null; ) {
      const page = await call('runs.page', { before })
      ids.push(...page.runs.map(({ id }) => id))
      before = page.next
    }
    expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2_300 }, (_, i) => i + 1))
  })
})

describe('what is asked of a collector', () => {
  const live = { connection: { state: 'live', cause: null, attempt: 1, since: 1, retryAt: null } } as const

  test('is asked in the name of whoever asks, and answered as it answers', async () => {
    owners.set(1, 'a')
    wanted.add(1)
    await open(['one'], live)
    team.members.push(collector('a'))
    team.changed({ members: true })
    const { call } = screenOf(bob.given[0] ? { ...bob, given: [{ space: 1, role: 'operator' }] } : bob)
    await until(async () => expect((await call('runs.snapshot', {})).runs[0]?.connection.state).toBe('live'))
    const stopped = call('runs.stop', { run: 1 })
    await until(() =>
      expect(team.asked).toEqual([{ run: 1, name: 'runs.stop', input: { run: 1 }, by: 'Bob' }]),
    )
    expect((await call('runs.connection', { run: 1 })).doing).toMatch(
      /Collector a watches it\. Waiting for collector a: asked to stop it by Bob .* ago\.$/,
    )
    team.answer(1, { ok: true, value: {} })
    expect(await stopped).toEqual({})
    const retried = call('runs.giveUpWhenLost', { run: 1 })
    await until(() => expect(team.asked).toHaveLength(2))
    const error = { code: 'not-allowed', message: 'Not this one.', detail: null } as const
    team.answer(2, { ok: false, error })
    await expect(retried).rejects.toEqual(error)
  })

  test('is said to be asked and not answered where the collector is silent', async () => {
    owners.set(1, 'a')
    wanted.add(1)
    await open(['one'], live)
    team.members.push(collector('a'))
    team.changed({ members: true })
    const { call } = screenOf(ada)
    await until(async () => expect((await call('runs.snapshot', {})).runs[0]?.connection.state).toBe('live'))
    await expect(call('runs.stop', { run: 1 })).rejects.toMatchObject({
      code: 'not-answered',
      message: 'Collector a was asked and has not answered yet: the run shows what becomes of it.',
    })
  })

  test('waits for a collector where nobody has the run, and says why nobody has', async () => {
    wanted.add(1)
    await open(['one'], { ...live, server: 'prod' })
    const { call, pushes } = screenOf(ada)
    const cause = async () => {
      const { connection } = (await call('runs.snapshot', {})).runs[0] ?? {}
      return [connection?.state, connection?.cause]
    }
    expect(await cause()).toEqual(['paused', 'waiting for a collector: none is alive'])
    team.members.push(collector('b', { only: ['server:staging'] }))
    team.changed({ members: true })
    await until(async () =>
      expect(await cause()).toEqual(['paused', 'waiting for a collector: none that is alive watches it']),
    )
    team.members.push(collector('c', { id: 2 }))
    team.changed({ members: true })
    await until(async () =>
      expect(await cause()).toEqual([
        'paused',
        'waiting for a collector: the next one that is free takes it',
      ]),
    )
    expect(pushes.filter((push) => push.team === true)).toHaveLength(2)
  })
})

test('a mark is stored at once under the name of who put it, whoever has the run', async () => {
  await open(['one'], {
    job: { ...finishedRun('').summary.job, state: 'failed' },
  })
  const { call, pushes } = screenOf(ada)
  await call('runs.mark', { run: 1, change: { acknowledged: true, tag: ['slow'] } })
  const [marked] = pushes.flatMap(({ runs }) => runs)
  expect(marked?.marks).toMatchObject({ tags: ['slow'], acknowledgedBy: 'Ada' })
  expect((await team.log.summaries())[0]?.marks.acknowledgedBy).toBe('Ada')
  await call('runs.mark', { run: 1, change: { acknowledged: false } })
  expect((await team.log.summaries())[0]?.marks).toEqual({
    tags: ['slow'],
    note: '',
    pinned: false,
    acknowledgedAt: null,
  })
})

test('a database that does not answer is said, and so is its return, with what happened meanwhile', async () => {
  await open(['one'])
  const { call, pushes } = screenOf(ada)
  const state = async () => (await call('runs.snapshot', {})).log.state
  team.away = true
  await until(async () => expect(await state()).toBe('away'))
  const [run] = await team.log.summaries()
  if (run === undefined) throw new Error('a run was added')
  team.changed({ runs: [{ ...run, late: 3 }] })
  team.away = false
  await until(async () => expect(await state()).toBe('ok'))
  expect(pushes.map(({ log, runs }) => [log?.state, runs[0]?.late])).toEqual(
    expect.arrayContaining([
      ['away', undefined],
      [undefined, 3],
      ['ok', undefined],
    ]),
  )
})

test('a hub whose name was taken says so for as long as it lasts', async () => {
  await open(['one'])
  const { call, pushes } = screenOf(ada)
  const log = async () => (await call('runs.snapshot', {})).log
  team.taken = 'Another process has the name.'
  await until(async () =>
    expect(await log()).toEqual({ state: 'away', sentence: 'Another process has the name.' }),
  )
  await until(() => expect(team.refusals).toBeGreaterThanOrEqual(4))
  expect(pushes.map((push) => push.log?.state)).toEqual(['away'])
  team.taken = null
  await until(async () => expect((await log()).state).toBe('ok'))
})

test('when somebody was here is their own', async () => {
  await open(['one'])
  const [hers, his] = [screenOf(ada), screenOf(bob)]
  expect((await hers.call('digest.seen', {})).before).toBe(null)
  expect((await his.call('digest.seen', {})).before).toBe(null)
  expect((await hers.call('digest.seen', {})).before).not.toBe(null)
})

test('channels of two admins stay, whoever saved theirs without knowing of the other', async () => {
  await open(['one'])
  const [hers, his] = [screenOf(ada), screenOf({ ...ada, key: 'person:3', name: 'Cem' })]
  const names = async ({ call }: typeof hers) =>
    (await call('alerts.rules', {})).channels.map(({ name }) => name)
  expect([await names(hers), await names(his)]).toEqual([[], []])
  const channel = {
    type: 'webhook',
    enabled: true,
    atLeast: 'info',
    url: 'http://127.0.0.1:9/hook',
    secret: null,
  } as const
  await hers.call('channels.save', { id: null, channel: { ...channel, name: 'hers' } })
  await his.call('channels.save', { id: null, channel: { ...channel, name: 'his' } })
  expect(await names(his)).toEqual(['hers', 'his'])
  team.changed({ rules: true })
  await until(async () => expect(await names(hers)).toEqual(['hers', 'his']))
})

test('what only a collector can start again is refused where none has it', async () => {
  await open([])
  await team.log.addRun({ ...finishedRun('one'), hasSecret: true })
  const [run] = await team.log.summaries()
  if (run === undefined) throw new Error('a run was added')
  team.changed({ runs: [run] })
  await until(async () => expect(await screenOf(ada).titles()).toEqual(['one']))
  await expect(screenOf(ada).call('runs.startAgain', { run: 1 })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  expect(team.asked).toEqual([])
})

test('what a hub does not do is refused with who does it', async () => {
  await open(['one'])
  const { call } = screenOf(ada)
  await expect(call('storage.check', {})).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(call('app.startSample', {})).rejects.toMatchObject({ code: 'not-allowed' })
  expect((await call('app.info', {})).capabilities).toMatchObject({ team: true, taps: false, desk: false })
})
