// Watching what was watched before: the person gets the job's progress, from the one run there is, and never a second job
// unasked.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { answer, type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { jsonLines, runCli } from './support/run-cli.ts'

let dataDir: string
let server: SseServer

beforeEach(() => {
  dataDir = freshDir()
})
afterEach(async () => {
  await server.close()
  removeDir(dataDir)
})

const told = (out: string) =>
  jsonLines(out)
    .filter(({ type }) => type === 'event')
    .map(({ seq, data }) => [seq, data])

test('a stream that was stopped is taken up where it was left, as the same run', async () => {
  server = await startSseServer([
    stream(['id: 1\ndata: one\n\n', 'id: 2\ndata: two\n\n'], 'open'),
    stream(['id: 3\ndata: three\n\n', 'id: 4\ndata: four\n\n'], 'open'),
  ])
  const words = ['watch', `${server.url}/s`, '--max-events', '2', '--json']
  const first = await runCli(words, { dataDir })
  const second = await runCli(words, { dataDir })
  expect([told(first.out), told(second.out)]).toEqual([
    [
      [1, 'one'],
      [2, 'two'],
    ],
    [
      [3, 'three'],
      [4, 'four'],
    ],
  ])
  expect([second.code, second.err, jsonLines(second.out).at(-1)]).toEqual([
    3,
    `runlight: Already watched as run 1 (${new URL(server.url).host}/s): following it. What came before: “runlight events 1”.\n`,
    expect.objectContaining({ run: 1, attempts: 2, events: 4 }),
  ])
  expect(server.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2'])
})

test('a watch that joins begins with how the connection stands', async () => {
  server = await startSseServer([answer(404), stream(['data: x\n\n', 'event: done\ndata: x\n\n'])])
  const words = ['watch', `${server.url}/s`, '--end-event', 'done', '--json']
  const refused = await runCli(words, { dataDir })
  const second = await runCli(words, { dataDir })
  const states = jsonLines(second.out)
    .filter(({ type }) => type === 'connection')
    .map(({ state, attempt }) => [state, attempt])
  expect([refused.code, second.code, states]).toEqual([
    4,
    0,
    [
      ['refused', 1],
      ['connecting', 2],
      ['live', 2],
      ['closed', 2],
    ],
  ])
})

test('a service’s job that has ended is told from the log, and not asked for again', async () => {
  const end = 'event: end\ndata: {"status":"failed"}\n\n'
  server = await startSseServer([stream(['event: status\ndata: {"status":"processing"}\n\n', end])])
  const words = ['watch', 'flashcards', '--base-url', server.url, '--set', 'run_id=bio', '--json']
  const first = await runCli(words, { dataDir })
  const second = await runCli(words, { dataDir })
  expect([first.code, second.code, server.requests.length]).toEqual([1, 1, 1])
  expect(jsonLines(second.out).at(-1)).toEqual(jsonLines(first.out).at(-1))
  expect(second.err).toBe(
    'runlight: This job was watched as run 1 (Flashcards run bio) and has ended. What came before: “runlight events 1”.\n',
  )
})

test('any other stream that has ended may have something new to say, and is watched anew', async () => {
  server = await startSseServer([stream(['data: x\n\n', 'event: done\ndata: x\n\n'])])
  const words = ['watch', `${server.url}/s`, '--end-event', 'done', '--json']
  await runCli(words, { dataDir })
  const second = await runCli(words, { dataDir })
  expect([second.code, jsonLines(second.out).at(-1)?.run, server.requests.length]).toEqual([0, 2, 2])
  expect(second.err).toBe(
    `runlight: Watched before as run 1 (${new URL(server.url).host}/s): watched anew as run 2.\n`,
  )
})

test('what starts work is started again by asking again, as a run of its own', async () => {
  server = await startSseServer([stream(['data: {"error":"no such topic"}\n\n'])])
  const words = ['watch', 'learning-paths', '--base-url', server.url, '--set', 'topic=x', '--json']
  const runs = [await runCli(words, { dataDir }), await runCli(words, { dataDir })]
  expect(runs.map(({ code, err, out }) => [code, err, jsonLines(out).at(-1)?.run])).toEqual([
    [1, '', 1],
    [1, '', 2],
  ])
})

test('credentials that are given now are used now', async () => {
  server = await startSseServer([
    (request, response, body) => {
      const allowed = request.headers['x-key'] === 'right' || request.url === '/s?token=right'
      const behave = allowed ? stream(['data: x\n\n', 'event: done\ndata: x\n\n']) : answer(401)
      behave(request, response, body)
    },
  ])
  const words = ['watch', `${server.url}/s`, '--end-event', 'done', '--json']
  const inUrl = ['watch', `${server.url}/s?token=right`, '--end-event', 'done', '--json']
  const codes = [
    (await runCli(words, { dataDir })).code,
    (await runCli([...words, '--header', 'X-Key: right'], { dataDir })).code,
    (await runCli([...words, '--header', 'X-Key: right'], { dataDir })).code,
    (await runCli(inUrl, { dataDir })).code,
    (await runCli(inUrl, { dataDir })).code,
  ]
  expect(codes).toEqual([4, 0, 0, 0, 0])
})

test('--no-retry holds for a stream that is joined, too', async () => {
  server = await startSseServer([stream(['data: one\n\n'], 'open'), stream(['data: two\n\n'], 'destroy')])
  const words = ['watch', `${server.url}/s`, '--json']
  await runCli([...words, '--max-events', '1'], { dataDir })
  const second = await runCli([...words, '--no-retry'], { dataDir })
  expect([second.code, told(second.out), jsonLines(second.out).at(-1), server.requests.length]).toEqual([
    3,
    [[2, 'two']],
    expect.objectContaining({
      connection: 'ended-early',
      reason: 'The connection was lost; retrying is switched off',
    }),
    2,
  ])
})

test('a server that is set up is asked by its name, and a documented URL finds it', async () => {
  const end = 'event: end\ndata: {"status":"completed"}\n\n'
  server = await startSseServer([stream([end])])
  const engine = await startEngine({ dataDir })
  const draft = {
    id: null,
    name: 'Staging',
    auth: 'none',
    secret: null,
    caPem: null,
    proxyUrl: null,
  } as const
  await engine.call('servers.save', { ...draft, baseUrl: `${server.url}/prefix` })
  await engine.close()
  const byName = ['watch', 'videos', '--server', 'staging', '--set', 'video_uuid=abc', '--json']
  const byUrl = ['watch', `${server.url}/prefix/v1/videos/requests/def/events`, '--json']
  const unknown = ['watch', 'videos', '--server', 'prod', '--set', 'video_uuid=abc']
  const codes = [(await runCli(byName, { dataDir })).code, (await runCli(byUrl, { dataDir })).code]
  const runs = jsonLines((await runCli(['runs', '--json'], { dataDir })).out)
  expect([
    codes,
    runs.map(({ server: name, title }) => [name, title]),
    server.requests.map(({ url }) => url),
  ]).toEqual([
    [0, 0],
    [
      ['Staging', 'Video abc'],
      ['Staging', 'Video def'],
    ],
    ['/prefix/v1/videos/requests/abc/events', '/prefix/v1/videos/requests/def/events'],
  ])
  expect(await runCli(unknown, { dataDir })).toEqual({
    code: 2,
    out: '',
    err: 'runlight: There is no server “prod”. Known: Staging.\n',
  })
})

test('a documented URL with more in its query than is documented is watched whole', async () => {
  server = await startSseServer([stream(['event: end\ndata: {"status":"completed"}\n\n'])])
  const url = `${server.url}/v1/videos/requests/abc/events?region=eu`
  const { code } = await runCli(['watch', url, '--end-event', 'end', '--json'], { dataDir })
  expect([code, server.requests.map((request) => request.url)]).toEqual([
    0,
    ['/v1/videos/requests/abc/events?region=eu'],
  ])
})
