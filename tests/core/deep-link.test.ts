// The links that anybody may write: two forms, and nothing that only looks like one.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DeepLink, parseDeepLink } from '../../src/core/contract/deep-link.ts'
import { isHostMessage } from '../../src/core/contract/host-message.ts'
import { urlProblem } from '../../src/core/kind/urls.ts'

test.each<[string, DeepLink]>([
  ['runlight://run/7', { type: 'run', run: 7 }],
  ['runlight://run/7/', { type: 'run', run: 7 }],
  ['runlight://run/4294967295', { type: 'run', run: 4_294_967_295 }],
  [
    'runlight://add?url=https%3A%2F%2Fh.example%2Fs%3Fa%3D1%26b%3D2',
    { type: 'add', url: 'https://h.example/s?a=1&b=2' },
  ],
  [
    'runlight://add/?url=http%3A%2F%2F127.0.0.1%3A4280%2Fevents',
    { type: 'add', url: 'http://127.0.0.1:4280/events' },
  ],
])('%s is read', (text, link) => {
  expect(parseDeepLink(text)).toEqual(link)
})

const add = (url: string) => `runlight://add?url=${encodeURIComponent(url)}`

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
function formatDeepLink(link: DeepLink): string {
  if (link.type === 'run') return `runlight://run/${link.run}`
  const inPercent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return `runlight://add?url=${encodeURIComponent(link.url).replace(/[!'()*]/g, inPercent)}`
}

test('what is said is read back, for every run and every URL that may be watched', () => {
  const link = fc.oneof(
    fc.integer({ min: 1, max: 2 ** 32 - 1 }).map((run): DeepLink => ({ type: 'run', run })),
    fc
      .webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] })
      .filter((url) => urlProblem(url) === null && encodeURIComponent(url).length < 1_900)
      .map((url): DeepLink => ({ type: 'add', url })),
  )
  fc.assert(
    fc.property(link, (one) => {
      expect(parseDeepLink(formatDeepLink(one))).toEqual(one)
    }),
    { numRuns: 1_000 },
  )
})

test('no text makes it throw, and what gets through is a run’s number or an address of http', () => {
  const near = fc
    .array(
      fc.constantFrom(
        'runlight://',
        'run/',
        'add?url=',
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
      if (link.type === 'run') expect(link.run).toBeGreaterThan(0)
      else expect(link.url).toMatch(/^https?:\/\/[^\s\p{Cc}@]+$/u)
    }),
    { numRuns: 10_000 },
  )
})

test('a push is taken for a host’s message only where it has the shape of one', () => {
  const right: unknown[] = [
    { host: 'link', link: { type: 'run', run: 7 } },
    { host: 'link', link: { type: 'add', url: 'https://h.example/' } },
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
    { host: 'link', link: { type: 'stop', run: 7 } },
    { host: 'said', text: 7, tone: 'bad' },
    { host: 'call', name: 'runs.stop' },
  ]
  expect([right.every(isHostMessage), wrong.some(isHostMessage)]).toEqual([true, false])
})
