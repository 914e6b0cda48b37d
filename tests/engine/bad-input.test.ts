// What people get wrong when they add a run or a server: one clear sentence each, and nothing is stored.

import { afterAll, expect, test } from 'vitest'
import type { Input } from '../../src/core/contract/contract.ts'
import { removeDir, startEngine } from '../support/engine.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

const engine = await startEngine()
const server = await startSseServer([stream(['data: a\n\n'], 'open')])
afterAll(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

const run: Input<'runs.add'> = {
  kind: 'plain',
  serverId: null,
  baseUrl: null,
  params: { url: `${server.url}/s` },
  headers: null,
  title: null,
  evenIfWatched: false,
  retry: true,
}

const wrong: readonly [string, Partial<Input<'runs.add'>>, RegExp][] = [
  ['an unknown kind', { kind: 'films' }, /There is no kind “films”\. Known: .*flashcards/],
  ['no URL', { params: {} }, /is needed/],
  ['something that is no URL', { params: { url: 'example.com/x' } }, /This is not a URL/],
  ['a URL that is not http', { params: { url: 'ftp://example.com/x' } }, /Only http and https/],
  [
    'a URL with credentials',
    { params: { url: 'http://me:pw@example.com/' } },
    /Take the user name and password out/,
  ],
  [
    'an unknown parameter',
    { params: { url: `${server.url}/s`, colour: 'red' } },
    /There is no parameter colour here/,
  ],
  ['a header that is none', { headers: 'no colon here' }, /write it as Name: value/],
  ['a header that the connection owns', { headers: 'Last-Event-ID: 5' }, /set by the connection itself/],
  ['a header with a line break', { headers: 'X-A: b\u0000c' }, /no header may carry/],
  [
    'a command where an id is meant',
    {
      kind: 'flashcards',
      baseUrl: server.url,
      params: { run_id: "curl -H 'Authorization: Bearer hunter2'" },
    },
    /^This is a command: “Add a run” (?!.*hunter2)/,
  ],
  [
    'a word of a command where an id is meant',
    { kind: 'videos', baseUrl: server.url, params: { video_uuid: "'hunter2'" } },
    /^Video UUID has no quotes(?!.*hunter2)/,
  ],
  ['no server', { kind: 'flashcards', params: { run_id: '1' } }, /choose one, or give its base URL/],
  ['a missing parameter', { kind: 'stories', baseUrl: server.url, params: { theme: 'sea' } }, /is needed/],
  [
    'a malformed parameter',
    { kind: 'stories', baseUrl: server.url, params: { theme: 'sea', child_id: 'one' } },
    /must be a whole number/,
  ],
  [
    'a server that was removed',
    { kind: 'flashcards', serverId: 99, params: { run_id: '1' } },
    /removed meanwhile/,
  ],
]

test.each(wrong)('%s', async (_name, change, message) => {
  await expect(engine.call('runs.add', { ...run, ...change })).rejects.toMatchObject({
    message: expect.stringMatching(message),
  })
  expect((await engine.call('runs.snapshot', {})).runs).toEqual([])
})

test('the same job twice is refused, and names the run that watches it; unless it is wanted', async () => {
  const first = await engine.call('runs.add', run)
  await expect(engine.call('runs.add', run)).rejects.toMatchObject({
    code: 'duplicate-run',
    detail: { run: first.run },
  })
  const second = await engine.call('runs.add', { ...run, evenIfWatched: true })
  expect(second.run).not.toBe(first.run)
  for (const { run: id } of [first, second]) await engine.call('runs.remove', { run: id })
  expect((await engine.call('runs.snapshot', {})).runs).toEqual([])
})

test('calls that are none, and inputs of the wrong shape, are answered and never thrown', async () => {
  expect(await engine.engine.dispatch('constructor', {})).toMatchObject({
    ok: false,
    error: { code: 'unknown-call' },
  })
  expect(await engine.engine.dispatch('runs.stop', { run: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'bad-input' },
  })
  expect(await engine.engine.dispatch('runs.stop', { run: 12 })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  })
})

test('two servers of one name, a base URL that is none, and a token with a line break are refused by field', async () => {
  const draft = {
    id: null,
    name: 'one',
    baseUrl: server.url,
    auth: 'bearer' as const,
    secret: 'abc',
    caPem: null,
    proxyUrl: null,
  }
  await engine.call('servers.save', draft)
  await expect(engine.call('servers.save', draft)).rejects.toMatchObject({
    detail: { problems: { name: expect.stringContaining('already') } },
  })
  await expect(
    engine.call('servers.save', { ...draft, name: 'two', baseUrl: 'nowhere' }),
  ).rejects.toMatchObject({ detail: { problems: { baseUrl: expect.any(String) } } })
  await expect(engine.call('servers.save', { ...draft, name: 'two', secret: 'a\nb' })).rejects.toMatchObject({
    detail: { problems: { secret: expect.any(String) } },
  })
})

test('a server is tested with one request, and the answer is said in words', async () => {
  const draft = {
    id: null,
    name: 'x',
    baseUrl: server.url,
    auth: 'none' as const,
    secret: null,
    caPem: null,
    proxyUrl: null,
  }
  expect(await engine.call('servers.test', draft)).toMatchObject({
    reachable: true,
    status: 200,
    sentence: expect.stringMatching(/^It answers \(200 OK\) in \d+ ms\.$/),
  })
  expect(await engine.call('servers.test', { ...draft, baseUrl: 'http://127.0.0.1:9' })).toMatchObject({
    reachable: false,
    sentence: 'The server refused the connection.',
  })
})
