// Who is let in at all: the address a request names, the page it comes from, and what may be asked without either.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeRequest, ownHosts } from '../../src/server/base/request-guard.ts'
import { ask, get, post, startHost, type TestHost, upgrade } from './support/host.ts'

let it: TestHost
let port: number

beforeAll(async () => {
  it = await startHost()
  port = it.host.port
})
afterAll(() => it.close())

const call = JSON.stringify({ name: 'settings.get', input: {} })
const json = 'Content-Type: application/json'
const bearer = () => `Authorization: Bearer ${it.host.token}`

test('the page answers under each of the three names of this computer', async () => {
  const statuses = await Promise.all(
    ['127.0.0.1', 'localhost', '[::1]'].map(
      async (name) => (await get(port, '/', [`Host: ${name}:${port}`])).status,
    ),
  )
  expect(statuses).toEqual([200, 200, 200])
})

test('a foreign or malformed Host is refused for pages, calls and sockets alike', async () => {
  const hosts: [string, number][] = [
    ['evil.example', 403],
    [`evil.example:${port}`, 403],
    ['127.0.0.1', 403],
    ['localhost', 403],
    [`127.0.0.1:${port + 1}`, 403],
    [`127.0.0.1:00${port}`, 400],
    [`127.0.0.1.evil.example:${port}`, 403],
    [`localhost.evil.example:${port}`, 403],
    [`localhost.:${port}`, 403],
    [`LOCALHOST:${port}`, 403],
    [`0.0.0.0:${port}`, 403],
    [`127.1:${port}`, 403],
    [`2130706433:${port}`, 403],
    [`0x7f.1:${port}`, 403],
    [`[::]:${port}`, 403],
    [`[::ffff:127.0.0.1]:${port}`, 403],
    [`[0:0:0:0:0:0:0:1]:${port}`, 403],
    [`user@127.0.0.1:${port}`, 400],
    [`127.0.0.1:${port}/`, 400],
    [`127.0.0.1:${port}#`, 400],
    [`127.0.0.1:${port},evil.example`, 400],
    [`127.0.0.1:${port} evil.example`, 400],
    ['', 400],
    [':', 400],
    ['[', 400],
    [`[::1`, 400],
    [`%6cocalhost:${port}`, 400],
    ['127.0.0.1:999999', 400],
  ]
  for (const [host, status] of hosts) {
    const own = [`Host: ${host}`, `Origin: http://${it.own}`]
    const statuses = [
      (await get(port, '/', [`Host: ${host}`])).status,
      (await post(port, [...own, json, bearer()], call)).status,
      (await upgrade(port, '/api/socket', own)).status,
    ]
    expect({ host, statuses }).toEqual({ host, statuses: [status, status, status] })
  }
})

test('a request without a Host, or with two, is refused', async () => {
  const missing = await get(port, '/', [])
  const twice = await get(port, '/', [`Host: ${it.own}`, `Host: ${it.own}`])
  const differing = await get(port, '/', [`Host: ${it.own}`, 'Host: evil.example'])
  expect([missing.status, twice.status, differing.status]).toEqual([400, 400, 400])
})

test('a foreign Origin is refused for calls and sockets, whatever token goes with it', async () => {
  const origins: [string, number][] = [
    ['null', 403],
    ['http://evil.example', 403],
    [`http://evil.example:${port}`, 403],
    [`https://${it.own}`, 403],
    ['http://127.0.0.1', 403],
    [`http://127.0.0.1:${port + 1}`, 403],
    [`http://localhost:${port}`, 403],
    [`http://127.0.0.1.evil.example:${port}`, 403],
    ['file://x', 403],
    ['chrome-extension://abcdefgh', 403],
    [`http://${it.own}/`, 400],
    [`http://user@${it.own}`, 400],
    [`http://${it.own}, http://evil.example`, 400],
    ['garbage', 400],
    ['', 400],
  ]
  for (const [origin, status] of origins) {
    const headers = [`Host: ${it.own}`, `Origin: ${origin}`]
    const statuses = [
      (await post(port, [...headers, json, bearer()], call)).status,
      (await upgrade(port, '/api/socket', headers)).status,
      (await get(port, '/', headers)).status,
    ]
    expect({ origin, statuses }).toEqual({ origin, statuses: [status, status, status] })
  }
})

test('a script without an Origin may call with the token, and may do nothing else', async () => {
  const host = `Host: ${it.own}`
  const allowed = await post(port, [host, json, bearer()], call)
  const socket = await upgrade(port, '/api/socket', [host])
  const elsewhere = await it.engine.call('settings.get', {})
  expect([allowed.status, JSON.parse(allowed.body), socket.status]).toEqual([
    200,
    { ok: true, value: elsewhere },
    403,
  ])
})

test('the page’s own Origin opens a socket, and only where the socket is', async () => {
  const own = [`Host: ${it.own}`, `Origin: http://${it.own}`]
  const there = await upgrade(port, '/api/socket', own)
  const elsewhere = await upgrade(port, '/', own)
  const withToken = await upgrade(port, `/api/socket?token=${it.host.token}`, own)
  expect([there.status, elsewhere.status, withToken.status]).toEqual([101, 404, 404])
})

test('what another site caused is refused and says what to do instead', async () => {
  const answer = await get(port, '/', [`Host: ${it.own}`, 'Sec-Fetch-Site: cross-site'])
  const fine = await get(port, '/', [`Host: ${it.own}`, 'Sec-Fetch-Site: none'])
  expect([answer.status, answer.body, fine.status]).toEqual([
    403,
    'Another site led here: copy the address that Runlight printed into the address bar instead.\n',
    200,
  ])
})

test('other methods need the page’s own Origin, and find nothing even then', async () => {
  const host = `Host: ${it.own}`
  const without = await ask(port, ['DELETE / HTTP/1.1', host])
  const withOwn = await ask(port, ['DELETE / HTTP/1.1', host, `Origin: http://${it.own}`])
  const preflight = await ask(port, ['OPTIONS /api/call HTTP/1.1', host, 'Origin: http://evil.example'])
  expect([without.status, withOwn.status, preflight.status]).toEqual([403, 404, 403])
  expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('no pair of headers makes the guard throw, and none but the exact ones gets in', () => {
  const own = ownHosts(4_321)
  const near = fc.constantFrom(
    ...own,
    'localhost',
    'LOCALHOST:4321',
    'evil.example:4321',
    '[::1',
    '127.0.0.1:04321',
  )
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.webUrl(), near)
  const origin = fc.oneof(
    text,
    near.map((host) => `http://${host}`),
    fc.constant(undefined),
  )
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', '')
  const target = fc.oneof(fc.constantFrom('/', '/api/call', 'http://evil.example/', '*'), text)
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 2 }),
      origin,
      method,
      target,
      fc.boolean(),
      (hosts, from, verb, path, isUpgrade) => {
        const headers = from === undefined ? {} : { origin: from }
        const refusal = judgeRequest({ method: verb, target: path, hosts, headers, upgrade: isUpgrade }, own)
        const [host = ''] = hosts
        const mayLack =
          !isUpgrade && (verb === 'GET' || verb === 'HEAD' || (verb === 'POST' && path === '/api/call'))
        const right =
          hosts.length === 1 &&
          own.has(host) &&
          path.startsWith('/') &&
          (from === undefined ? mayLack : from === `http://${host}`)
        expect(refusal === null).toBe(right)
      },
    ),
    { numRuns: 10_000 },
  )
})
