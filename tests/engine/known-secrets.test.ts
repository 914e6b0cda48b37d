// Secrets known by their values: which pieces of a stored credential are looked for, in which spellings, and where a text
// was cut through one.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactParameter, redactText } from '../../src/core/secrets/redact-text.ts'
import { secretValues } from '../../src/core/secrets/secret-values.ts'
import { createKnownSecrets } from '../../src/engine/diagnostics/known-secrets.ts'
import { createSessionSecrets } from '../../src/engine/index.ts'
import { serializeSecret } from '../../src/engine/runs/run-secrets.ts'

const packed = (params: Record<string, string>, headers: string | null = null) =>
  serializeSecret({ params, headers })

test.each<[string, string, string[]]>([
  ['a bearer token', 'abc-def-ghi', ['abc-def-ghi']],
  ['a cookie with what is none', 'sid=abcdefgh; theme=dark', ['sid=abcdefgh; theme=dark', 'abcdefgh']],
  [
    'lines of headers',
    'X-Zone: north-secret\nAuthorization: Basic dXNlcjpwdw==',
    ['north-secret', 'dXNlcjpwdw=='],
  ],
  ['a run’s headers', packed({}, 'Authorization: Token tok-1234'), ['tok-1234']],
  ['a URL’s query', packed({ url: 'https://h.example/a?q=shown-word&api_key=key-123456' }), ['key-123456']],
  ['a body of JSON', packed({ body: '{"user":"shown-word","password":"pass-1234"}' }), ['pass-1234']],
  ['lines of a form', packed({ fields: 'level=shown-word\napi_key=key-123456' }), ['key-123456']],
])('%s is looked for', (_what, stored, wanted) => {
  const values = secretValues(stored)
  expect(values).toEqual(expect.arrayContaining(wanted))
  expect(values.filter((value) => value === 'shown-word' || value === 'dark')).toEqual([])
})

test('what belongs to nobody is no secret, though it stands beside one', () => {
  const headers = [
    'Accept: application/json, text/event-stream',
    'Content-Type: application/json',
    'MCP-Protocol-Version: 2025-11-25',
    'Mcp-Session-Id: 0f8a-77c1',
  ].join('\n')
  expect(secretValues(packed({ headers }))).toEqual(['0f8a-77c1'])
})

const hider = async (...values: string[]) => {
  const known = createKnownSecrets(createSessionSecrets())
  for (const [i, value] of values.entries()) await known.store.set(`server:${i}`, value)
  return known.hide
}

test('a secret is hidden as it is, as a URL and as JSON write it, and where the text was cut through it', async () => {
  const hide = await hider('p@ss/word "one"')
  expect(hide('a p@ss/word "one" b')).toBe('a ••• b')
  expect(hide(`u=${encodeURIComponent('p@ss/word "one"')}&`)).toBe('u=•••&')
  expect(hide(JSON.stringify({ a: 'p@ss/word "one"' }))).toBe('{"a":"•••"}')
  expect(hide('cut at p@ss/wo')).toBe('cut at •••')
  expect(hide('cut at p@ss')).toBe('cut at p@ss')
})

test('a secret is known as soon as it is read from the store, and is not forgotten when it is removed', async () => {
  const store = createSessionSecrets()
  await store.set('server:1', 'from-before')
  const known = createKnownSecrets(store)
  expect(known.hide('from-before')).toBe('from-before')
  await known.store.get('server:1')
  await known.store.remove('server:1')
  expect(known.hide('from-before')).toBe('•••')
})

test('no known secret survives anywhere in any text', async () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/=_.-]{8,40}$/)
  await fc.assert(
    fc.asyncProperty(
      fc.array(secret, { minLength: 1, maxLength: 4 }),
      fc.string(),
      fc.string(),
      async (secrets, a, b) => {
        const hide = await hider(...secrets)
        const text = secrets.reduce((whole, one) => `${whole}${a}${one}${b}`, '')
        expect(secrets.filter((one) => hide(text).includes(one))).toEqual([])
      },
    ),
  )
})

describe('by form and name', () => {
  test.each([
    ['failed with Authorization: Bearer abc.def', 'failed with Authorization: •••'],
    ['got Bearer abcdef-123 back', 'got Bearer ••• back'],
    ['at https://me:pw@h.example/x', 'at https://•••@h.example/x'],
    ['GET /a?token=abc&q=1', 'GET /a?token=•••&q=1'],
    ['{"token":"a\\"b","key": "never closed', '{"token":"•••","key": "•••'],
    ['{"apiKey": "abc", "n": "x"}', '{"apiKey": "•••", "n": "x"}'],
    ['Cookie: sid=1; a=b\nnext line', 'Cookie: •••\nnext line'],
    ['X-Auth-Token: abc', 'X-Auth-Token: •••'],
    ['no such table: events', 'no such table: events'],
    ['token expired', 'token expired'],
    [
      'The access token expired. Bearer authentication required.',
      'The access token expired. Bearer authentication required.',
    ],
    ['token correcthorse', 'token •••'],
    [
      'TypeError: x is not a function\n    at read (a.js:1:2)',
      'TypeError: x is not a function\n    at read (a.js:1:2)',
    ],
  ])('%j is noted as %j', (text, shown) => {
    expect(redactText(text)).toBe(shown)
    expect(redactText(shown)).toBe(shown)
  })

  test.each([
    ['{"user":"me","password":"abc"}', '{"user":"me","password":"•••"}'],
    ['user=me&client_secret=abc', 'user=me&client_secret=•••'],
    ['lang=de&code=abc1&token=x y', 'lang=de&code=•••&token=•••'],
    ['lang=de&code=abc1&ticket=ST-1&max_tokens=5', 'lang=de&code=•••&ticket=•••&max_tokens=5'],
    ['level=high\napi_key=abc', 'level=high\napi_key=•••'],
    ['/stream?access_token=abc&x=1', '/stream?access_token=•••&x=1'],
    ['What does password=abc in a config mean?', 'What does password=abc in a config mean?'],
    ['Say “key=value” twice', 'Say “key=value” twice'],
    ['', ''],
  ])('the parameter %j is stored as %j', (text, shown) => {
    expect(redactParameter(text)).toBe(shown)
  })

  test('never throws, and never costs the square of its length, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        redactText(text)
        redactParameter(text)
        secretValues(text)
      }),
    )
    // A square would take minutes here, and the test's own time limit ends it.
    for (const text of [
      '"'.repeat(50_000),
      '=a'.repeat(50_000),
      'a:'.repeat(50_000),
      '{"'.repeat(50_000),
      'a.'.repeat(50_000),
      'x-'.repeat(50_000),
      'a://'.repeat(50_000),
      '\\"'.repeat(50_000),
      '"token":"'.repeat(50_000),
      '"a":'.repeat(50_000),
    ]) {
      redactText(text)
      redactParameter(text)
      secretValues(text)
    }
  })
})
