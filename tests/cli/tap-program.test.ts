// `tap` with a program to start: the program has the terminal, the tap's address and the last word.

import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from '../../src/cli/host/run-program.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { needsUnix } from '../support/needs.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { readLog } from './support/read-log.ts'
import { type CliOptions, runCli, startCli } from './support/run-cli.ts'

const bySignal = needsUnix('Programs that signals end', 'signals that a process hears')
const node = process.execPath
const whole = stream(['data: {"content":"One"}\n\n', 'data: [DONE]\n\n'])

let dataDir: string
let server: SseServer

beforeEach(async () => {
  dataDir = freshDir()
  server = await startSseServer([whole])
})
afterEach(async () => {
  await server.close()
  removeDir(dataDir)
})

const words = (script: string, more: readonly string[] = []) => [
  'tap',
  '--to',
  `${server.url}/v1`,
  '--env',
  'OPENAI_BASE_URL',
  ...more,
  '--',
  node,
  '-e',
  script,
]
const run = (script: string, more: readonly string[] = [], options: Partial<CliOptions> = {}) =>
  runCli(words(script, more), { dataDir, ...options })
const runs = () => readLog(dataDir, (log) => log.runs())

test('the program asks by the address in its environment, and ends the tap with its own code', async () => {
  const script = `
    const url = process.env.OPENAI_BASE_URL
    if (url !== process.env.OTHER) throw new Error('not the same')
    fetch(url + '/chat?prompt=Why').then((answer) => answer.text()).then((text) => {
      process.stdout.write(url + '\\n' + text)
      process.stdin.on('data', (data) => process.stdout.write(data)).on('end', () => { process.exitCode = 7 })
    })`
  const { code, out, err } = await run(script, ['--env', 'OTHER'], { input: 'from standard input' })
  const [url = '', ...rest] = out.split('\n')
  expect([code, rest.join('\n')]).toEqual([
    7,
    'data: {"content":"One"}\n\ndata: [DONE]\n\nfrom standard input',
  ])
  expect(err.split('\n')[0]).toBe(`The tap for ${server.url}/v1 is on ${url}`)
  expect(server.requests.map((request) => request.url)).toEqual(['/v1/chat?prompt=Why'])
  expect(await runs()).toMatchObject([
    { kind: 'chat', job: { state: 'completed' }, events: 2, tapped: { client: { state: 'done' } } },
  ])
})

test('what the program received is stored, however soon after that it ends', async () => {
  const script = `
    const { get } = require('node:http')
    get(process.env.OPENAI_BASE_URL + '/chat?prompt=Why', { agent: false }, (answer) =>
      answer.once('data', () => process.kill(process.pid, 'SIGKILL')))`
  const { code, err } = await run(script, ['--json'])
  const [stored] = (await runs()) ?? []
  expect([stored?.events ?? err, stored?.connection.state]).toEqual([expect.any(Number), expect.any(String)])
  expect(stored?.events).toBeGreaterThan(0)
  expect(code).toBe(process.platform === 'win32' ? 1 : 137)
})

test.runIf(bySignal)('signals go to the program, and the tap waits for what it makes of them', async () => {
  const script = `
    const alive = setInterval(() => {}, 1000)
    process.on('SIGTERM', () => { process.stdout.write('so soon'); clearInterval(alive); process.exitCode = 9 })
    process.stdout.write('ready\\n')`
  const running = await startCli(words(script), { dataDir })
  await running.line((line) => line === 'ready')
  running.child.kill('SIGTERM')
  const { code, out } = await running.ended
  expect([code, out]).toEqual([9, 'ready\nso soon'])
})

test.runIf(bySignal)('a program that an interrupt ends is told as shells tell it', async () => {
  const running = await startCli(words(`setInterval(() => {}, 1000); process.stdout.write('ready\\n')`), {
    dataDir,
  })
  await running.line((line) => line === 'ready')
  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(130)
})

test.runIf(bySignal)(
  'an interrupt of the terminal, which the program has heard, is not sent to it again',
  async () => {
    const script = `setInterval(() => {}, 1000)`
    const program = await startProgram({ hasTerminal: true }, node, ['-e', script], process.env)
    program.signal('SIGINT')
    program.signal('SIGTERM')
    expect(await program.ended).toBe(143)
  },
)

test('a program that is not there ends with 127, one that may not be run with 126', async () => {
  const start = (program: string) =>
    runCli(['tap', '--to', server.url, '--env', 'BASE_URL', '--', program], { dataDir })
  const missing = await start('no-such-program')
  expect([missing.code, missing.out]).toEqual([127, ''])
  expect(missing.err).toContain(
    'runlight: There is no program “no-such-program”: check its name and its path.',
  )
  if (process.platform === 'win32') return
  const file = join(dataDir, 'no-program')
  writeFileSync(file, '')
  chmodSync(file, 0o644)
  const barred = await start(file)
  expect(barred.code).toBe(126)
  expect(barred.err).toContain(`“${file}” cannot be started: it may not be executed by you.`)
})

test('a proxy that the program may ask in place of the tap is named', async () => {
  const proxy = {
    HTTP_PROXY: 'http://proxy.example:8080',
    NO_PROXY: 'localhost',
  }
  expect((await run('', [], { env: proxy })).err).toContain('add 127.0.0.1 to NO_PROXY')
  const told = await run('', [], { env: { ...proxy, NO_PROXY: 'localhost, 127.0.0.1' } })
  expect(told.err).not.toContain('NO_PROXY')
})
