// Nothing that a client keeps secret is in what a run is told of its request, wherever the client put it; and whatever bytes come,
// there is a run. Two requests are the same job's only where the same person may be asking.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identityOf } from '../../src/engine/tapped/identity.ts'
import { type Asked, requestOf, runOfRequest as run } from '../support/tapped-request.ts'

const canary = (where: string) => `cnry0${where}9kX4fd1c2a9b0e7413f`
const json = ['Content-Type', 'application/json'] as const
const form = ['Content-Type', 'application/x-www-form-urlencoded'] as const

test.each<[string, Asked]>([
  ['Authorization', { headers: [['Authorization', `Bearer ${canary('a')}`]] }],
  ['a key of its own scheme', { headers: [['authorization', canary('a')]] }],
  ['Cookie', { headers: [['Cookie', `lang=de; sid=${canary('a')}`]] }],
  ['x-api-key', { headers: [['x-api-key', canary('a')]] }],
  ['x-goog-api-key', { headers: [['X-Goog-Api-Key', canary('a')]] }],
  ['Proxy-Authorization', { headers: [['Proxy-Authorization', `Basic ${canary('a')}`]] }],
  ['a header of any name', { headers: [['X-Tenant', canary('a')]] }],
  ['a well-known header', { headers: [['User-Agent', `app (Bearer ${canary('a')})`]] }],
  ['a header with a sign that none may have', { headers: [['Authorization', `Bearer ${canary('a')}ü`]] }],
  [
    'a page’s address',
    { path: `/events?token=${canary('b')}`, headers: [['Referer', `https://h.example/${canary('a')}`]] },
  ],
  ['the query', { path: `/events?api_key=${canary('a')}&page=2` }],
  ['the query of a documented kind', { path: `/v1/flashcards/runs/1/events?access_token=${canary('a')}` }],
  ['the path', { path: `/token/${canary('a')}/events` }],
  ['the server’s prefix', { path: `/token/${canary('a')}/v1/flashcards/runs/1/events` }],
  ['a key by its form', { path: `/v1/flashcards/runs/sk-${canary('a')}/events` }],
  ['user name and password', { url: `https://bob:${canary('a')}@api.example/events` }],
  [
    'JSON',
    {
      method: 'POST',
      path: '/x',
      headers: [json],
      body: JSON.stringify({ deep: { password: canary('a') } }),
    },
  ],
  ['a form', { method: 'POST', path: '/x', headers: [form], body: `a=1&client_secret=${canary('a')}` }],
  [
    'a documented form',
    { method: 'POST', path: '/generate-stream', headers: [form], body: `topic=a&api_key=${canary('a')}` },
  ],
  [
    'a chat’s body',
    {
      method: 'POST',
      path: '/v1/chat/completions',
      headers: [json],
      body: JSON.stringify({
        model: 'm',
        api_key: canary('a'),
        messages: [{ role: 'user', content: 'Why?' }],
      }),
    },
  ],
])('a secret in %s is not told, and without it nothing is sent again', (_where, asked) => {
  const found = run({ path: '/events', ...asked })
  expect(JSON.stringify(found)).not.toContain('cnry0')
  expect(found.hasSecret).toBe(true)
})

test('what a person’s own patterns find is not told either, in any of its places', () => {
  const word = 'Geheimrat'
  const patterns = [word, 'not a pattern (', '']
  const places: readonly Asked[] = [
    { path: `/${word}/events` },
    { path: `/${word}/v1/flashcards/runs/1/events` },
    { path: `/v1/flashcards/runs/${word}/events` },
    { path: `/chat?prompt=${word}` },
    { path: '/events', headers: [['Accept-Language', word]] },
    { path: '/events', headers: [[`X-${word}`, '1']] },
    { method: 'POST', path: '/generate-stream', headers: [form], body: `topic=${word}` },
    { method: 'POST', path: '/x', headers: [json], body: `{"${word}":"\\u0047eheimrat"}` },
  ]
  for (const asked of places) {
    const found = run(asked, {}, { patterns })
    expect(JSON.stringify(found)).not.toContain(word)
    expect(found.hasSecret).toBe(true)
  }
})

