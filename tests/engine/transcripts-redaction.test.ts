// Twenty-five secrets, planted wherever a log keeps a text, and looked for in every format. A secret that is found in a file
// fails by its name.

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFormats } from '../../src/core/contract/calls/transcripts.ts'
import { kinds } from '../../src/engine/base/kinds.ts'
import { createSessionSecrets } from '../../src/engine/index.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { type RecordedEvent, seedRecords } from '../support/seed-record.ts'
import { startTranscriptEngine, type TranscriptEngine, whole } from '../support/transcripts.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'
const secrets = {
  authorizationHeader: 'hdr-authorization-a1',
  setCookieHeader: 'hdr-setcookie-b2',
  apiKeyHeader: 'hdr-apikey-c3',
  urlUser: 'url-user-d4',
  urlPassword: 'url-pass-e5',
  urlQuery: 'url-query-f6',
  redirectQuery: 'redirect-g7',
  bodyHead: 'body-head-h8',
  jsonField: 'json-field-i9',
  jsonNested: 'json-nested-j10',
  jsonEscaped: 'sk-escaped-k1122334455',
  jsonInJson: 'json-in-json-l12',
  jsonKey: 'sk-inakey-m1357924680',
  jsonHeaderPair: 'pair-value-n14',
  textBearer: 'text.bearer.o15-0123456789',
  textBasic: 'dXNlcjpodW50ZXItcDE2',
  textJwt: jwt,
  textKey: 'sk-proj-q170123456789abcdef',
  textCookie: 'session=cookie-r18',
  textNamed: 'named-s19',
  eventId: 'ghp_t20abcdefghijklmnopqrst',
  eventName: 'AKIAU21ABCDEFGHIJKLM',
  param: 'param-v22',
  title: 'xoxb-w23-title-token-0',
  note: 'note-pass-x24',
  storedToken: 'plain-looking-y25',
  ownPattern: 'ACME-4711',
} as const

const start = 1_760_000_000_000
const data: readonly string[] = [
  `{"status":"processing","password":"${secrets.jsonField}","config":{"db":{"client_secret":["${secrets.jsonNested}"]}}}`,
  `{"message":"key is sk\\u002descaped-k1122334455"}`,
  JSON.stringify({ message: JSON.stringify({ api_key: secrets.jsonInJson }) }),
  JSON.stringify({ [secrets.jsonKey]: 1, headers: [{ name: 'X-Api-Key', value: secrets.jsonHeaderPair }] }),
  `plain text: Authorization: Bearer ${secrets.textBearer}`,
  `curl -H "Authorization: Basic ${secrets.textBasic}" and Basic ${secrets.textBasic}`,
  `{"token":"${secrets.textJwt}","content":"the token was ${secrets.textJwt}."}`,
  `{"content":"use ${secrets.textKey} to sign in"}`,
  `Cookie: theme=dark; ${secrets.textCookie}\npassword=${secrets.textNamed}&x=1`,
  `{"content":"the server says ${secrets.storedToken} and ${encodeURIComponent(secrets.storedToken)}"}`,
  `{"order":"${secrets.ownPattern}","n":4711}`,
  `{"url":"https://${secrets.urlUser}:${secrets.urlPassword}@example.com/x?access_token=${secrets.urlQuery}&page=2"}`,
]

let engine: TranscriptEngine
let run = 0

