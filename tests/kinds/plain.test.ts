// Plain streams beyond their recordings: the request exactly as a person gave it, and when it may be repeated.

import { describe, expect, test } from 'vitest'
import { checkParams } from '../../src/core/kind/params.ts'
import { kindOf } from './all-kinds.ts'

const kind = kindOf('plain')
const ask = (params: Record<string, string>) => kind.request({ baseUrl: '', params }, null)

describe('the request', () => {
  test('takes nothing from the URL and adds nothing to it', () => {
    const url = 'https://h.example/events//?x=&y#top'
    expect(ask({ url })).toEqual({ method: 'GET', url, headers: {}, body: null })
  })

  test('joins headers of the same name as HTTP does, cookies as cookies are joined', () => {
    const headers = 'X-Tag: a\nx-tag: b\nCookie: s=1\nCookie: t=2\n__proto__: odd'
    const given = new Map(Object.entries(ask({ url: 'http://h/', headers }).headers))
    expect([...given]).toEqual([
      ['x-tag', 'a, b'],
      ['cookie', 's=1; t=2'],
      ['__proto__', 'odd'],
    ])
  })

  test.each([
    ['{"a": 1}', '', 'application/json'],
    ['a=1', '', 'text/plain;charset=utf-8'],
    ['a=1', 'Content-Type: application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
  ])('posts %s with the headers “%s” as %s', (body, headers, type) => {
    expect(ask({ url: 'http://h/', method: 'POST', body, headers })).toEqual({
      method: 'POST',
      url: 'http://h/',
      headers: { 'content-type': type },
      body,
    })
  })

  test('sends no body with GET, even if one was typed before', () => {
    expect(ask({ url: 'http://h/', method: 'GET', body: '{}' })).toMatchObject({ body: null, headers: {} })
  })

  test('sends a body with every other method, and none with a DELETE that has none', () => {
    expect(
      ['PUT', 'PATCH', 'QUERY', 'DELETE'].map((method) => ask({ url: 'http://h/', method, body: '{}' }).body),
    ).toEqual(['{}', '{}', '{}', '{}'])
    expect(['PUT', 'QUERY', 'DELETE'].map((method) => ask({ url: 'http://h/', method }).body)).toEqual([
      '',
      '',
      null,
    ])
  })
})

test.each([
  [{ url: 'ftp://h/x' }, { url: 'Only http and https can be watched, not ftp://.' }],
  [
    { url: 'https://user:pw@h/x' },
    { url: 'Take the user name and password out of the URL: give credentials to the server instead.' },
  ],
  [
    { url: 'http://h', headers: 'Host: other' },
    { headers: 'The header Host is set by the connection itself; leave it out.' },
  ],
  [
    { url: 'http://h', method: 'FETCH' },
    { method: 'Method must be one of GET, POST, PUT, PATCH, DELETE, QUERY, OPTIONS, HEAD.' },
  ],
])('%j is refused in words', (given: Record<string, string>, problems) => {
  expect(checkParams(kind.fields, given)).toEqual({ ok: false, problems })
})

test.each([
  [{}, true],
  [{ method: 'GET', repeat: 'auto' }, true],
  [{ method: 'POST', repeat: 'auto' }, false],
  [{ method: 'PUT', repeat: 'auto' }, false],
  [{ method: 'DELETE' }, false],
  [{ method: 'OPTIONS' }, false],
  [{ method: 'QUERY' }, true],
  [{ method: 'HEAD' }, true],
  [{ method: 'PUT', repeat: 'yes' }, true],
  [{ method: 'POST', repeat: 'yes' }, true],
  [{ method: 'GET', repeat: 'no' }, false],
])('with %j, asking again by itself is allowed: %s', (params: Record<string, string>, allowed) => {
  expect(kind.observes(params)).toBe(allowed)
})

test.each([
  ['https://user:pw@h.example:8443/a/b?token=abc#frag', 'h.example:8443/a/b'],
  ['https://h.example/', 'h.example'],
  ['not a url', 'Stream'],
])('the title of %s shows no secret: %s', (url, title) => {
  expect(kind.title({ url })).toBe(title)
})

test('a stream ends by the event or the data that a person named, and otherwise never', () => {
  const read = (name: string, data: string, params: Record<string, string>) =>
    kind.read({ name, id: null, data }, params).map(({ type }) => type)
  expect([
    read('done', '{}', {}),
    read('done', '{}', { endEvent: 'done' }),
    read('done', 'bye', { endEvent: 'done' }),
    read('message', ' [DONE]', { endData: '[DONE]' }),
    read('message', '[DONE]!', { endData: '[DONE]' }),
  ]).toEqual([
    ['status'],
    ['outcome', 'terminal'],
    ['log', 'outcome', 'terminal'],
    ['outcome', 'terminal'],
    ['status', 'log'],
  ])
})
