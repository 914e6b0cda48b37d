// What is answered to those who are let in: the page and its files, the call for scripts, and the headers that go with it all.

import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startBrowserHost } from '../../src/server/index.ts'
import { createTokenGate } from '../../src/server/token-gate.ts'
import { builtCli } from '../cli/support/built-cli.ts'
import { removeDir } from '../support/engine.ts'
import { ask, get, post, startHost, type TestHost, upgrade } from './support/host.ts'

let it: TestHost
let port: number

beforeEach(async () => {
  it = await startHost()
  port = it.host.port
})
afterEach(() => it.close())

const json = 'Content-Type: application/json'
const host = () => `Host: ${it.own}`
const bearer = (token = it.host.token) => `Authorization: Bearer ${token}`
const callBody = JSON.stringify({ name: 'settings.get', input: {} })

test('the token is long, stands in the fragment alone, and is another one at each start', async () => {
  const other = await startHost()
  const { url, token } = it.host
  expect(url).toBe(`http://127.0.0.1:${port}/#token=${token}`)
  expect(Buffer.from(token, 'base64url').length).toBe(32)
  expect(other.host.token).not.toBe(token)
  await other.close()
})

test('the page loads the bridge before its own scripts, and both are served', async () => {
  const page = await get(port, '/', [host()])
  const scripts = [...page.body.matchAll(/<script[^>]*src="([^"]*)"/g)].map((match) => match[1])
  expect(scripts).toEqual(['/bridge.js', expect.stringMatching(/^\.\/assets\/index-.*\.js$/)])
  const bridge = await get(port, '/bridge.js', [host()])
  const own = await get(port, `/${scripts[1]}`.replace('/./', '/'), [host()])
  const query = await get(port, '/index.html?a=1', [host()])
  expect(
    [bridge, own, query].map(({ status, headers }) => [
      status,
      headers.get('content-type'),
      headers.get('cache-control'),
    ]),
  ).toEqual([
    [200, 'text/javascript; charset=utf-8', 'no-store'],
    [200, 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
    [200, 'text/html; charset=utf-8', 'no-store'],
  ])
})

test('whoever asks under its own name is told that this is a Runlight, and of which version', async () => {
  const { status, body } = await get(port, '/healthz', [host()])
  expect([status, JSON.parse(body)]).toEqual([200, { program: 'runlight', version: 'test', serves: 'owner' }])
  expect((await get(port, '/healthz', ['Host: evil.example'])).status).toBe(403)
})

test('every answer carries the security headers, whatever it says', async () => {
  const policy = (socket: string) =>
    `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'${socket}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`
  const answers = {
    page: await get(port, '/', [host()]),
    pageAsLocalhost: await get(port, '/', [`Host: localhost:${port}`]),
    bridge: await get(port, '/bridge.js', [host()]),
    nothing: await get(port, '/nothing', [host()]),
    badPath: await get(port, '/%zz', [host()]),
    call: await post(port, [host(), json, bearer()], callBody),
    noToken: await post(port, [host(), json], callBody),
    badBody: await post(port, [host(), json, bearer()], '{'),
    foreignHost: await get(port, '/', ['Host: evil.example']),
    foreignUpgrade: await upgrade(port, '/api/socket', [host()]),
    noWebSocket: await ask(port, [
      'GET /api/socket HTTP/1.1',
      host(),
      `Origin: http://${it.own}`,
      'Connection: Upgrade',
      'Upgrade: h2c',
    ]),
    noHttp: await ask(port, ['what is this']),
  }
  const seen = Object.entries(answers).map(([name, { status, headers }]) => [
    name,
    status,
    headers.get('content-security-policy'),
    headers.get('x-content-type-options'),
    headers.get('cross-origin-resource-policy'),
    headers.get('cross-origin-opener-policy'),
    headers.get('referrer-policy'),
    headers.get('cache-control'),
    headers.has('access-control-allow-origin'),
  ])
  const rest = ['nosniff', 'same-origin', 'same-origin', 'no-referrer', 'no-store', false]
  const own = policy(` ws://${it.own}`)
  expect(seen).toEqual([
    ['page', 200, own, ...rest],
    ['pageAsLocalhost', 200, policy(` ws://localhost:${port}`), ...rest],
    ['bridge', 200, own, ...rest],
    ['nothing', 404, own, ...rest],
    ['badPath', 400, own, ...rest],
    ['call', 200, own, ...rest],
    ['noToken', 401, own, ...rest],
    ['badBody', 400, own, ...rest],
    ['foreignHost', 403, policy(''), ...rest],
    ['foreignUpgrade', 403, policy(''), ...rest],
    ['noWebSocket', 400, policy(''), ...rest],
    ['noHttp', 400, policy(''), ...rest],
  ])
})

test('no spelling of a path leads out of the renderer’s folder', async () => {
  const paths = [
    '/../package.json',
    '/../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..\\..\\package.json',
    '/%5c..%5c..%5cpackage.json',
    '/....//package.json',
    '//etc/passwd',
    '/assets/../../main/cli.js',
    '/./main/../../main/cli.js',
    '/index.html%00.js',
    '/INDEX.HTML',
    '/__proto__',
    '/constructor',
    '/%2findex.html',
    '/assets/',
    '/assets',
  ]
  const answers = await Promise.all(
    paths.map(async (path) => [path, (await get(port, path, [host()])).status]),
  )
  expect(answers.filter(([, status]) => status === 200)).toEqual([])
  const absolute = await get(port, `http://${it.own}/index.html`, [host()])
  expect(absolute.status).toBe(400)
})

test('a link in the renderer’s folder is not followed', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'runlight-page-'))
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'secret.txt'), 'secret')
  const page = join(dir, 'page')
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<script type="module" src="./a.js"></script>')
  writeFileSync(join(page, 'bridge.js'), '')
  symlinkSync(join(dir, 'secret.txt'), join(page, 'link.txt'))
  symlinkSync(dir, join(page, 'up'))
  const linked = await startBrowserHost({
    engine: it.engine.engine,
    rendererDir: page,
    version: 'test',
    port: 0,
  })
  const own = [`Host: 127.0.0.1:${linked.port}`]
  const statuses = await Promise.all(
    ['/bridge.js', '/link.txt', '/up/secret.txt'].map(
      async (path) => (await get(linked.port, path, own)).status,
    ),
  )
  expect(statuses).toEqual([200, 404, 404])
  await linked.close()
  removeDir(dir)
})

