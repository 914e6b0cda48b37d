// The links that anybody may write: a few forms, and nothing that only looks like one.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type DeepLink,
  formatDeepLink,
  formatHubLink,
  parseDeepLink,
} from '../../src/core/contract/deep-link.ts'
import { isHostMessage } from '../../src/core/contract/host-message.ts'
import { urlProblem } from '../../src/core/kind/url-problem.ts'
import { isHubOrigin } from '../../src/core/team/hub-address.ts'

test.each<[string, DeepLink]>([
  ['runlight://run/7', { type: 'run', run: 7 }],
  ['runlight://run/7/', { type: 'run', run: 7 }],
  ['runlight://run/4294967295', { type: 'run', run: 4_294_967_295 }],
  [
    'runlight://run/5c9f2f0e-6c2b-4d7a-9a52-0f6d7c1e8b03',
    { type: 'named', uid: '5c9f2f0e-6c2b-4d7a-9a52-0f6d7c1e8b03' },
  ],
  ['runlight://run/7/event/394', { type: 'event', run: 7, seq: 394 }],
  ['runlight://run/7/at/1768388590042', { type: 'moment', run: 7, at: 1_768_388_590_042 }],
  [
    'runlight://search?q=level%3Aerror%20%22disk%20full%22',
    { type: 'search', query: 'level:error "disk full"' },
  ],
  [
    'runlight://add?url=https%3A%2F%2Fh.example%2Fs%3Fa%3D1%26b%3D2',
    { type: 'add', url: 'https://h.example/s?a=1&b=2' },
  ],
  [
    'runlight://add/?url=http%3A%2F%2F127.0.0.1%3A4280%2Fevents',
    { type: 'add', url: 'http://127.0.0.1:4280/events' },
  ],
  [
    'runlight://hub?url=https%3A%2F%2Fhub.example.com%3A8443%2F',
    { type: 'hub', origin: 'https://hub.example.com:8443' },
  ],
  ['runlight://hub?url=http%3A%2F%2F127.0.0.1%3A8484', { type: 'hub', origin: 'http://127.0.0.1:8484' }],
])('%s is read', (text, link) => {
  expect(parseDeepLink(text)).toEqual(link)
})

const add = (url: string) => `runlight://add?url=${encodeURIComponent(url)}`
const hub = (url: string) => `runlight://hub?url=${encodeURIComponent(url)}`

test.each([
  ['nothing', ''],
  ['another scheme', 'https://run/7'],
  ['the scheme in capitals', 'RUNLIGHT://run/7'],
  ['white space before it', ' runlight://run/7'],
  ['a line after it', 'runlight://run/7\n'],
  ['a run that is no number', 'runlight://run/seven'],
  ['a run by a sign', 'runlight://run/-7'],
  ['a run with a leading zero', 'runlight://run/07'],
  ['run 0', 'runlight://run/0'],
  ['a number that is too long', 'runlight://run/12345678901'],
  ['digits of another script', 'runlight://run/٧'],
  ['a path below the run', 'runlight://run/7/stop'],
  ['a name with a path below it', 'runlight://run/5c9f2f0e-6c2b-4d7a-9a52-0f6d7c1e8b03/event/1'],
  ['a name in capitals', 'runlight://run/5C9F2F0E-6C2B-4D7A-9A52-0F6D7C1E8B03'],
  ['an event that is no number', 'runlight://run/7/event/last'],
  ['event 0', 'runlight://run/7/event/0'],
  ['a time that is none', 'runlight://run/7/at/now'],
  ['a search for nothing', 'runlight://search?q=%20'],
  ['a search with a NUL', 'runlight://search?q=a%00b'],
  ['a search by another name', 'runlight://search?url=x'],
  ['a URL by another name', 'runlight://add?q=https%3A%2F%2Fh.example%2F'],
  ['a query behind the run', 'runlight://run/7?retry=yes'],
  ['a fragment behind the run', 'runlight://run/7#x'],
  ['another action', 'runlight://remove/7'],
  ['no slashes', 'runlight:run/7'],
  ['a user', 'runlight://me@run/7'],
  ['a port', 'runlight://run:80/7'],
  ['the URL as it is', 'runlight://add?url=https://h.example/'],
  ['no URL', 'runlight://add'],
  ['an empty URL', 'runlight://add?url='],
  ['two URLs', `${add('https://h.example/')}&url=x`],
  ['a header', `${add('https://h.example/')}&headers=X-A%3A%201`],
  ['another parameter first', `runlight://add?kind=plain&url=${encodeURIComponent('https://h.example/')}`],
  ['a broken escape', 'runlight://add?url=https%3A%2F%2Fh.example%2F%E0%A4%A'],
  ['an escape that is not UTF-8', 'runlight://add?url=https%3A%2F%2Fh.example%2F%FF'],
  ['a file', add('file:///etc/passwd')],
  ['a hub in the clear', hub('http://hub.example.com')],
  ['a hub without a scheme', hub('hub.example.com')],
  ['a hub with a token', hub('http://127.0.0.1:8484/#token=abcdefghijklmnopqrst')],
  ['a hub with a path', hub('https://hub.example.com/sign-out')],
  ['a hub with a user', hub('https://me@hub.example.com')],
  ['a hub by another name', 'runlight://hub?q=https%3A%2F%2Fhub.example.com'],
  ['a hub and a token', `${hub('https://hub.example.com')}&token=x`],
  ['a script', add('javascript:alert(1)')],
  ['an app page', add('app://runlight/')],
  ['credentials', add('https://me:secret@h.example/')],
  ['a line break', add('https://h.example/\r\nX-A: 1')],
  ['a NUL', add('https://h.example/\0')],
  ['a space', add('https://h.example/a b')],
  ['text that turns around', add('https://h.example/\u202egpj')],
  ['no host', add('https:///x')],
  ['the scheme in capitals inside', add('HTTPS://h.example/')],
  ['more than 2,048 characters', add(`https://h.example/${'x'.repeat(2_048)}`)],
  ['an option', '--data-dir=/tmp/evil'],
])('%s is no link', (_what, text) => {
  expect(parseDeepLink(text)).toBeNull()
})

