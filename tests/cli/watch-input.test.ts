// What a person may type wrong, or what may be wrong around them: each is said in one sentence on standard error that says
// what to do, ends with 2, and asks no server for anything.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kinds as allKinds } from '../../src/engine/base/kinds.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { runHere } from './support/run-here.ts'

let dataDir: string
let server: SseServer

beforeAll(async () => {
  dataDir = freshDir()
  server = await startSseServer([stream(['data: x\n\n', 'event: done\ndata: x\n\n'])])
})
afterAll(async () => {
  await server.close()
  removeDir(dataDir)
})

const kinds = [...allKinds.keys()].join(', ')

/** Words, and what is said of them; `URL` stands for the server. */
const wrong: readonly (readonly [string, readonly string[], string])[] = [
  ['no command', [], ''],
  ['an unknown command', ['wach'], "Unknown command 'wach' (Did you mean watch?): see “runlight --help”."],
  ['nothing to watch', ['watch'], 'Say what to watch: a kind, a URL, or a copied request with --curl.'],
  [
    'an unknown option',
    ['watch', 'URL', '--jsn'],
    "Unknown option '--jsn' (Did you mean --json?): see “runlight watch --help”.",
  ],
  [
    'an unknown kind',
    ['watch', 'flashcard'],
    `“flashcard” is neither a kind (${kinds}) nor a URL: write a URL whole, like https://example.com/events.`,
  ],
  [
    'a command that was copied',
    ['watch', "curl 'http://localhost:3000/events' -H 'Authorization: Bearer hunter2'"],
    'This is a command: “Add a run” and “runlight watch --curl -” read a curl command whole; of any other, take only the URL.',
  ],
  [
    'a command where an id is meant',
    ['watch', 'flashcards', '--base-url', 'URL', '--set', "run_id='hunter2'"],
    'Run id has no quotes: take them away (--set run_id=…).',
  ],
  [
    'an address without its scheme beside a base URL',
    ['watch', 'localhost:3000/events?token=hunter2', '--base-url', 'URL'],
    'The URL says where to ask already: leave out --base-url and --server.',
  ],
  [
    'a URL that is not http',
    ['watch', 'ftp://example.com/x'],
    'Only http and https can be watched, not ftp://.',
  ],
  ['a URL of a file', ['watch', 'file:///etc/passwd'], 'Only http and https can be watched, not file://.'],
  [
    'a URL with credentials',
    ['watch', 'http://user:hunter2@example.com/x'],
    'Take the user name and password out of the URL: give credentials to the server instead.',
  ],
  [
    'no URL at all',
    ['watch', 'http://'],
    'This is not a URL: write it whole, like https://example.com/events.',
  ],
  [
    'a kind without a server',
    ['watch', 'flashcards', '--set', 'run_id=1'],
    'Flashcards are asked of a server: give --base-url URL, or --server NAME for one that is set up.',
  ],
  [
    'a server that is not set up',
    ['watch', 'flashcards', '--server', 'prod', '--set', 'run_id=1'],
    'No server is set up here yet: give --base-url URL instead.',
  ],
  [
    'a server by name and by URL',
    ['watch', 'flashcards', '--server', 'prod', '--base-url', 'URL'],
    "Option '--server <name>' cannot be used with option '--base-url <url>': see “runlight watch --help”.",
  ],
  [
    'a base URL that is none',
    ['watch', 'flashcards', '--base-url', 'example', '--set', 'run_id=1'],
    '--base-url: This is not a URL: write it whole, like https://example.com/events.',
  ],
  ['a missing parameter', ['watch', 'flashcards', '--base-url', 'URL'], 'Run id is needed (--set run_id=…).'],
  [
    'several missing parameters',
    ['watch', 'stories', '--base-url', 'URL'],
    'Child id is needed (--set child_id=…). Theme is needed (--set theme=…).',
  ],
  [
    'a malformed parameter',
    ['watch', 'stories', '--base-url', 'URL', '--set', 'child_id=one', '--set', 'theme=x'],
    'Child id must be a whole number (--set child_id=…).',
  ],
  [
    'an unknown parameter',
    ['watch', 'flashcards', '--base-url', 'URL', '--set', 'run_id=1', '--set', 'run=1'],
    'There is no parameter run here. Known: run_id, query.',
  ],
  [
    'a parameter without a value',
    ['watch', 'flashcards', '--set', 'run_id'],
    "Option '--set <name=value>' argument 'run_id' is invalid. Write it as name=value: see “runlight watch --help”.",
  ],
  [
    'a parameter given twice',
    ['watch', 'flashcards', '--set', 'run_id=1', '--set', 'run_id=2'],
    "Option '--set <name=value>' argument 'run_id=2' is invalid. run_id is given twice: leave one out: see “runlight watch --help”.",
  ],
  [
    'a documented URL that lacks a parameter',
    ['watch', 'URL/generate-stream'],
    'Topic is needed (--set topic=…).',
  ],
  [
    'a server beside a URL',
    ['watch', 'URL/s', '--base-url', 'URL'],
    'The URL says where to ask already: leave out --base-url and --server.',
  ],
  [
    'a request’s option beside a documented kind',
    ['watch', 'flashcards', '--base-url', 'URL', '--set', 'run_id=1', '--method', 'POST'],
    'How flashcards are asked for is documented: --method and --body go with a URL.',
  ],
  [
    'an end beside a documented kind',
    ['watch', 'flashcards', '--base-url', 'URL', '--set', 'run_id=1', '--end-event', 'done'],
    'What the events of flashcards mean and where they end is documented: leave out --read-as, --end-… and --fail-….',
  ],
  [
    'a body with a GET',
    ['watch', 'URL/s', '--method', 'get', '--body', 'x'],
    'A GET carries no body: leave out --body, or use --method POST.',
  ],
  [
    'a header without a colon',
    ['watch', 'URL/s', '--header', 'nope'],
    'This is not a header: write it as Name: value.',
  ],
  [
    'a header’s name that is none',
    ['watch', 'URL/s', '--header', 'X Tenant: 1'],
    '“X Tenant” is not a header name: use letters, digits and - only.',
  ],
  [
    'a header that the connection owns',
    ['watch', 'URL/s', '--header', 'Last-Event-ID: 4'],
    'The header Last-Event-ID is set by the connection itself; leave it out.',
  ],
  [
    'a header with a second one in it',
    ['watch', 'URL/s', '--header', 'X-A: 1\r\nX-B: 2'],
    'The value of X-A has a character that no header may carry (line break, control or non-ASCII).',
  ],
  [
    'a token’s variable that is not set',
    ['watch', 'URL/s', '--bearer-env', 'NO_SUCH_TOKEN'],
    'The environment variable NO_SUCH_TOKEN is not set: put the token into it first.',
  ],
  [
    'a token that no header can carry',
    ['watch', 'URL/s', '--bearer-env', 'BROKEN_TOKEN'],
    'The environment variable BROKEN_TOKEN holds a character that no header may carry: put the token alone into it.',
  ],
  [
    'two authorizations',
    ['watch', 'URL/s', '--bearer-env', 'FINE_TOKEN', '--header', 'authorization: Basic eA=='],
    'Authorization is given twice: use --bearer-env or --header for it, not both.',
  ],
  [
    'a limit that is no number',
    ['watch', 'URL/s', '--max-events', '0'],
    "Option '--max-events <n>' argument '0' is invalid. Give a whole number of 1 or more: see “runlight watch --help”.",
  ],
  [
    'a time that is none',
    ['watch', 'URL/s', '--timeout', 'soon'],
    "Option '--timeout <seconds>' argument 'soon' is invalid. Give a number above 0 and up to 2000000, such as 1.5: see “runlight watch --help”.",
  ],
  [
    'a run that is no number',
    ['events', 'last'],
    "Command-argument value 'last' is invalid for argument 'run'. Give a whole number of 1 or more: see “runlight events --help”.",
  ],
  [
    'a port that is none',
    ['serve', '--port', '70000'],
    "Option '--port <n>' argument '70000' is invalid. Give a whole number from 0 to 65535: see “runlight serve --help”.",
  ],
]

