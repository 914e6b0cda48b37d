// `--hub`: the commands that read, and `watch`, over a board that another process serves, with what `--data-dir` gives beside it.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../src/server/index.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'
import { jsonLines } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

const dataDir = freshDir()
const pageDir = freshDir()
let engine: TestEngine
let hub: BrowserHost
let streams: SseServer

beforeAll(async () => {
  await seedLog(dataDir, [
    { title: 'Night import', events: [{ data: 'the disk is full', name: 'note' }] },
    { title: 'Disk check', events: events(700, (seq) => ({ data: `{"step":${seq},"of":"disk"}` })) },
  ])
  engine = await startEngine({ dataDir, files: { save: async () => ({ type: 'download' }) } })
  for (const name of ['index.html', 'bridge.js'])
    writeFileSync(join(pageDir, name), '<script type="module"></script>')
  hub = await startBrowserHost({ engine: engine.engine, rendererDir: pageDir, version: 'test', port: 0 })
  streams = await startSseServer([
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: one\n\n')
      setTimeout(() => response.end('data: two\n\nevent: done\ndata: three\n\n'), 300)
    },
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: first\n\n')
    },
  ])
})
afterAll(async () => {
  await hub.close()
  await engine.close()
  await streams.close()
  for (const dir of [dataDir, pageDir]) removeDir(dir)
})

const origin = () => `http://127.0.0.1:${hub.port}`
const asked = (...words: string[]) =>
  runHere([...words, '--hub', origin()], { dataDir: pageDir, env: { RUNLIGHT_TOKEN: hub.token, TZ: 'UTC' } })
const here = (...words: string[]) => runHere(words, { dataDir, env: { TZ: 'UTC' } })

test.each([
  'runs',
  'runs --json',
  'events 2 --json --from 3',
  'search disk',
  'search --json --limit 620 disk',
  'search nowhere',
  'stats',
  'stats 2 --json',
  'digest --since 2026-01-14 --until 2026-01-16',
])('“runlight %s” says of a hub what it says on the hub’s own computer', async (command) => {
  const words = command.split(' ')
  const [there, own] = [await asked(...words), await here(...words)]
  expect(there).toEqual(own)
  expect(own.out + own.err).not.toBe('')
})

test('watch --hub follows a run of the hub to its end, event by event', async () => {
  const { code, out, err } = await asked('watch', `${streams.url}/a`, '--end-event', 'done', '--json')
  const lines = jsonLines(out)
  expect([code, err]).toEqual([0, ''])
  expect(lines.filter(({ type }) => type === 'event').map(({ data }) => data)).toEqual([
    'one',
    'two',
    'three',
  ])
  expect(lines.at(-1)).toMatchObject({ type: 'outcome', job: 'completed', events: 3 })
})

test('a watch that ends leaves the run to its hub', async () => {
  const { code, out } = await asked('watch', `${streams.url}/b`, '--max-events', '1', '--json')
  const end = jsonLines(out).at(-1)
  expect([code, end]).toMatchObject([3, { type: 'outcome', connection: 'live', events: 1 }])
  const { runs } = await engine.call('runs.snapshot', {})
  const left = runs.find(({ id }) => id === end?.run)
  expect(left?.connection.state).toBe('live')
  await engine.call('runs.stop', { run: Number(end?.run) })
})

test('export --hub writes the file that the hub’s own computer writes', async () => {
  const [there, own] = [join(pageDir, 'there.csv'), join(pageDir, 'own.csv')]
  const done = await asked('export', '2', '--format', 'csv', '--out', there, '--json')
  await here('export', '2', '--format', 'csv', '--out', own)
  expect([done.code, jsonLines(done.out)[0]]).toMatchObject([0, { runs: 1, events: 700 }])
  expect(readFileSync(there, 'utf8')).toBe(readFileSync(own, 'utf8'))
  const found = await asked('export', '--query', 'full', '--format', 'csv')
  expect(found.out).toContain('the disk is full')
})

test('what stands in the way is said, and no token goes in the clear', async () => {
  const without = await runHere(['runs', '--hub', origin()], { dataDir: pageDir })
  expect([without.code, without.err]).toEqual([2, expect.stringContaining('RUNLIGHT_TOKEN')])
  const wrong = await runHere(['runs', '--hub', origin()], {
    dataDir: pageDir,
    env: { RUNLIGHT_TOKEN: 'x'.repeat(40) },
  })
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('token')])
  const clear = await runHere(['runs', '--hub', 'http://hub.example.com'], {
    dataDir: pageDir,
    env: { RUNLIGHT_TOKEN: 'secret-token' },
  })
  expect([clear.code, clear.err]).toEqual([2, expect.stringContaining('in the clear')])
  expect(clear.err).not.toContain('secret-token')
  const gone = await startSseServer([])
  await gone.close()
  const nobody = await runHere(['runs', '--hub', gone.url], {
    dataDir: pageDir,
    env: { RUNLIGHT_TOKEN: 'x' },
  })
  expect([nobody.code, nobody.err]).toEqual([2, expect.stringContaining('ECONNREFUSED')])
  const token = join(pageDir, 'token')
  writeFileSync(token, `${hub.token}\n`)
  const byFile = await runHere(['runs', '--hub', origin(), '--token-file', token], { dataDir: pageDir })
  expect(byFile.code).toBe(0)
  const alert = await asked('watch', streams.url, '--alert', 'no-event > 60s')
  expect([alert.code, alert.err]).toEqual([2, expect.stringContaining('rules')])
})

test('open shows the address where there is no browser, and says where nothing answers', async () => {
  const shown = await runHere(['open', hub.url], { dataDir: pageDir })
  expect([shown.code, shown.out]).toEqual([0, expect.stringContaining(origin())])
  expect(shown.out).not.toContain(hub.token)
  const gone = await startSseServer([])
  await gone.close()
  const nothing = await runHere(['open', gone.url], { dataDir: pageDir })
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('Nothing answers')])
})
