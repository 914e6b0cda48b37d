// Which kind a request is of that was seen on its way, and with which parameters: as real clients ask, and as a person says.

import { describe, expect, test } from 'vitest'
import type { Server } from '../../src/core/contract/server.ts'
import { parseKindFile } from '../../src/core/kind-file/parse.ts'
import { kinds, readers } from '../../src/engine/base/kinds.ts'
import { type Asked, runOfRequest as run } from '../support/tapped-request.ts'

const browser = [
  ['Accept', 'text/event-stream'],
  ['Cache-Control', 'no-cache'],
  ['User-Agent', 'Mozilla/5.0'],
  ['Referer', 'https://app.example/board'],
  ['Last-Event-ID', '17'],
] as const
const json = ['Content-Type', 'application/json'] as const
const form = ['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8'] as const
const post = { method: 'POST' } as const

/** What is told of a run in the tests below, which is little for the documented kinds. */
const short = (asked: Asked, given = {}, deps = {}) => {
  const { kind, baseUrl, params, hasSecret, title, generates } = run(asked, given, deps)
  return { kind: kind.id, baseUrl, params, hasSecret, title, generates }
}

const to = 'https://api.example'

describe('the documented kinds, as clients ask for them', () => {
  test.each<[string, Asked, object]>([
    [
      'flashcards',
      { path: '/v1/flashcards/runs/bio%2F7/events', headers: browser },
      { params: { run_id: 'bio/7' }, title: 'Flashcards run bio/7', generates: false, hasSecret: false },
    ],
    [
      'videos',
      { path: '/v1/videos/requests/4f3e2d1c-9b8a-4756-8e3f-2d1c0b9a8f7e/events?lang=de', headers: browser },
      {
        params: { video_uuid: '4f3e2d1c-9b8a-4756-8e3f-2d1c0b9a8f7e', query: 'lang=de' },
        generates: false,
        hasSecret: false,
      },
    ],
    [
      'stories',
      {
        path: '/api/v1/stories/generate/stream?child_id=1&theme=deep+sea&chapter_number=2',
        headers: browser,
      },
      {
        params: { child_id: '1', theme: 'deep sea', chapter_number: '2' },
        title: 'Deep sea for child 1, chapter 2',
        generates: true,
        hasSecret: false,
      },
    ],
    [
      'processes',
      { path: '/api/process/stream?job=7', headers: browser },
      {
        params: { path: '/api/process/stream', repeat: 'no', query: 'job=7' },
        generates: true,
        hasSecret: false,
      },
    ],
    [
      'chat',
      { path: '/chat?prompt=Why%3F', headers: browser },
      { params: { preset: 'get', prompt: 'Why?', promptName: 'prompt' }, title: 'Why?', generates: true },
    ],
    [
      'learning-paths',
      { ...post, path: '/generate-stream', headers: [form], body: 'topic=Deep+sea&level=beginner&level=all' },
      {
        params: { topic: 'Deep sea', fields: 'level=beginner\nlevel=all' },
        title: 'Deep sea',
        generates: true,
        hasSecret: false,
      },
    ],
    [
      'learning-paths',
      {
        ...post,
        path: '/generate-stream',
        headers: [['content-type', 'multipart/form-data; boundary=----WebKitFormBoundaryX7']],
        body: '------WebKitFormBoundaryX7\r\nContent-Disposition: form-data; name="topic"\r\n\r\nDeep sea\r\n------WebKitFormBoundaryX7\r\nContent-Disposition: form-data; name="level"\r\n\r\nall\r\n------WebKitFormBoundaryX7--\r\n',
      },
      { params: { topic: 'Deep sea', fields: 'level=all' }, hasSecret: false },
    ],
    [
      'plain',
      {
        path: '/events?since=5',
        headers: [
          ['Accept', '*/*'],
          ['User-Agent', 'curl/8'],
        ],
      },
      {
        baseUrl: '',
        params: expect.objectContaining({
          url: `${to}/events?since=5`,
          method: 'GET',
          headers: 'Accept: */*\nUser-Agent: curl/8',
        }),
        title: 'api.example/events',
        generates: false,
        hasSecret: false,
      },
    ],
    [
      'plain',
      { ...post, path: '/work', headers: [json], body: '{"a":1}' },
      {
        params: expect.objectContaining({ method: 'POST', body: '{"a":1}' }),
        generates: true,
        hasSecret: false,
      },
    ],
  ])('%s', (kind, asked, expected) => {
    const found = short(asked)
    expect(found).toMatchObject({ kind, ...(kind === 'plain' ? {} : { baseUrl: to }) })
    expect(found).toEqual(expect.objectContaining({ ...expected, params: withAny(found.params, expected) }))
  })

  /** The settings of any dialect, at their defaults, are no matter of these tests. */
  function withAny(params: object, { params: expected }: { params?: object }) {
    const further = Object.entries(params).filter(([name]) => name === 'readAs' || name.startsWith('end'))
    return expected !== undefined && Object.getPrototypeOf(expected) === Object.prototype
      ? { ...Object.fromEntries(further), ...expected }
      : (expected ?? params)
  }
})