test.each(wrong)('%s', async (_what, words, sentence) => {
  const asked = words.map((word) => word.replace('URL', server.url))
  const env = { BROKEN_TOKEN: 'canary\nX-B: 2', FINE_TOKEN: 'canary' }
  const { code, out, err } = await runHere(asked, { dataDir, env })
  expect([code, out, sentence === '' ? '' : err]).toEqual([
    2,
    '',
    sentence === '' ? '' : `runlight: ${sentence}\n`,
  ])
  expect(err).not.toMatch(/hunter2|canary/)
  expect(server.requests).toEqual([])
})

test('without a command the help is shown, on standard error', async () => {
  const { code, err } = await runHere([], { dataDir })
  expect([code, err]).toEqual([2, expect.stringContaining('Usage: runlight [options] [command]')])
})

test('a data directory that cannot be written to is named, with the way out', async () => {
  const file = join(dataDir, 'a-file')
  writeFileSync(file, 'not a folder')
  const inFile = join(file, 'data')
  const { code, out, err } = await runHere(['watch', `${server.url}/s`, '--data-dir', inFile], { dataDir })
  expect([code, out, err]).toEqual([
    2,
    '',
    `runlight: Runlight cannot write to ${inFile}: allow writing there, or choose another folder with --data-dir.\n`,
  ])
  expect(readFileSync(file, 'utf8')).toBe('not a folder')
})

