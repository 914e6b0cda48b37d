// A defect inside one kind: it costs that kind's runs their meaning, in words, and no event and no other run anything.

import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Kind } from '../../src/core/kind/kind.ts'
import { flags } from '../../src/core/log/flags.ts'
import { kinds } from '../../src/engine/base/kinds.ts'
import { isolateKind } from '../../src/engine/fold/isolate-kind.ts'
import { readEvent } from '../../src/engine/fold/read-event.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

const secretWord = 'swordfish-in-an-event'
const broken: { read: Kind['read'] | null; request: boolean; observes: boolean; title: boolean } = {
  read: null,
  request: false,
  observes: false,
  title: false,
}

vi.mock('../../src/engine/base/kinds.ts', async (original) => {
  const whole = await original<typeof import('../../src/engine/base/kinds.ts')>()
  const { kinds } = whole
  const sound = [...kinds.values()].find((kind) => !kind.needsServer)
  if (sound === undefined) throw new Error('There is no kind to break.')
  const fail = (): never => {
    throw new TypeError(`cannot read ${secretWord}`)
  }
  const cracked: Kind = {
    ...sound,
    id: 'cracked',
    label: 'Cracked',
    read: (event, params) => (broken.read ?? sound.read)(event, params),
    request: (settings, from) => (broken.request ? fail() : sound.request(settings, from)),
    observes: (params) => (broken.observes ? fail() : sound.observes(params)),
    title: (params) => (broken.title ? fail() : sound.title(params)),
  }
  return { ...whole, kinds: new Map([...kinds, ['cracked', cracked]]) }
})

const defects: [string, string][] = []
let engine: TestEngine
let server: SseServer

beforeAll(async () => {
  server = await startSseServer([
    stream([`id: 1\ndata: {"a":"${secretWord}"}\n\nid: 2\ndata: second\n\n`], 'open'),
  ])
  engine = await startEngine({
    onDefect: (where, thrown) => defects.push([where, thrown instanceof Error ? (thrown.stack ?? '') : '']),
  })
})
afterEach(() => {
  Object.assign(broken, { read: null, request: false, observes: false, title: false })
  defects.length = 0
})
afterAll(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

const both = async () => {
  const cracked = await engine.watch(`${server.url}/a`, {}, { kind: 'cracked' })
  const sound = await engine.watch(`${server.url}/a`)
  return { cracked, sound }
}

const misreadings: readonly [string, Kind['read']][] = [
  [
    'throws',
    () => {
      throw new TypeError(`no ${secretWord}`)
    },
  ],
  [
    'throws something that is no error',
    () => {
      throw null
    },
  ],
  ['returns nothing', () => undefined as never],
  ['returns a promise', () => Promise.resolve([]) as never],
  ['returns a reading of no known type', () => [{ type: 'weather' }] as never],
  ['returns a reading without its parts', () => [{ type: 'stage', id: 's', label: undefined }] as never],
  ['returns a list with a hole', () => [null] as never],
  [
    'recurses without end',
    () => {
      const deeper = (): never => deeper()
      return deeper()
    },
  ],
]

test.each(misreadings)(
  'a kind whose reading %s keeps every event raw, says so on that run, and costs the other run nothing',
  async (_what, read) => {
    broken.read = read
    const { cracked, sound } = await both()
    const hurt = await engine.until(cracked, (now) => now.events === 2 && now.connection.notice !== undefined)
    const well = await engine.until(sound, (now) => now.events === 2)
    expect([hurt.unreadable, hurt.connection.notice, well.unreadable]).toEqual([
      2,
      'A defect of Runlight kept “Cracked” from reading events of this run: they are kept as received, and marked unreadable. Save a diagnostic file and report it.',
      0,
    ])
    const rows = await engine.events(cracked)
    expect(rows.map(({ data, flags: bits }) => [data, (bits & flags.unreadable) !== 0])).toEqual([
      [`{"a":"${secretWord}"}`, true],
      ['second', true],
    ])
    expect(['live', 'quiet']).toContain(hurt.connection.state)
    for (const run of [cracked, sound]) await engine.call('runs.remove', { run })
  },
)

test('a defect is noted once for all its events, and without what they said', async () => {
  broken.read = misreadings[0]?.[1] ?? null
  const { cracked, sound } = await both()
  await engine.until(cracked, (now) => now.events === 2)
  expect(defects.map(([where]) => where)).toEqual([])
  const { text } = await engine.call('app.diagnostics', {})
  expect(text).not.toContain(secretWord)
  expect(text).toContain('cracked read')
  for (const run of [cracked, sound]) await engine.call('runs.remove', { run })
})

test('what a reading throws is caught in one place, and noted once by whoever holds the kind', () => {
  const sound = [...kinds.values()][0]
  if (sound === undefined) throw new Error('There is no kind.')
  const thrower: Kind = {
    ...sound,
    read: () => {
      throw new TypeError(`no ${secretWord}`)
    },
  }
  const noted: string[] = []
  const contained = isolateKind(thrower, (where, thrown) => noted.push(`${where}: ${String(thrown)}`))
  expect(contained.read).toBe(thrower.read)
  for (const data of ['a', 'b'])
    expect(readEvent(contained, { name: 'message', id: null, data }, {}, undefined)).toMatchObject([
      { type: 'unreadable' },
    ])
  expect(noted).toEqual([`${sound.id} read: Error: TypeError`])
})

test('a kind that cannot make its request is refused in words, and other kinds are still recognised', async () => {
  broken.request = true
  await expect(engine.watch(`${server.url}/a`, {}, { kind: 'cracked' })).rejects.toThrow(
    'A defect of Runlight kept “Cracked” from making its request',
  )
  const matches = await engine.call('kinds.match', { text: `${server.url}/v1/flashcards/runs/9/events` })
  expect(matches[0]?.kind).toBe('flashcards')
})

test('a kind that cannot make its request any more is refused on its run, in words, when it is asked again', async () => {
  const run = await engine.watch(`${server.url}/a`, {}, { kind: 'cracked' })
  await engine.until(run, (now) => now.events === 2)
  broken.request = true
  await engine.call('runs.retry', { run })
  const { connection } = await engine.until(run, (now) => now.connection.state === 'refused')
  expect(connection.cause).toMatch(
    /^A defect of Runlight kept “Cracked” from making its request: other runs go on/,
  )
  await engine.call('runs.remove', { run })
})

test('a kind without a title or an answer to whether it observes is watched under its label, and never asked again unasked', async () => {
  Object.assign(broken, { title: true, observes: true })
  const run = await engine.watch(`${server.url}/a`, {}, { kind: 'cracked' })
  const { title, generates } = await engine.until(run, (now) => now.events === 2)
  expect([title, generates]).toEqual(['Cracked', true])
  await engine.call('runs.remove', { run })
})