const secret = 'cnry0anywhere9kX'
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  fc.constantFrom(
    secret,
    '/',
    '?',
    '&',
    '=',
    '"',
    '{',
    '}',
    '\\',
    '%',
    '%2F',
    '://',
    '@',
    '#',
    '\r\n',
    '\u0000',
    'topic=',
  ),
)
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
const path = fc.oneof(
  text.map((tail) => `/${tail}`),
  text.map((tail) => `/v1/flashcards/runs/${tail}/events`),
  text.map((tail) => `/chat?prompt=${tail}`),
  fc.constantFrom('/generate-stream', '/v1/chat/completions', '/api/chat'),
)
const chat = text.map((content) =>
  JSON.stringify({ model: content, [content]: 1, messages: [{ role: 'user', content }] }),
)
const body = fc.oneof(
  text,
  text.map((value) => `topic=${encodeURIComponent(value.toWellFormed())}&${value}`),
  chat,
  fc.uint8Array({ maxLength: 60 }),
  fc.constant(null),
)
const name = fc.oneof(
  text,
  fc.constantFrom(
    'Authorization',
    'X-Tenant',
    'Content-Type',
    'Content-Encoding',
    'Content-Length',
    'Cookie',
    'Accept',
  ),
)
const value = fc.oneof(
  text,
  fc.constantFrom('gzip', 'application/json', '7', 'multipart/form-data; boundary=x', `Bearer ${secret}`),
)
const asked: fc.Arbitrary<Asked> = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'PROPFIND'), text),
  path,
  headers: fc.array(fc.tuple(name, value), { maxLength: 4 }),
  body,
})

test('whatever the bytes, there is a run, and what a pattern names is not in it', () => {
  const given = fc.record({
    kind: fc.constantFrom(null, 'chat', 'processes', 'plain', secret),
    readAs: fc.constantFrom(null, 'none', secret),
    keepBody: fc.boolean(),
  })
  fc.assert(
    fc.property(asked, given, (one, settings) => {
      const found = run(one, settings, { patterns: [secret] })
      const { kind, ...told } = found
      expect(JSON.stringify(told)).not.toContain(secret)
      expect(kind.observes(found.params) || found.generates).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('whatever the bytes, no credential is told by which a request was granted', () => {
  fc.assert(
    fc.property(
      asked,
      fc.constantFrom('authorization', 'COOKIE', 'X-Api-Key', 'x-session'),
      (one, header) => {
        const headers = [[header, 'kept-by-the-client'] as const, ...(one.headers ?? [])]
        const found = run({ ...one, headers })
        expect(JSON.stringify(found)).not.toContain('kept-by-the-client')
        expect(found.hasSecret).toBe(true)
      },
    ),
    { numRuns: 200 },
  )
})

const salt = Uint8Array.from({ length: 32 }, (_, i) => i)
const identity = (one: Asked) => identityOf(requestOf({ path: '/v1/flashcards/runs/1/events', ...one }), salt)
const who = { address: '192.0.2.7', agent: 'app/1' }

test('a request that is made again is the same, whatever is new of its moment', () => {
  const headers = [
    ['Authorization', 'Bearer one'],
    ['X-User', 'ann'],
    ['Accept', '*/*'],
  ] as const
  const later = [
    ['x-user', 'ann'],
    ['authorization', 'Bearer one'],
    ['Last-Event-ID', '17'],
    ['Cache-Control', 'no-cache'],
    ['X-Request-Id', 'b7'],
    ['traceparent', '00-1-2-01'],
  ] as const
  const first = identity({ headers, client: who })
  expect(first).toMatch(/^[\w-]{43}$/)
  expect(identity({ headers: later, client: who })).toBe(first)
})

test.each<[string, Asked]>([
  ['another address', { path: '/v1/flashcards/runs/2/events' }],
  ['another server', { to: 'https://b.example' }],
  ['another client', { client: { ...who, address: '192.0.2.8' } }],
  ['another program', { client: { ...who, agent: 'app/2' } }],
  ['another token', { headers: [['Authorization', 'Bearer two']] }],
  ['no token', { headers: [] }],
  [
    'a cookie',
    {
      headers: [
        ['Authorization', 'Bearer one'],
        ['Cookie', 'sid=1'],
      ],
    },
  ],
  [
    'another person by a header',
    {
      headers: [
        ['Authorization', 'Bearer one'],
        ['X-User', 'bob'],
      ],
    },
  ],
  [
    'another person behind a proxy',
    {
      headers: [
        ['Authorization', 'Bearer one'],
        ['X-Forwarded-For', '198.51.100.1'],
      ],
    },
  ],
  [
    'a token that no header may carry',
    {
      headers: [
        ['Authorization', 'Bearer one'],
        ['X-Auth', 'ü'],
      ],
    },
  ],
])('%s is not the same', (_what, other) => {
  const first = { headers: [['Authorization', 'Bearer one'] as const], client: who }
  expect(identity({ ...first, ...other })).not.toBe(identity(first))
})

test('only a GET can be the same, and only within one process', () => {
  expect(identity({ method: 'POST' })).toBeNull()
  expect(identity({ method: 'HEAD' })).toBeNull()
  expect(identityOf(requestOf({ path: '/x' }), Uint8Array.of(1))).not.toBe(
    identityOf(requestOf({ path: '/x' }), Uint8Array.of(2)),
  )
})