beforeAll(async () => {
  const kind = [...kinds.values()].at(-1)
  if (kind === undefined) throw new Error('no kind')
  const events = data.map(
    (text, i): RecordedEvent => ({
      at: start + i,
      attempt: 1,
      name: i === 0 ? secrets.eventName : 'message',
      id: i === 1 ? secrets.eventId : null,
      data: text,
      trueSize: null,
      raw: i === 7 ? Buffer.from(`\xff${text}`, 'latin1') : null,
    }),
  )
  const dataDir = freshDir()
  const store = createSessionSecrets()
  await store.set('server:1', secrets.storedToken)
  const ids = seedRecords(dataDir, [
    {
      uid: 'planted',
      kind,
      params: { url: `https://example.com/s?token=${secrets.param}`, password: secrets.param },
      baseUrl: `https://${secrets.urlUser}:${secrets.urlPassword}@example.com`,
      summary: {
        serverId: 1,
        title: `Run with ${secrets.title}`,
        marks: {
          tags: ['harmless', secrets.textKey],
          note: `password: ${secrets.note}`,
          pinned: false,
          acknowledgedAt: null,
        },
      },
      events,
      attempts: [
        {
          number: 1,
          startedAt: start,
          openedAt: start,
          endedAt: null,
          method: 'GET',
          url: `https://${secrets.urlUser}:${secrets.urlPassword}@example.com/s?api_key=${secrets.urlQuery}&page=2`,
          status: 200,
          headers: [
            ['authorization', `Bearer ${secrets.authorizationHeader}`],
            ['set-cookie', `sid=${secrets.setCookieHeader}`],
            ['x-api-key', secrets.apiKeyHeader],
            ['content-type', 'text/event-stream'],
          ],
          redirects: [`https://example.com/?sig=${secrets.redirectQuery}`],
          resumedFrom: secrets.eventId,
          bytes: 1,
          events: 1,
          comments: 0,
          replayed: 0,
          ending: `The server said {"secret":"${secrets.bodyHead}"}`,
          bodyHead: `<p>token=${secrets.bodyHead}</p><pre>{"access_token":"${secrets.bodyHead}"}</pre>`,
          afterSeq: 0,
        },
      ],
      gaps: [],
      transitions: [],
    },
  ])
  run = ids[0] ?? 0
  engine = await startTranscriptEngine({ dataDir, secrets: store })
  const server = await engine.call('servers.save', {
    id: null,
    name: 'staging',
    baseUrl: 'https://example.com',
    auth: 'bearer',
    secret: secrets.storedToken,
    caPem: null,
    proxyUrl: null,
  })
  expect(server.id).toBe(1)
  await engine.call('settings.set', { redact: ['ACME-\\d+'] })
})

afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
  removeDir(engine.folder)
})

test.each(exportFormats)('no planted secret is in an export as %s', async (format) => {
  const text = await engine.textOf(run, format, true)
  expect(Object.entries(secrets).filter(([, secret]) => text.includes(secret))).toEqual([])
  expect(text).toContain('‹redacted›')
  expect(text).toContain('the token was ')
})

test('what is taken out of the pieces of an answer is no part of the text that a report puts together from them', async () => {
  const planted = ['Zq7bKx9Vb3Nm8Qw11', 'Zq7gKx9Vb3Nm8Qw16', 'Zq7hKx9Vb3Nm8Qw17']
  const [basic, key, password] = planted
  const lines = [
    'begin',
    `Authorization: Basic ${basic}`,
    `X-Api-Key: ${key}`,
    `password: ${password}`,
    'end',
  ]
  const { runs } = await engine.importText(
    lines.map((line) => `data: ${line}\n\n`).join(''),
    'log.sse',
    'chat',
  )
  const html = await engine.textOf(runs[0]?.run ?? 0, 'html', true)
  expect(html).toContain('assembled from 5 pieces')
  expect(planted.filter((secret) => html.includes(secret))).toEqual([])
  expect(html).toContain('beginAuthorization')
})

test('nor is it a part of a model’s reasoning and of what its tools were given', async () => {
  const planted = ['Zq7bKx9Vb3Nm8Qw21', 'Zq7gKx9Vb3Nm8Qw26', 'Zq7hKx9Vb3Nm8Qw27']
  const [thought, argument, result] = planted
  const block = (index: number, delta: object) => ({ type: 'content_block_delta', index, delta })
  const { runs } = await engine.importText(
    [
      block(0, { type: 'thinking_delta', thinking: 'I know that ' }),
      block(0, { type: 'thinking_delta', thinking: `password: ${thought}` }),
      block(0, { type: 'thinking_delta', thinking: 'opens it' }),
      {
        type: 'content_block_start',
        index: 1,
        content_block: { type: 'tool_use', id: 't1', name: 'sign_in', input: {} },
      },
      block(1, { type: 'input_json_delta', partial_json: '{"user":"u","say":"x' }),
      block(1, { type: 'input_json_delta', partial_json: `X-Api-Key: ${argument}` }),
      block(1, { type: 'input_json_delta', partial_json: 'y"}' }),
      {
        type: 'content_block_start',
        index: 2,
        content_block: {
          type: 'tool_result',
          tool_use_id: 't1',
          is_error: true,
          content: `password: ${result}`,
        },
      },
    ]
      .map((data) => `data: ${JSON.stringify(data)}\n\n`)
      .join(''),
    'model.sse',
    'plain',
  )
  const html = await engine.textOf(runs[0]?.run ?? 0, 'html', true)
  expect(html).toContain('I know that password: ‹redacted›')
  expect(html).toContain('<h2>Tool calls<span class="note">1 call, 1 failed</span></h2>')
  expect(html).toContain('<b>Error</b>')
  expect(planted.filter((secret) => html.includes(secret))).toEqual([])
})

