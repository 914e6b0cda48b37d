// `demo`: the sample backend from the command line, and a list whose every command can be copied.

import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scenarios } from '../../src/demo/index.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { needsUnix } from '../support/needs.ts'
import { startSseServer } from '../support/sse-server.ts'
import { builtCli } from './support/built-cli.ts'
import { runCli, startCli } from './support/run-cli.ts'

let dataDir: string

beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => removeDir(dataDir))

const bySignal = needsUnix('An end by a signal', 'signals that a process hears')
const inShell = needsUnix('Commands as they stand in the list', 'POSIX shell')

test.runIf(bySignal)('it prints its address in one line, serves, and ends when asked', async () => {
  const running = await startCli(['demo', '--port', '0', '--speed', '100'], { dataDir })
  const line = await running.line(() => true)
  const [, url = ''] = /^The sample backend is running on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line) ?? []
  const answer = await fetch(`${url}/v1/videos/requests/abc/events`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/event-stream'),
  ])
  expect(await answer.text()).toContain('event: end')
  running.child.kill('SIGINT')
  const { code, out, err } = await running.ended
  expect([code, out, err]).toEqual([0, `${line}\n`, ''])
})

test('a port that is in use is said', async () => {
  const server = await startSseServer([])
  const { port } = new URL(server.url)
  expect(await runCli(['demo', '--port', port], { dataDir })).toEqual({
    code: 2,
    out: '',
    err: `runlight: Port ${port} on 127.0.0.1 is in use: choose another one, or 0 for any that is free.\n`,
  })
  await server.close()
})

test.runIf(inShell)(
  'the list names every scenario, and a sound one of each kind completes as its command stands there',
  async () => {
    const backend = await startCli(['demo', '--port', '0', '--speed', '200'], { dataDir })
    const line = await backend.line(() => true)
    const { port } = new URL(line.split(' ').at(-1) ?? '')
    const { code, out } = await runCli(['demo', '--list', '--port', port], { dataDir })
    const [head = '', ...rows] = out.split('\n').slice(0, -1)
    const at = head.indexOf('COMMAND')
    const commands = rows.map((row) => row.slice(at))
    expect([code, rows.map((row) => row.split(/ {2,}/).slice(0, 3))]).toEqual([
      0,
      scenarios.map(({ kind, name, what }) => [kind, name, what]),
    ])

    const { script } = await builtCli()
    const bin = join(dataDir, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, 'runlight'), `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`)
    chmodSync(join(bin, 'runlight'), 0o755)
    const env = { ...process.env, RUNLIGHT_DATA_DIR: dataDir, PATH: `${bin}${delimiter}${process.env.PATH}` }
    const shell = (command: string) =>
      new Promise<number>((resolve) => {
        execFile('/bin/sh', ['-c', command], { env }, (error) => resolve(Number(error?.code ?? 0)))
      })
    const chosen = [
      'biology-101',
      '4f3e2d1c-8a7b-4c6d-9e0f-1a2b3c4d5e6f',
      'ocean',
      'watercolour',
      'process',
      'bread',
      'echo',
    ]
    for (const name of chosen) {
      const index = scenarios.findIndex((scenario) => scenario.name === name)
      expect({ name, code: await shell(commands[index] ?? '') }).toEqual({ name, code: 0 })
    }
    const endless = commands[scenarios.findIndex(({ name }) => name === 'ticker')]
    expect(await shell(`${endless} --max-events 2`)).toBe(3)
    backend.child.kill('SIGINT')
    await backend.ended
  },
  180_000,
)

test('each help teaches with examples, and the version is the package’s', async () => {
  const version = await runCli(['--version'], { dataDir })
  expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' })
  for (const words of [[], ['watch'], ['runs'], ['events'], ['serve'], ['demo']]) {
    const help = await runCli([...words, '--help'], { dataDir })
    expect([help.code, help.err, help.out.includes(`\nExamples:\n  `)]).toEqual([0, '', true])
  }
  const watchHelp = (await runCli(['watch', '--help'], { dataDir })).out
  const options = [...watchHelp.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map((match) => match[1])
  expect(options).toEqual([
    'curl',
    'base-url',
    'server',
    'set',
    'header',
    'bearer-env',
    'header-env',
    'method',
    'body',
    'read-as',
    'end-event',
    'end-data',
    'end-when',
    'fail-event',
    'fail-when',
    'end-on-close',
    'no-retry',
    'max-events',
    'timeout',
    'alert',
    'until-alert',
    'no-bell',
    'data-dir',
    'hub',
    'token-file',
    'json',
    'help',
  ])
})
