// What a gap says of the loss, on real connections: nothing that is not proved, and a number only where ids count.

import { afterEach, expect, test } from 'vitest'
import type { Gap } from '../../src/core/run/run.ts'
import { formatGap } from '../../src/core/run/words.ts'
import { startFieldServer } from '../field/field-server.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
let closers: (() => unknown)[] = []

afterEach(async () => {
  await engine.close()
  for (const close of closers) await close()
  closers = []
  removeDir(engine.dataDir)
})

async function watch(url: string, end = 'done'): Promise<number> {
  engine = await startEngine({ clock: createFastClock(20) })
  return engine.watch(url, { endEvent: end })
}

const gapsOf = async (run: number): Promise<readonly Gap[]> =>
  (await engine.call('runs.connection', { run })).gaps
const said = (gaps: readonly Gap[]) =>
  gaps.map((gap) => formatGap(gap, () => 'T').replace(/^T–T [^;]*; /, ''))

test.each([
  [
    '19-resume-ignored-uuid',
    'asked to resume by id 6f1c0d6a-8e57-4b61-9c9e-000000000002; whether the server did is not known',
  ],
  ['20-resume-ids-are-times', 'asked to resume by id 1764345601000; whether the server did is not known'],
  ['22-wikimedia-long-id', 'its last id is 1,553 bytes, too long to send, unknown number missed'],
])('field case %s: the gap says “%s”', async (name, words) => {
  const server = await startFieldServer(name)
  closers.push(server.close)
  const run = await watch(`${server.url}/v1/`)
  await engine.until(run, ({ job }) => job.state === 'completed')
  expect(said(await gapsOf(run))).toEqual([words])
})

const unproven = (id: string) => `asked to resume by id ${id}; whether the server did is not known`
const cases: readonly (readonly [
  what: string,
  before: readonly string[],
  after: readonly string[],
  words: string,
])[] = [
  ['the next of ids that count', ['4', '5'], ['6'], 'resumed by id 5, nothing missed'],
  [
    'a hole in ids that count',
    ['4', '5'],
    ['9'],
    'asked to resume by id 5, but the next id is 9, 3 events missed',
  ],
  [
    'a hole after letters',
    ['evt-4', 'evt-5'],
    ['evt-9'],
    'asked to resume by id evt-5, but the next id is evt-9, 3 events missed',
  ],
  ['other letters', ['evt-4', 'evt-5'], ['job-6'], unproven('evt-5')],
  ['ids of which one was seen', ['evt-5'], ['evt-6'], unproven('evt-5')],
  ['ids of Redis', ['1690212292-0', '1690212293-0'], ['1690212299-0'], unproven('1690212293-0')],
  [
    'nineteen digits with holes',
    ['1799999999999999991', '1799999999999999993'],
    ['1799999999999999994'],
    unproven('1799999999999999993'),
  ],
  [
    'the next of nineteen digits that count',
    ['3799999999999999991', '3799999999999999992'],
    ['3799999999999999993'],
    'resumed by id 3799999999999999992, nothing missed',
  ],
  [
    'times in seconds, one second apart',
    ['1795890000', '1795890001'],
    ['1795890002'],
    unproven('1795890001'),
  ],
  ['no ids after the cut', ['4', '5'], [''], unproven('5')],
  ['silence after the cut', ['4', '5'], [], unproven('5')],
  ['a known part, and then others', ['a', 'b', 'c'], ['a', 'z'], unproven('c')],
  [
    'all that is known, and then others',
    ['a', 'b', 'c'],
    ['a', 'b', 'c', 'z'],
    'resumed by id c, nothing missed',
  ],
  ['lower ids', ['417', '418'], ['1'], 'the server numbers anew from 1, unknown number missed'],
]

test.each(cases)('%s: %j, then %j', async (_what, before, after, words) => {
  const events = (ids: readonly string[]) =>
    ids.map((id) => `${id === '' ? '' : `id: ${id}\n`}data: of ${id === '' ? 'none' : id}\n\n`)
  const server = await startSseServer([
    stream(events(before), 'destroy'),
    stream([...events(after), 'event: seen\ndata: x\n\n'], 'open'),
  ])
  closers.push(server.close)
  const run = await watch(`${server.url}/s`)
  const { rows } = await engine
    .until(run, (now) => now.connection.attempt === 2 && now.events > before.length)
    .then(() => engine.call('events.range', { run, from: 1, limit: 100 }))
  await expect.poll(async () => (await engine.events(run)).at(-1)?.name).toBe('seen')
  expect(rows.slice(0, before.length).map(({ id }) => id)).toEqual(before)
  expect(said(await gapsOf(run))).toEqual([words])
})

test('an answer that names another id than was asked for is told, and one that names the same is proof', async () => {
  const server = await startSseServer([
    stream(['id: a\ndata: 1\n\n'], 'destroy'),
    stream(['id: b\ndata: 2\n\n'], 'destroy', { 'last-event-id': 'a' }),
    stream(['id: d\ndata: 4\n\n', 'event: done\ndata:\n\n'], 'end', { 'last-event-id': 'c' }),
  ])
  closers.push(server.close)
  const run = await watch(`${server.url}/s`)
  await engine.until(run, ({ connection }) => connection.state === 'closed')
  expect(said(await gapsOf(run))).toEqual([
    'resumed by id a, nothing missed',
    'resumed by id b, but the server answers from id c, unknown number missed',
  ])
})

test('an answer that names an id which several events share is no proof', async () => {
  const shared = { 'last-event-id': 'msg-1' }
  const server = await startSseServer([
    stream(['id: msg-1\ndata: 1\n\n', 'id: msg-1\ndata: 2\n\n'], 'destroy'),
    stream(['id: msg-2\ndata: 5\n\n', 'event: done\ndata:\n\n'], 'end', shared),
  ])
  closers.push(server.close)
  const run = await watch(`${server.url}/s`)
  await engine.until(run, ({ connection }) => connection.state === 'closed')
  expect(said(await gapsOf(run))).toEqual([unproven('msg-1')])
})

test('events without ids between those with ids are never said to be all there', async () => {
  const server = await startSseServer([
    stream(['id: 1\ndata: a\n\n', 'id: 2\ndata: b\n\n', 'data: bare\n\n'], 'destroy'),
    stream(['id: 3\ndata: c\n\n', 'event: done\ndata:\n\n']),
  ])
  closers.push(server.close)
  const run = await watch(`${server.url}/s`)
  await engine.until(run, ({ connection }) => connection.state === 'closed')
  expect(said(await gapsOf(run))).toEqual([
    'resumed by id 2, but some of its events have no ids, unknown number missed',
  ])
})

test('a server that says that there is no more ends the gap, and it is not known what was missed', async () => {
  const server = await startSseServer([
    stream(['id: 1\ndata: a\n\n'], 'destroy'),
    (_request, response) => void response.writeHead(204).end(),
  ])
  closers.push(server.close)
  const run = await watch(`${server.url}/s`)
  await engine.until(run, ({ connection }) => connection.state === 'closed')
  expect(said(await gapsOf(run))).toEqual(['the server had no more to send, unknown number missed'])
})
