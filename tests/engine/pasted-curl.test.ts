// Pasted curl commands: the request that curl would send, whatever shell they were written for, and a plain sentence for what
// cannot be taken over.

import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shellQuote } from '../../src/core/basics/shell-quote.ts'
import { requestForm } from '../../src/core/kind/request-form.ts'
import type { PastedRequest } from '../../src/engine/pasted/pasted.ts'
import { readPasted } from '../../src/engine/pasted/read-pasted.ts'
import { splitPosix } from '../../src/engine/pasted/words/posix.ts'
import { needsUnix } from '../support/needs.ts'

const read = (text: string, variables: Record<string, string> = {}): readonly PastedRequest[] =>
  readPasted(text, requestForm(text) ?? 'command', new Map(Object.entries(variables)))
const one = (text: string, variables?: Record<string, string>) => {
  const [request, ...others] = read(text, variables)
  expect(others).toEqual([])
  return request
}
const request = (more: Partial<PastedRequest>): PastedRequest => ({
  method: 'GET',
  url: 'https://h.example/s',
  headers: [],
  body: null,
  notes: [],
  ...more,
})
const form = ['Content-Type', 'application/x-www-form-urlencoded'] as const

test('what Chrome and Firefox copy for bash is read whole', () => {
  const text = String.raw`curl 'https://h.example/s?a=1&b=[2]' \
  -H 'accept: text/event-stream' \
  -b 'sid=abc; theme=dark' \
  -H $'x-odd: it\'s \u0021 \x63' \
  -X POST \
  --compressed --insecure \
  --data-raw $'{"q":"two\nlines \\n"}' ;
`
  expect(one(text)).toEqual(
    request({
      method: 'POST',
      url: 'https://h.example/s?a=1&b=[2]',
      headers: [
        ['accept', 'text/event-stream'],
        ['Cookie', 'sid=abc; theme=dark'],
        ['x-odd', "it's ! c"],
        form,
      ],
      body: '{"q":"two\nlines \\n"}',
      notes: ['--insecure is not taken over: proxies and certificates are settings of a server.'],
    }),
  )
})

test.each([
  ['curl h.example/s', { url: 'http://h.example/s' }],
  ['$ curl -sSN https://h.example/s | jq .', {}],
  ['curl -sS -XDELETE https://h.example/s', { method: 'DELETE' }],
  ['curl https://h.example/s?a=1&b=2 -o out.txt 2>&1', { url: 'https://h.example/s?a=1&b=2' }],
  ['curl -d a=1 -d b=2 --url https://h.example/s', { method: 'POST', body: 'a=1&b=2', headers: [form] }],
  [
    "curl -G https://h.example/s?x=1 --data-urlencode 'q=a b&c' -d n=2",
    { url: 'https://h.example/s?x=1&q=a%20b%26c&n=2' },
  ],
  [
    `curl --json '{"a":1}' https://h.example/s`,
    {
      method: 'POST',
      body: '{"a":1}',
      headers: [
        ['Content-Type', 'application/json'],
        ['Accept', 'application/json'],
      ],
    },
  ],
  ['curl -I https://h.example/s', { method: 'HEAD' }],
  ['curl -u me:pä:ss https://h.example/s', { headers: [['Authorization', 'Basic bWU6cMOkOnNz']] }],
  ['curl https://me:pw@h.example/s', { headers: [['Authorization', 'Basic bWU6cHc=']] }],
  ['curl https://%@h.example/s', { headers: [['Authorization', 'Basic JTo=']] }],
  ['curl https://m%65:50%@h.example/s', { headers: [['Authorization', 'Basic bWU6NTAl']] }],
  ['curl --oauth2-bearer tok https://h.example/s', { headers: [['Authorization', 'Bearer tok']] }],
  [
    'curl -A agent -e https://a.example/ -H "X-Empty;" -H "Accept:" https://h.example/s',
    {
      headers: [
        ['User-Agent', 'agent'],
        ['Referer', 'https://a.example/'],
        ['X-Empty', ''],
      ],
    },
  ],
] as const)('%s', (text, more) => {
  expect(one(text)).toEqual(request(more as Partial<PastedRequest>))
})

test('options that are not taken over are named, those that say nothing of the request are not', () => {
  const text =
    'curl --http3-whatever -x proxy:1 -m 5 -o out --compressed -Z --abc --def 12 https://h.example/s'
  expect(one(text)?.notes).toEqual([
    '--proxy is not taken over: proxies and certificates are settings of a server.',
    'Not taken over: --http3-whatever, --abc, --def.',
  ])
})

