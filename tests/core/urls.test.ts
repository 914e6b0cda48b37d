// URLs that people type and the patterns that read them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urlProblem } from '../../src/core/kind/url-problem.ts'
import { buildUrl, furtherQuery, isLikePath, matchUrl, normalBaseUrl } from '../../src/core/kind/urls.ts'

describe('urlProblem', () => {
  test.each([
    ['https://h.example/events?x=1', null],
    ['HTTP://h:80', null],
    ['', 'This is not a URL: write it whole, like https://example.com/events.'],
    ['h.example/events', 'This is not a URL: write it whole, like https://example.com/events.'],
    ['file:///etc/passwd', 'Only http and https can be watched, not file://.'],
    ['javascript:alert(1)', 'Only http and https can be watched, not javascript://.'],
    [
      'https://user@h.example/',
      'Take the user name and password out of the URL: give credentials to the server instead.',
    ],
  ])('%s: %s', (text, problem) => {
    expect(urlProblem(text)).toBe(problem)
  })
})

test('an address that may be watched is one of http, without a user, whatever was typed', () => {
  const near = fc
    .array(
      fc.constantFrom(
        'http',
        'https',
        ':',
        '//',
        '@',
        'user',
        'h.example',
        '/',
        '\\',
        '?',
        '#',
        '\t',
        '\n',
        ' ',
        '[::1]',
        '%40',
        'javascript',
      ),
      {
        maxLength: 10,
      },
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), near, fc.webUrl()), (text) => {
      if (urlProblem(text) !== null) return
      const { protocol, username, password, host } = new URL(text)
      expect([/^https?:$/.test(protocol), username, password, host !== '']).toEqual([true, '', '', true])
    }),
    { numRuns: 10_000 },
  )
})

test.each([
  ['https://h.example/', 'https://h.example'],
  ['https://H.example:443/a/b//?x=1#y', 'https://h.example/a/b'],
])('the base %s is stored as %s', (given, stored) => {
  expect(normalBaseUrl(given)).toBe(stored)
  expect(normalBaseUrl(stored)).toBe(stored)
})

describe('buildUrl', () => {
  test.each([
    ['http://h', '/a', {}, 'http://h/a'],
    ['http://h/', '/a', {}, 'http://h/a'],
    ['http://h/base', '/a/b?x=1', { y: '2 3', z: undefined }, 'http://h/base/a/b?x=1&y=2+3'],
    ['http://h', 'a', {}, 'http://h/a'],
    ['http://h', '.evil.example/a', {}, 'http://h/.evil.example/a'],
    ['http://h', '@evil.example/a', {}, 'http://h/@evil.example/a'],
    ['http://h', '', {}, 'http://h/'],
  ])('%s and %s with %j make %s', (base, path, query: Record<string, string | undefined>, url) => {
    expect(buildUrl(base, path, query)).toBe(url)
  })

  test('never leaves the base’s server, whatever the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        expect(new URL(buildUrl('https://h.example:8443/base', path)).origin).toBe('https://h.example:8443')
      }),
    )
  })
})

test('further pairs follow as they are written, the empty ones left out', () => {
  expect([
    buildUrl('http://h', '/a', { y: '2' }, '&b=%20c&&d'),
    buildUrl('http://h', '/a?x=1', {}, '?b=1#c'),
    buildUrl('http://h', '/a', {}, '&'),
  ]).toEqual(['http://h/a?y=2&b=%20c&d', 'http://h/a?x=1&b=1%23c', 'http://h/a'])
})

test.each([
  ['/s?a!&b', 'http://h/s?a=1&c=%20x&b=2&a=3&&d', 'c=%20x&a=3&d'],
  ['/s?a!', 'http://h/s?%61=1', ''],
  ['/s', 'http://h/s?a=1&b', 'a=1&b'],
])('what %s takes no parameter from in %s is kept: %s', (pattern, url, further) => {
  expect(furtherQuery(pattern, url)).toBe(further)
})

test.each([
  ['http://h/api/chat?q=1', true],
  ['http://h/api/chat/', true],
  ['http://h/api%2Fchat', true],
  ['http://h/api%252fch%2561t', true],
  ['http://h/x/..%2fapi//Chat.json;v=1#top', true],
  ['http://h/%zz/%2e%2e%2fapi/chat', true],
  ['http://h/api/chat/rooms', false],
  ['http://h/chat', false],
  ['http://h/api/chats', false],
  ['api/chat', false],
])('a server may take the path of %s for /api/chat: %s', (url, like) => {
  expect(isLikePath('/api/chat?prompt!', url)).toBe(like)
})

describe('matchUrl', () => {
  const runs = '/v1/runs/{run_id}/events'
  test.each<[string, string, ReturnType<typeof matchUrl>]>([
    [runs, 'http://h/v1/runs/7/events', { baseUrl: 'http://h', params: { run_id: '7' } }],
    [
      runs,
      'https://h:8/p/q/v1/runs/a%2Fb/events?x=1#y',
      { baseUrl: 'https://h:8/p/q', params: { run_id: 'a/b' } },
    ],
    [runs, 'http://h//v1/runs/7/events', { baseUrl: 'http://h', params: { run_id: '7' } }],
    [runs, 'http://h/v1/runs/%E0%A4%A/events', { baseUrl: 'http://h', params: { run_id: '%E0%A4%A' } }],
    [runs, 'http://h/v1/runs//events', null],
    [runs, 'http://h/v1/runs/7/events/', { baseUrl: 'http://h', params: { run_id: '7' } }],
    [runs, 'http://h/p//v1//runs/7/event%73//', { baseUrl: 'http://h/p', params: { run_id: '7' } }],
    [runs, 'http://h/v2/runs/7/events', null],
    [runs, 'http://h/events', null],
    [runs, 'ftp://h/v1/runs/7/events', null],
    [runs, 'v1/runs/7/events', null],
    ['/chat?prompt!', 'http://h/chat?prompt=a+b%3F', { baseUrl: 'http://h', params: { prompt: 'a b?' } }],
    ['/chat?prompt!', 'http://h/chat?q=a', null],
    ['/s?a!&b', 'http://h/s?a=1', { baseUrl: 'http://h', params: { a: '1' } }],
    ['/s?a!&b', 'http://h/s?b=2&a=1', { baseUrl: 'http://h', params: { a: '1', b: '2' } }],
    ['/s?a!', 'http://h/s?a=1&a=2', { baseUrl: 'http://h', params: { a: '1' } }],
    ['/s', 'http://h/s?a=1', { baseUrl: 'http://h', params: {} }],
  ])('reads by %s from %s', (pattern, url, match) => {
    expect(matchUrl(pattern, url)).toEqual(match)
  })

  test('gives back what was built, for any id and any query', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((id) => !/^\.{1,2}$/.test(id))
    fc.assert(
      fc.property(text, fc.string({ unit: 'binary' }), (id, prompt) => {
        const url = buildUrl('http://h/base', `/runs/${encodeURIComponent(id)}/chat`, { prompt })
        expect(matchUrl('/runs/{id}/chat?prompt!', url)).toEqual({
          baseUrl: 'http://h/base',
          params: { id, prompt },
        })
      }),
    )
  })

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })),
        (text) => {
          matchUrl(runs, text)
        },
      ),
    )
  })
})