test('a call is answered exactly as the engine answers, refusals included', async () => {
  const { engine } = it.engine
  const asked: [string, unknown][] = [
    ['settings.get', {}],
    ['kinds.match', { text: 'https://example.com/v1/flashcards/runs/bio/events' }],
    ['runs.stop', { run: 77 }],
    ['runs.stop', { run: 'seven' }],
    ['no.such.call', {}],
    ['__proto__', {}],
  ]
  for (const [name, input] of asked) {
    const answer = await post(port, [host(), json, bearer()], JSON.stringify({ name, input }))
    const expected = await engine.dispatch(name, input)
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, expected])
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  }
})

test('what is no call in JSON is refused before the engine hears of it', async () => {
  const asked: [string, string, number][] = [
    [json, '{', 400],
    [json, '', 400],
    [json, '[]', 400],
    [json, '"settings.get"', 400],
    [json, 'null', 400],
    [json, '{"name":"settings.get"}', 400],
    [json, '{"name":1,"input":{}}', 400],
    [json, '{"name":"settings.get","input":{},"more":1}', 400],
    [json, '{"__proto__":{"name":"settings.get"},"name":"settings.get","input":{}}', 400],
    ['Content-Type: text/plain', callBody, 415],
    ['Content-Type: application/x-www-form-urlencoded', 'name=settings.get', 415],
    ['Content-Type: multipart/form-data; boundary=x', callBody, 415],
    ['X-None: 1', callBody, 415],
  ]
  for (const [type, body, status] of asked) {
    const answer = await post(port, [host(), type, bearer()], body)
    expect({ type, body, status: answer.status }).toEqual({ type, body, status })
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
  }
})

test('no answer of the call can be read as a script or reached by a plain link', async () => {
  const link = await get(port, '/api/call', [host()])
  const query = await get(port, `/api/call?token=${it.host.token}`, [host()])
  expect([link.status, query.status]).toEqual([404, 404])
})

test('a wrong token is refused, after five within a second without a look, and the right one is let in all the while', async () => {
  const callWith = async (token: string) => (await post(port, [host(), json, bearer(token)], callBody)).status
  const now = performance.now()
  const clock = vi.spyOn(performance, 'now').mockReturnValue(now)
  const statuses: number[] = []
  for (const guess of ['a', it.host.token.slice(1), `${it.host.token}x`, it.host.token.toLowerCase(), '']) {
    statuses.push(await callWith(guess))
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401])
  const closed = await post(port, [host(), json, bearer('sixth')], callBody)
  expect([closed.status, closed.headers.get('retry-after')]).toEqual([429, '1'])
  expect(await callWith(it.host.token)).toBe(200)
  clock.mockReturnValue(now + 1_001)
  expect(await callWith('a')).toBe(401)
  clock.mockRestore()
})

test('wrong tokens are counted over a second, which shuts nobody out who has the right one, and a ticket is good once', () => {
  let now = 0
  const gate = createTokenGate(() => now)
  const ticket = gate.ticket()
  expect([gate.check(ticket), gate.enter(ticket), gate.enter(ticket)]).toEqual(['wrong', 'right', 'wrong'])
  expect([1, 2, 3, 4].map(() => gate.check('guess'))).toEqual(['wrong', 'wrong', 'wrong', 'too-many'])
  expect([gate.check(gate.token), gate.enter(gate.token), gate.enter(gate.ticket())]).toEqual([
    'right',
    'right',
    'right',
  ])
  now = 1_000
  expect(gate.check('guess')).toBe('wrong')
})

test('it listens on 127.0.0.1 and nowhere else', async () => {
  const reach = (address: string) =>
    new Promise<string>((resolve) => {
      const socket = connect({ port, host: address, timeout: 2_000 })
      const end = (how: string) => {
        socket.destroy()
        resolve(how)
      }
      socket.once('connect', () => end('connected'))
      socket.once('timeout', () => end('not connected'))
      socket.once('error', () => end('not connected'))
    })
  expect([await reach('127.0.0.1'), await reach('127.0.0.2'), await reach('::1')]).toEqual([
    'connected',
    'not connected',
    'not connected',
  ])
})

test('a port that is taken is refused with what to do', async () => {
  const { rendererDir } = await builtCli()
  const second = startBrowserHost({ engine: it.engine.engine, rendererDir, version: 'test', port })
  await expect(second).rejects.toMatchObject({
    code: 'port-in-use',
    message: `Port ${port} is in use: choose another one, or 0 for any that is free.`,
  })
})

test('a renderer that was not built is refused with what to do', async () => {
  const nowhere = startBrowserHost({
    engine: it.engine.engine,
    rendererDir: join(it.engine.dataDir, 'none'),
    version: 'test',
    port: 0,
  })
  await expect(nowhere).rejects.toMatchObject({ code: 'not-found' })
})

test('after it closed nothing listens, and the engine still works', async () => {
  await it.host.close()
  await expect(get(port, '/', [host()])).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(await it.engine.call('settings.get', {})).toMatchObject({ theme: 'system' })
})