test('a data directory that another Runlight uses is not touched, and its holder is named', async () => {
  const engine = await startEngine({ host: 'desktop' })
  const { code, out, err } = await runHere(['watch', `${server.url}/s`], { dataDir: engine.dataDir })
  const served = await runHere(['serve', '--no-open'], { dataDir: engine.dataDir })
  const sentence = `runlight: Runlight (desktop, process ${process.pid}) is already using ${engine.dataDir}: use that one, or choose another folder with --data-dir.\n`
  expect([code, out, err]).toEqual([2, '', sentence])
  expect(served).toEqual({ code: 2, out: '', err: sentence })
  expect((await engine.call('runs.snapshot', {})).runs).toEqual([])
  await engine.close()
  removeDir(engine.dataDir)
})

test('a log of a newer Runlight is left exactly as it was', async () => {
  const dir = freshDir()
  const file = join(dir, 'runlight.db')
  const db = new Database(file)
  db.pragma('user_version = 4711')
  db.exec('CREATE TABLE future (x)')
  db.close()
  const before = readFileSync(file)
  const answers = [
    await runHere(['watch', `${server.url}/s`], { dataDir: dir }),
    await runHere(['runs'], { dataDir: dir }),
    await runHere(['events', '1'], { dataDir: dir }),
    await runHere(['serve', '--no-open'], { dataDir: dir }),
  ]
  for (const { code, out, err } of answers) {
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(
      /^runlight: The log at .* was written by a newer Runlight \(format 4711.*update Runlight/,
    )
  }
  expect(readFileSync(file).equals(before)).toBe(true)
  removeDir(dir)
})

test('a file that is no log is left exactly as it was', async () => {
  const dir = freshDir()
  const file = join(dir, 'runlight.db')
  writeFileSync(file, 'x'.repeat(10_000))
  const { code, err } = await runHere(['watch', `${server.url}/s`], { dataDir: dir })
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(
      /^runlight: The log at .* is damaged \(file is not a database\)\. It was left as it is: “runlight storage salvage”/,
    ),
  ])
  expect(readFileSync(file, 'utf8')).toBe('x'.repeat(10_000))
  removeDir(dir)
})

test('reading commands make nothing where there is nothing', async () => {
  const dir = join(dataDir, 'not-there')
  const runs = await runHere(['runs'], { dataDir: dir })
  const json = await runHere(['runs', '--json'], { dataDir: dir })
  const events = await runHere(['events', '1'], { dataDir: dir })
  expect([runs, json, events]).toEqual([
    { code: 0, out: '', err: 'runlight: No run is stored here yet: “runlight watch” begins one.\n' },
    { code: 0, out: '', err: '' },
    {
      code: 2,
      out: '',
      err: `runlight: There is no run 1 in ${dir}: “runlight runs” lists those there are.\n`,
    },
  ])
  expect(readdirSync(dataDir)).not.toContain('not-there')
})
