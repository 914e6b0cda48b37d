// `serve`: one line with the address, the board behind it, and a clean end.

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { needs, needsUnix } from '../support/needs.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'
import { readLog } from './support/read-log.ts'
import { type Running, runCli, startCli } from './support/run-cli.ts'

let dataDir: string
let running: Running | null
let server: SseServer | null

beforeEach(() => {
  dataDir = freshDir()
  running = null
  server = null
})
afterEach(async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  await server?.close()
  removeDir(dataDir)
})

async function serve(words: string[] = ['--no-open'], env: Record<string, string> = {}) {
  running = await startCli(['serve', ...words], { dataDir, env })
  const line = await running.line(() => true)
  const [, origin = '', token = ''] =
    /^Runlight is serving on (http:\/\/127\.0\.0\.1:\d+)\/#token=([\w-]{43})$/.exec(line) ?? []
  const call = async (name: string, input: unknown) => {
    const answer = await fetch(`${origin}/api/call`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, input }),
    })
    return [answer.status, await answer.json()]
  }
  return { running, origin, token, call }
}

const bySignal = needsUnix('An end by a signal', 'signals that a process hears')

test.runIf(bySignal)(
  'it prints its address in one line, serves the page, and answers calls that carry the token',
  async () => {
    const { running, origin, call } = await serve()
    const page = await fetch(`${origin}/`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('src="/bridge.js"')])
    expect(await call('app.info', {})).toEqual([
      200,
      {
        ok: true,
        value: {
          name: 'Runlight',
          version: JSON.parse(readFileSync('package.json', 'utf8')).version,
          host: 'browser',
          dataDir,
          runtime: expect.arrayContaining([{ name: 'Node.js', version: process.versions.node }]),
          capabilities: {
            sampleBackend: true,
            ownWindow: false,
            team: false,
            desk: false,
            pageNotifies: true,
            taps: true,
            keepsSecrets: 'session',
            secretsNote: null,
          },
          readOnly: null,
        },
      },
    ])
    running.child.kill('SIGINT')
    const { code, out, err } = await running.ended
    expect([code, out.split('\n').length, err]).toEqual([0, 2, ''])
  },
)

test.runIf(bySignal)('asked to end it closes within 5 s, and keeps what its runs received', async () => {
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const timer = setInterval(() => response.write('data: tick\n\n'), 10)
      response.on('close', () => clearInterval(timer))
    },
  ])
  const { running, call } = await serve()
  const run = { serverId: null, baseUrl: null, headers: null, title: null, evenIfWatched: false, retry: true }
  await call('runs.add', { ...run, kind: 'plain', params: { url: `${server.url}/s` } })
  await expect
    .poll(async () => (await readLog(dataDir, async (log) => (await log.runs())[0]?.events)) ?? 0, {
      timeout: 10_000,
    })
    .toBeGreaterThan(20)
  running.child.kill('SIGTERM')
  const { code } = await running.ended
  const stored = await readLog(dataDir, async (log) => (await log.runs())[0])
  const rows = await readLog(dataDir, (log) => log.events(1, 1, 100_000))
  expect(code).toBe(0)
  expect([stored?.connection.state, rows?.length]).toEqual(['paused', stored?.events])
})

const isLinux = needs(
  process.platform === 'linux',
  'Opening the browser: skipped, its tests know Linux only.',
)

test('the sample backend is started from the page, with a run of each kind', async () => {
  const { call } = await serve()
  const [status, answer] = await call('app.startSample', {})
  const [, snapshot] = await call('runs.snapshot', {})
  const kinds = new Set(snapshot.value.runs.map(({ kind }: { kind: string }) => kind))
  expect([status, answer.value.runs.length, [...kinds].toSorted()]).toEqual([
    200,
    9,
    ['chat', 'flashcards', 'learning-paths', 'plain', 'processes', 'stories', 'videos'],
  ])
  const [, again] = await call('app.startSample', {})
  expect(again.value.serverId).toBe(answer.value.serverId)
})

test('a port that is in use is said, and leaves the data directory free', async () => {
  server = await startSseServer([])
  const { port } = new URL(server.url)
  expect(await runCli(['serve', '--port', port, '--no-open'], { dataDir })).toEqual({
    code: 2,
    out: '',
    err: `runlight: Port ${port} is in use: choose another one, or 0 for any that is free.\n`,
  })
  const { origin } = await serve()
  expect((await fetch(origin)).status).toBe(200)
})

test.runIf(isLinux)(
  'on Linux the browser is opened with a ticket where there is a display, and only there',
  async () => {
    const bin = join(dataDir, 'bin')
    const opened = join(dataDir, 'opened')
    mkdirSync(bin)
    writeFileSync(
      join(bin, 'xdg-open'),
      `#!/bin/sh\nprintf '%s' "$1" > ${opened}.new && mv ${opened}.new ${opened}\n`,
    )
    chmodSync(join(bin, 'xdg-open'), 0o755)
    const env = { PATH: `${bin}${delimiter}${process.env.PATH}` }
    for (const [words, more] of [
      [[], {}],
      [['--no-open'], { DISPLAY: ':0' }],
      [[], { WAYLAND_DISPLAY: '' }],
    ] as const) {
      const { running } = await serve([...words], { ...env, ...more })
      running.child.kill('SIGINT')
      await running.ended
    }
    expect(existsSync(opened)).toBe(false)
    const { origin, token } = await serve([], { ...env, DISPLAY: ':0' })
    await expect.poll(() => existsSync(opened), { timeout: 10_000 }).toBe(true)
    const url = readFileSync(opened, 'utf8')
    expect(url).toMatch(new RegExp(`^${origin}/#token=[\\w-]{43}$`))
    expect(url).not.toContain(token)
  },
)

test.runIf(isLinux)('on Linux, without a browser, it says so and serves all the same', async () => {
  const { running, origin } = await serve([], { DISPLAY: ':0', PATH: '/nowhere' })
  expect((await fetch(origin)).status).toBe(200)
  running.child.kill('SIGINT')
  expect(await running.ended).toMatchObject({
    code: 0,
    err: 'runlight: No browser could be opened: open the address above yourself.\n',
  })
})
