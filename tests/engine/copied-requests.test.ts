// Copied requests as runs: what they may be watched as, which of their headers may be shown, and that a run sends the very same.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { isSettled } from '../../src/core/run/states.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
let server: SseServer

beforeEach(async () => {
  engine = await startEngine()
  server = await startSseServer([stream(['data: a\n\n'])])
})
afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

const read = async (text: string) => {
  const { requests } = await engine.call('requests.read', { text })
  const [request, ...others] = requests
  if (request === undefined || others.length > 0) throw new Error(`${requests.length} requests`)
  return request
}

test('a curl line is a plain run whose secrets are kept apart', async () => {
  const text = `curl 'https://h.example/s?q=1' -H 'Authorization: Bearer canary' -b 'sid=canary' -H 'X-Tenant: north' -H 'host: other' -H 'last-event-id: 7' --data-raw '{"a":1}'`
  expect(await read(text)).toEqual({
    method: 'POST',
    url: 'https://h.example/s?q=1',
    matches: [
      {
        kind: 'plain',
        serverId: null,
        baseUrl: '',
        params: {
          url: 'https://h.example/s?q=1',
          method: 'POST',
          headers: 'X-Tenant: north\nContent-Type: application/x-www-form-urlencoded',
          body: '{"a":1}',
        },
        headers: '',
        secretHeaders: 'Authorization: Bearer canary\nCookie: sid=canary',
      },
    ],
    notes: [
      'These headers are left out, since the connection sets them or they cannot be sent: last-event-id.',
    ],
  })
})

test('a request that a kind documents is offered as that kind first, and only if it is the very same', async () => {
  const kinds = async (text: string) => (await read(text)).matches.map(({ kind, params }) => [kind, params])
  const url = 'http://h.example/v1/flashcards/runs/bio/events'
  expect(await kinds(`curl ${url}`)).toEqual([
    ['flashcards', { run_id: 'bio' }],
    ['plain', { url, method: 'GET' }],
  ])
  expect(await kinds(`curl -X POST ${url}`)).toEqual([['plain', { url, method: 'POST' }]])
  expect(await kinds('curl http://h.example/generate-stream -d topic=a+b')).toMatchObject([
    ['learning-paths', { topic: 'a b' }],
    ['plain', { method: 'POST' }],
  ])
  expect(await kinds('curl http://h.example/generate-stream -d topic=a -d other=b')).toMatchObject([
    ['learning-paths', { topic: 'a', fields: 'other=b' }],
    ['plain', {}],
  ])
  expect(await kinds('curl http://h.example/generate-stream -d topic=a -d topic=b')).toMatchObject([
    ['plain', {}],
  ])
})

test('the JSON that a kind file documents makes a request one of that kind', async () => {
  const text = JSON.stringify({
    version: 1,
    label: 'Writers',
    fields: [
      { name: 'topic', label: 'Topic', required: true },
      { name: 'words', label: 'Words', type: 'integer' },
    ],
    title: '{{topic}}',
    request: { path: '/write', body: { json: { topic: '{{topic}}', words: '{{words}}' } } },
    rules: [],
  })
  expect(await engine.call('kinds.save', { id: 'writers', text, replace: false })).toEqual({ problems: [] })
  const kinds = async (body: object) =>
    (await read(`curl http://h.example/write --json '${JSON.stringify(body)}'`)).matches.map(
      ({ kind, params }) => [kind, params],
    )
  expect(await kinds({ topic: 'tides', words: 40 })).toEqual([
    ['writers', { topic: 'tides', words: '40' }],
    ['plain', expect.anything()],
  ])
  expect(await kinds({ topic: 'tides', words: 40, seed: 7 })).toMatchObject([['plain', {}]])
})

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Why "so"?' },
]