/** The text of `link` as its grammar has it: everything but unreserved characters in escapes. */
function formatLink(link: DeepLink): string | null {
  if (link.type === 'named') return `runlight://run/${link.uid}`
  if (link.type === 'hub') return formatHubLink(link.origin)
  if (link.type !== 'add') return formatDeepLink(link)
  const inPercent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return `runlight://add?url=${encodeURIComponent(link.url).replace(/[!'()*]/g, inPercent)}`
}

test('what is said is read back, for every place and every URL that may be watched', () => {
  const run = fc.integer({ min: 1, max: 2 ** 32 - 1 })
  const number = fc.integer({ min: 1, max: 10 ** 14 })
  const link = fc.oneof(
    run.map((one): DeepLink => ({ type: 'run', run: one })),
    fc.tuple(run, number).map(([one, seq]): DeepLink => ({ type: 'event', run: one, seq })),
    fc.tuple(run, number).map(([one, at]): DeepLink => ({ type: 'moment', run: one, at })),
    fc
      .string({ unit: 'grapheme', maxLength: 100 })
      .filter(
        (query) =>
          query.trim() !== '' && !/[\p{Cc}\p{Cf}]/u.test(query) && encodeURIComponent(query).length < 1_900,
      )
      .map((query): DeepLink => ({ type: 'search', query })),
    fc
      .webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] })
      .filter((url) => urlProblem(url) === null && encodeURIComponent(url).length < 1_900)
      .map((url): DeepLink => ({ type: 'add', url })),
  )
  fc.assert(
    fc.property(link, (one) => {
      expect(parseDeepLink(formatLink(one) ?? '')).toEqual(one)
    }),
    { numRuns: 1_000 },
  )
})

test('no text makes it throw, and what gets through is a place in this log or an address of http', () => {
  const near = fc
    .array(
      fc.constantFrom(
        'runlight://',
        'run/',
        'add?url=',
        'hub?url=',
        'http%3A%2F%2F',
        '%2F',
        '%00',
        '%0d%0a',
        '7',
        'a',
        '@',
        '/',
        '#',
        '&',
        ' ',
      ),
      { maxLength: 9 },
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), near, fc.webUrl()), (text) => {
      const link = parseDeepLink(text)
      if (link === null) return
      if (link.type === 'search') expect(link.query.trim()).not.toBe('')
      else if (link.type === 'named') expect(link.uid).toMatch(/^[\da-f-]{36}$/)
      else if (link.type === 'hub') expect(isHubOrigin(link.origin)).toBe(true)
      else if (link.type !== 'add') expect(link.run).toBeGreaterThan(0)
      else expect(link.url).toMatch(/^https?:\/\/[^\s\p{Cc}@]+$/u)
    }),
    { numRuns: 10_000 },
  )
})

test('a search that is too long for a link has none', () => {
  expect(formatDeepLink({ type: 'search', query: 'ä'.repeat(400) })).toBeNull()
})

test('a push is taken for a host’s message only where it has the shape of one', () => {
  const right: unknown[] = [
    { host: 'link', link: { type: 'run', run: 7 } },
    { host: 'link', link: { type: 'add', url: 'https://h.example/' } },
    { host: 'link', link: { type: 'event', run: 7, seq: 3 } },
    { host: 'link', link: { type: 'moment', run: 7, at: 3 } },
    { host: 'link', link: { type: 'search', query: 'x' } },
    { host: 'link', link: { type: 'hub', origin: 'https://hub.example.com' } },
    { host: 'hubs' },
    { host: 'said', text: 'The window was loaded again.', tone: 'plain' },
  ]
  const wrong: unknown[] = [
    null,
    7,
    {},
    { seq: 1, runs: [], removed: [] },
    { host: 'link' },
    { host: 'link', link: null },
    { host: 'link', link: { type: 'run', run: '7' } },
    { host: 'link', link: { type: 'event', run: 7 } },
    { host: 'link', link: { type: 'search', query: 7 } },
    { host: 'link', link: { type: 'stop', run: 7 } },
    { host: 'said', text: 7, tone: 'bad' },
    { host: 'call', name: 'runs.stop' },
  ]
  expect([right.every(isHostMessage), wrong.some(isHostMessage)]).toEqual([true, false])
})