const said = [{ role: 'user', content: 'Why "so"?' }]
test.each<[string, string, string, object, object]>([
  ['openai', to, '/v1/chat/completions', { model: 'm', stream: true, n: 1, messages: said }, { model: 'm' }],
  ['openai', `${to}/v1`, '/chat/completions', { model: 'm', stream: true, messages: said }, { model: 'm' }],
  [
    'anthropic',
    to,
    '/v1/messages?beta=true',
    { model: 'm', max_tokens: 9, stream: true, messages: said },
    { query: 'beta=true' },
  ],
  [
    'ollama',
    'http://localhost:11434',
    '/api/chat',
    { model: 'm', stream: true, messages: said },
    { model: 'm' },
  ],
])('a chat by POST as %s at %s', (preset, base, path, body, params) => {
  const headers = [json, ['Authorization', 'Bearer cnry'], ['x-stainless-lang', 'js']] as const
  const found = run({ ...post, to: base, path, headers, body: JSON.stringify(body) })
  expect(found).toMatchObject({
    kind: { id: 'chat' },
    baseUrl: base.replace(/\/v1$/, ''),
    params: { preset, prompt: 'Why "so"?', ...params },
    title: 'Why "so"?',
    generates: true,
    hasSecret: true,
    url: `${base}${path}`,
  })
  expect(JSON.stringify(found)).not.toContain('cnry')
  expect(run({ ...post, to: base, path, headers: [json], body: JSON.stringify(body) }).hasSecret).toBe(false)
})

const server = (baseUrl: string): Server => ({
  id: 3,
  name: 'Models',
  baseUrl,
  auth: 'none',
  headerNames: [],
  hasSecret: false,
  needsSecret: false,
  caPem: null,
  proxyUrl: null,
  createdAt: 0,
})

test('the run is its server’s, also where the server’s address has a part of the path', () => {
  const serverAt = (baseUrl: string) => (baseUrl === `${to}/v1` ? server(baseUrl) : null)
  const body = JSON.stringify({ model: 'm', stream: true, messages: said })
  const chat = { ...post, to: `${to}/v1`, path: '/chat/completions', headers: [json], body }
  expect(run(chat, {}, { serverAt })).toMatchObject({ serverId: 3, baseUrl: `${to}/v1`, server: 'Models' })
  expect(run({ to: `${to}/v1`, path: '/events' }, {}, { serverAt })).toMatchObject({
    kind: { id: 'plain' },
    serverId: null,
    server: 'Models',
  })
  expect(run({ path: '/events' })).toMatchObject({ serverId: null, server: 'api.example' })
})

test('a kind that a person names is taken where the request can be its', () => {
  const path = '/jobs/7/stream?x=1'
  expect(short({ path }, { kind: 'processes' })).toMatchObject({ kind: 'processes', params: { path } })
  expect(short({ ...post, path }, { kind: 'processes' }).kind).toBe('plain')
  expect(short({ path }, { kind: 'flashcards' }).kind).toBe('plain')
  expect(short({ path }, { kind: 'no-such-kind' }).kind).toBe('plain')
  const documented = { path: '/v1/flashcards/runs/1/events' }
  expect(short(documented, { kind: 'plain' }).kind).toBe('plain')
  expect(short(documented, { kind: 'processes' }).kind).toBe('processes')
})

test('a kind that a person made is found, with numbers and choices of its body; the longer address goes first', () => {
  const made = (id: string, path: string, body?: object) =>
    parseKindFile(
      `${id}.kind.json`,
      JSON.stringify({
        version: 1,
        label: id,
        fields: [
          { name: 'topic', label: 'Topic' },
          { name: 'count', label: 'Count', type: 'integer' },
          { name: 'size', label: 'Size', type: 'choice', choices: [{ value: 's', label: 'S' }] },
        ],
        title: '{{topic}} {{count}}',
        request: { path, ...(body === undefined ? {} : { body }) },
        rules: [],
      }),
      { readers, ownIds: new Set(kinds.keys()) },
    )
  const files = [
    made('shorts', '/make', { form: { topic: '{{topic}}' } }),
    made('forms', '/v2/make', { form: { topic: '{{topic}}', count: '{{count}}', size: '{{size}}' } }),
    made('objects', '/v3/make', { json: { ask: { topic: '{{topic}}', count: '{{count}}' } } }),
  ]
  expect(files.map(({ ok }) => ok)).toEqual([true, true, true])
  const all = new Map([
    ...kinds,
    ...files.flatMap((file) => (file.ok ? [[file.kind.id, file.kind] as const] : [])),
  ])
  const find = (asked: Asked) => short({ ...post, ...asked }, {}, { kinds: all })
  expect(find({ path: '/v2/make', headers: [form], body: 'topic=sea&count=4&size=s' })).toMatchObject({
    kind: 'forms',
    params: { topic: 'sea', count: '4', size: 's' },
    hasSecret: false,
  })
  expect(find({ path: '/v1/make', headers: [form], body: 'topic=sea' })).toMatchObject({ kind: 'shorts' })
  // What the kind has no word for cannot be sent again.
  expect(
    find({ path: '/v3/make', headers: [json], body: '{"ask":{"topic":"sea","count":4},"n":1}' }),
  ).toMatchObject({
    kind: 'objects',
    title: 'sea 4',
    hasSecret: true,
  })
})

test('a reader goes to the kinds that take readers', () => {
  const [reader = ''] = readers.map(({ id }) => id)
  expect(run({ path: '/events' }, { readAs: reader }).params.readAs).toBe(reader)
  expect(run({ path: '/events' }, { readAs: 'no-such-reader' }).params.readAs).toBe('auto')
  expect(run({ path: '/v1/flashcards/runs/1/events' }, { readAs: reader }).params).toEqual({ run_id: '1' })
})