test('a here-document is the body, and what follows it is another command', () => {
  const text = `curl https://h.example/s -H 'Content-Type: application/json' -d @- <<'EOF'\n{\n  "a": "$x"\n}\nEOF\necho done\n`
  expect(one(text)).toMatchObject({ method: 'POST', body: '{\n  "a": "$x"\n}\n' })
})

test('several commands, and several requests of one, are as many requests', () => {
  const text = `curl https://h.example/a && curl https://h.example/b -d x --next https://h.example/c\ncurl https://h.example/d https://h.example/e`
  expect(read(text).map(({ method, url }) => `${method} ${url.at(-1)}`)).toEqual([
    'GET a',
    'POST b',
    'GET c',
    'GET d',
    'GET e',
  ])
})

test('variables are those of whoever asks, or of the text; a header with another is left out and named', () => {
  const text = `export HOST=h.example\nKEY=k1 curl "https://$HOST/s" -H "X-Key: \${KEY}" -H "Authorization: Bearer $TOKEN" -H 'X-Raw: $TOKEN'`
  const raw = ['X-Raw', '$TOKEN'] as const
  expect(one(text)).toEqual(
    request({
      headers: [['X-Key', 'k1'], raw],
      notes: ['Authorization is left out: it uses the variable TOKEN; add it as a header.'],
    }),
  )
  expect(one(text, { TOKEN: 't' })?.headers).toEqual([['X-Key', 'k1'], ['Authorization', 'Bearer t'], raw])
})

test.each([
  ['curl "https://h.example/s', 'A quote of this command is not closed: copy the command whole.'],
  ['curl -H', 'The option --header has no value: copy the command whole.'],
  ['curl -s', 'This curl command has no URL: copy it whole.'],
  [
    'curl https://h.example/$ID',
    'The URL uses the variable ID, whose value is not known here: write the value in its place.',
  ],
  [
    'curl https://h.example/s -d "$(cat x)"',
    'The body uses an expression, whose value is not known here: write the value in its place.',
  ],
  [
    'curl https://h.example/s -d @/home/me/payload.json',
    'The body stands in the file payload.json, which is not read: put its content in its place, or use “runlight watch URL --body @FILE”.',
  ],
  [
    'curl https://h.example/s -d @-',
    'The body stands in standard input, which is not read: put its content in its place, or use “runlight watch URL --body -”.',
  ],
  [
    'curl https://h.example/s -F file=@a.png',
    'The option --form uploads parts or a file, which is not taken over: send it with curl and bring in what “curl -N” prints as a file.',
  ],
  [
    'curl -b cookies.txt https://h.example/s',
    'The cookies stand in the file cookies.txt, which is not read: write them into a header Cookie.',
  ],
  [
    'curl -K my.curlrc',
    'The options stand in the file my.curlrc, which is not read: write them into the command.',
  ],
])('%s: %s', (text, sentence) => {
  expect(() => read(text)).toThrow(sentence)
})

test('a quoted command reads back as its words, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (words) => {
      const text = `curl ${words.map((word) => shellQuote(word.replaceAll('\0', ''))).join(' ')}`
      expect(splitPosix(text, new Map())).toEqual([
        {
          words: ['curl', ...words.map((word) => word.replaceAll('\0', ''))].map((word) => ({
            text: word,
            missing: [],
          })),
          input: null,
        },
      ])
    }),
  )
})

describe.runIf(needsUnix('Words of a shell', 'POSIX shell'))('beside a real shell', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      `'`,
      `"`,
      '\\',
      '\\\n',
      ' ',
      `'a b'`,
      `"c 'd'"`,
      '#',
      'x',
      '=',
      '-H',
      ':',
      '{',
      '\t',
      '\\"',
      '"\\$"',
    ),
    fc.stringMatching(/^[a-z]{1,3}$/),
  )

  test('words are parted as it parts them', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        // Blanks behind a backslash at a line's end are pasted ones: the line goes on.
        fc.pre(!/\\[ \t]+(\n|$)/.test(text))
        let real: string[] | null
        try {
          const script = `curl() { printf '%s\\0' "$@"; }\ncurl ${text}\n`
          const out = execFileSync('/bin/sh', ['-c', script], {
            stdio: ['ignore', 'pipe', 'ignore'],
          }).toString()
          real = out === '\0' && text.trim() === '' ? [] : out.split('\0').slice(0, -1)
        } catch {
          real = null
        }
        if (real === null) return
        const [command] = splitPosix(`curl ${text}`, new Map())
        const words = command?.words.slice(1).map((word) => word.text) ?? []
        // printf prints one empty text where there is no word.
        expect(words.length === 0 ? [''] : words).toEqual(real.length === 0 ? [''] : real)
      }),
      { numRuns: 150 },
    )
  })
})