test('the file says what was taken out, rule by rule', async () => {
  const text = await engine.textOf(run, 'transcript', true)
  const lines = text.trimEnd().split('\n')
  const end = JSON.parse(lines.at(-1) ?? '')
  expect(end.redacted.map((one: { what: string }) => one.what).toSorted()).toMatchInlineSnapshot(`
    [
      "JSON web tokens",
      "bearer, basic and other authorization values",
      "credential headers and cookies",
      "credentials stored for this run and its server",
      "fields named like credentials",
      "keys of known shapes",
      "secret query parameters",
      "user names and passwords in URLs",
      "your own pattern 1",
    ]
  `)
  expect(JSON.parse(lines[0] ?? '').redaction).toMatchObject({ on: true })
})

test('what is taken out of a run’s own words is counted once', async () => {
  const { runs } = await engine.importText('data: sound\n\n', 'noted.sse')
  const noted = runs[0]?.run ?? 0
  await engine.call('runs.mark', { run: noted, change: { note: `the key is ${secrets.textKey}` } })
  const end = (await engine.textOf(noted, 'transcript', true)).trimEnd().split('\n').at(-1) ?? ''
  expect(JSON.parse(end).redacted).toEqual([{ what: 'keys of known shapes', count: 1 }])
})

test('what was redacted inside JSON is JSON still, and the rest of it is as it was', async () => {
  const lines = (await engine.textOf(run, 'transcript', true)).trimEnd().split('\n')
  const events = lines.map((line) => JSON.parse(line)).filter((line) => line.type === 'event')
  for (const [i, event] of events.entries()) {
    if (data[i]?.startsWith('{')) expect(() => JSON.parse(event.data)).not.toThrow()
  }
  expect(events[0].data).toBe(
    '{"status":"processing","password":"‹redacted›","config":{"db":{"client_secret":["‹redacted›"]}}}',
  )
  expect(events[10].data).toBe('{"order":"‹redacted›","n":4711}')
  expect(events[11].data).toBe('{"url":"https://‹redacted›@example.com/x?access_token=‹redacted›&page=2"}')
})

test('nothing is redacted where a person asked for that, and the file says so', async () => {
  const text = await engine.textOf(run, 'transcript', false)
  expect(JSON.parse(text.split('\n')[0] ?? '').redaction).toEqual({ on: false, rules: [] })
  expect(text).toContain(secrets.textKey)
})

test('a pattern that never comes to an end is named, and nothing is written', async () => {
  await engine.call('settings.set', { redact: ['ok-\\d+', '(a+)+$'] })
  const long = `${'a'.repeat(60)}!`
  const { runs } = await engine.importText(`data: ${long}\n\n`, 'slow.sse')
  const done = await engine.exportTo(whole(runs[0]?.run ?? 0), 'transcript', true)
  expect(done.state).toBe('failed')
  expect(done.sentence).toContain('Your own pattern 2 does not come to an end')
  expect(engine.leftovers()).toEqual([])
  await engine.call('settings.set', { redact: ['['] })
  const refused = await engine.exportTo(whole(run), 'csv', true)
  expect(refused.sentence).toContain('Your own pattern 1 cannot be used.')
})

test('an export of what is not redacted reads back as it was received', async () => {
  const done = await engine.exportTo(whole(run), 'sse', false)
  expect(readFileSync(done.where ?? '', 'utf8')).toContain(`data: ${data[4]}`)
})
