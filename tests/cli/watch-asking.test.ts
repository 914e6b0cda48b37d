// How a watch asks: the body from where it stands, and secrets from the environment, which reach the server and nobody else.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFieldServer } from '../field/field-server.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { runHere } from './support/run-here.ts'

let dataDir: string
let server: SseServer

beforeEach(async () => {
  dataDir = freshDir()
  server = await startSseServer([stream(['event: done\ndata: {}\n\n'])])
})
afterEach(async () => {
  await server.close()
  removeDir(dataDir)
})

const kept = () =>
  readdirSync(dataDir)
    .map((file) => readFileSync(join(dataDir, file), 'latin1'))
    .join('')

test('43: a body that is named by its file is what the file holds', async () => {
  const field = await startFieldServer('43-body-file')
  const file = join(import.meta.dirname, '../field/43-body-file/payload.json')
  const words = ['watch', `${field.url}/v1/`, '--body', `@${file}`, '--end-event', 'done']
  const { code } = await runHere(words, { dataDir })
  await field.close()
  const [{ method, body, headers } = {}] = field.requests
  expect([code, method, body, headers?.['content-type']]).toEqual([
    0,
    'POST',
    readFileSync(file, 'utf8'),
    'application/json',
  ])
})

test('a body comes from standard input, with any method', async () => {
  const words = ['watch', `${server.url}/s`, '--method', 'put', '--body', '-', '--end-event', 'done']
  const { code } = await runHere(words, { dataDir, input: 'two\nlines' })
  expect([code, server.requests.map(({ method, body }) => [method, body])]).toEqual([
    0,
    [['PUT', 'two\nlines']],
  ])
})

test('a header’s value from the environment reaches the server, and is found nowhere else', async () => {
  const words = [
    'watch',
    `${server.url}/s`,
    '--end-event',
    'done',
    '--header',
    'Accept: text/event-stream, */*',
  ]
  const secrets = ['--header-env', 'x-api-key=MY_KEY', '--header-env', 'X-Org=MY_ORG']
  const env = { MY_KEY: 'canary-key-1', MY_ORG: 'canary-org-2' }
  const { code, out, err } = await runHere([...words, ...secrets, '--json'], { dataDir, env })
  expect([code, server.requests[0]?.headers]).toMatchObject([
    0,
    { 'x-api-key': 'canary-key-1', 'x-org': 'canary-org-2', accept: 'text/event-stream, */*' },
  ])
  expect(`${out}${err}${kept()}`).not.toContain('canary')
})

test('a copied curl line is watched as what it asks for, with secrets of the environment, which are kept nowhere', async () => {
  const input = `$ curl -N "\${HOST}/s" -H "Authorization: Bearer $MY_TOKEN" -H 'x-api-key: canary-2' --abc -d '{"a":1}'`
  const env = { MY_TOKEN: 'canary-1', HOST: server.url }
  const words = ['watch', '--curl', '-', '--end-event', 'done', '--header', 'X-API-Key: canary-3']
  const { code, out, err } = await runHere(words, { dataDir, env, input })
  expect([code, err]).toEqual([0, 'runlight: Not taken over: --abc.\n'])
  expect(server.requests).toMatchObject([
    {
      method: 'POST',
      url: '/s',
      headers: { authorization: 'Bearer canary-1', 'x-api-key': 'canary-3' },
      body: '{"a":1}',
    },
  ])
  expect(`${out}${err}${kept()}`).not.toContain('canary')
})

const wrong: readonly (readonly [string, readonly string[], string])[] = [
  [
    'an unknown method',
    ['watch', 'URL/s', '--method', 'FETCH'],
    'Method must be one of GET, POST, PUT, PATCH, DELETE, QUERY, OPTIONS, HEAD.',
  ],
  [
    'a header’s variable that is not set',
    ['watch', 'URL/s', '--header-env', 'x-api-key=NO_SUCH_KEY'],
    'The environment variable NO_SUCH_KEY is not set: put the value into it first.',
  ],
  [
    'a header’s value where its variable is meant',
    ['watch', 'URL/s', '--header-env', 'x-api-key: hunter2'],
    '--header-env names a header and an environment variable: write it as Name=VARIABLE.',
  ],
  [
    'a header from two options',
    ['watch', 'URL/s', '--header', 'X-Api-Key: hunter2', '--header-env', 'x-api-key=FINE_TOKEN'],
    'x-api-key is given twice: use --header-env or --header for it, not both.',
  ],
  [
    'a body’s file that is not there',
    ['watch', 'URL/s', '--body', '@no-such-file.json'],
    'The file no-such-file.json cannot be read (ENOENT): see its name and its rights.',
  ],
  [
    'a copied request beside a URL',
    ['watch', 'URL/s', '--curl', join(import.meta.dirname, '../field/43-body-file/payload.json')],
    'This is no request: copy it as curl, as PowerShell, as fetch, as HTTP or as HAR.',
  ],
]

test.each(wrong)('%s is said without quoting it, and asks nobody', async (_what, words, sentence) => {
  const asked = words.map((word) => word.replace('URL', server.url))
  const { code, out, err } = await runHere(asked, { dataDir, env: { FINE_TOKEN: 'canary' } })
  expect([code, out, err, server.requests]).toEqual([2, '', `runlight: ${sentence}\n`, []])
})