test.each([
  [
    'openai',
    'https://h.example/api/v1/chat/completions',
    { model: 'm', stream: true, messages, temperature: 0.5 },
    { baseUrl: 'https://h.example/api', prompt: 'Why "so"?', model: 'm' },
  ],
  [
    'responses',
    'https://h.example/v1/responses',
    { input: 'Why?', model: 'm', stream: true },
    { baseUrl: 'https://h.example', prompt: 'Why?', model: 'm' },
  ],
  [
    'anthropic',
    'https://h.example/v1/messages',
    {
      model: 'm',
      max_tokens: 9,
      stream: true,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Why?' }] }],
    },
    { baseUrl: 'https://h.example', prompt: 'Why?', model: 'm' },
  ],
  [
    'gemini',
    'https://h.example/v1beta/models/g-2:streamGenerateContent?x=1&alt=sse',
    { contents: [{ parts: [{ text: 'Why?' }] }] },
    { baseUrl: 'https://h.example', prompt: 'Why?', model: 'g-2', query: 'x=1' },
  ],
  [
    'ollama',
    'http://localhost:11434/api/chat',
    { model: 'm', stream: true, messages: [{ role: 'user', content: 'Why?' }] },
    { baseUrl: 'http://localhost:11434', prompt: 'Why?', model: 'm' },
  ],
])('a request of %s is a chat with its prompt', async (preset, url, body, expected) => {
  const text = `curl '${url}' -H 'Content-Type: application/json' -H 'x-api-key: canary' -d '${JSON.stringify(body)}'`
  const [match, plain] = (await read(text)).matches
  const { baseUrl, ...params } = expected
  expect(match).toMatchObject({ kind: 'chat', baseUrl, headers: '', secretHeaders: 'x-api-key: canary' })
  expect(match?.params).toMatchObject({ preset, ...params })
  expect(plain?.kind).toBe('plain')
  // What is as the API documents it needs no template of its own.
  if (preset === 'ollama' || preset === 'responses') expect(match?.params).not.toHaveProperty('template')
})

test.each([
  [
    'a number that cannot be written back',
    `{"model":"m","seed":12345678901234567890,"messages":[{"role":"user","content":"x"}]}`,
  ],
  [
    'a text like a placeholder',
    `{"model":"m","note":"{{prompt}}","messages":[{"role":"user","content":"x"}]}`,
  ],
  ['no prompt', `{"model":"m","messages":[]}`],
  [
    'a picture',
    `{"model":"m","messages":[{"role":"user","content":[{"type":"image"},{"type":"text","text":"x"}]}]}`,
  ],
])('%s makes a request plain', async (_what, body) => {
  const { matches } = await read(`curl https://h.example/v1/chat/completions -d '${body}'`)
  expect(matches.map(({ kind }) => kind)).toEqual(['plain'])
})

test('the run of a copied request sends what was copied, and stores no secret', async () => {
  const text = `fetch("${server.url}/v1/messages?beta=1", {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "canary-1", "x-tenant": "north", accept: "text/event-stream, */*" },
    body: JSON.stringify({ model: "m", max_tokens: 5, stream: true, messages: [{ role: "user", content: "Why?" }] }),
  })`
  const { matches } = await read(text)
  for (const { kind, serverId, baseUrl, params, headers, secretHeaders } of matches) {
    const { run } = await engine.call('runs.add', {
      kind,
      serverId,
      baseUrl: baseUrl === '' ? null : baseUrl,
      params,
      headers: [headers, secretHeaders].filter((lines) => lines !== '').join('\n') || null,
      title: null,
      evenIfWatched: false,
      retry: true,
    })
    await engine.until(run, (now) => isSettled(now.connection.state))
    expect(JSON.stringify(await engine.call('runs.job', { run }))).not.toContain('canary')
  }
  const sent = server.requests.map(({ method, url, headers, body }) => [
    method,
    url,
    headers['x-api-key'],
    headers['x-tenant'],
    headers.accept,
    JSON.parse(body),
  ])
  const one = [
    'POST',
    '/v1/messages?beta=1',
    'canary-1',
    'north',
    'text/event-stream, */*',
    { model: 'm', max_tokens: 5, stream: true, messages: [{ role: 'user', content: 'Why?' }] },
  ]
  expect(sent).toEqual([one, one])
})

test.each([
  ['hello', 'This is no request: copy it as curl, as PowerShell, as fetch, as HTTP or as HAR.'],
  ['curl ftp://h.example/x', 'Only http and https can be watched, not ftp://.'],
  ['curl -X PROPFIND https://h.example', 'A request by PROPFIND cannot be watched: change its method.'],
])('%s: %s', async (text, sentence) => {
  await expect(engine.call('requests.read', { text })).rejects.toMatchObject({ message: sentence })
})
