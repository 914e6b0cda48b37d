// What of a head names the server or the gate, and becomes the other on its way.

import { expect, test } from 'vitest'
import { type Sides, sidesOf } from '../../src/tap/forward/heads/addresses.ts'
import { answerHead } from '../../src/tap/forward/heads/answer-head.ts'
import { requestHead } from '../../src/tap/forward/heads/request-head.ts'
import { isOwnHost } from '../../src/tap/forward/own-hosts.ts'
import { targetOf } from '../support/tap-stage.ts'

const gate = 'http://localhost:4319'
const named = sidesOf(targetOf('https://api.example.com/v1', 'ai'), gate)
const whole = sidesOf(targetOf('http://127.0.0.1:8080'), gate)
const based = sidesOf(targetOf('https://api.example.com:8443/a/b'), gate)

const answered = (name: string, value: string, sides: Sides) =>
  answerHead([[name, value]], sides, true).map(([, now]) => now)

test.each([
  [named, 'https://api.example.com/v1/x?y=%2F..#z', `${gate}/ai/x?y=%2F..#z`],
  [named, 'HTTPS://API.example.com:443/v1/x', `${gate}/ai/x`],
  [named, 'https://api.example.com/v1', `${gate}/ai`],
  [named, '//api.example.com/v1/x', `${gate}/ai/x`],
  [named, '/v1/x/../y', '/ai/x/../y'],
  [named, '/v1', '/ai'],
  [named, '/v1?x', '/ai?x'],
  [named, '/v10/x', '/v10/x'],
  [named, 'https://api.example.com/v2/x', 'https://api.example.com/v2/x'],
  [named, 'http://api.example.com/v1/x', 'http://api.example.com/v1/x'],
  [named, 'https://api.example.com.evil.example/v1/x', 'https://api.example.com.evil.example/v1/x'],
  [
    named,
    'https://login.example.com/?back=https://api.example.com/v1/',
    'https://login.example.com/?back=https://api.example.com/v1/',
  ],
  [named, 'x/y', 'x/y'],
  [named, '?x', '?x'],
  [named, 'mailto:a@example.com', 'mailto:a@example.com'],
  [whole, 'http://127.0.0.1:8080/x', `${gate}/x`],
  [whole, 'http://127.0.0.1:8080', gate],
  [whole, 'http://127.0.0.1:8081/x', 'http://127.0.0.1:8081/x'],
  [whole, '/x', '/x'],
  [based, 'https://api.example.com:8443/a/b/c', `${gate}/c`],
  [based, 'https://api.example.com:8443/a/b', gate],
  [based, '/a/b?x', '/?x'],
  [based, '/a/b', '/'],
])('an address of the server leads to the gate, another where it did', (sides, address, becomes) => {
  for (const name of ['Location', 'content-location'])
    expect(answered(name, address, sides)).toEqual([becomes])
})

test('Refresh leads to the gate as well', () => {
  expect(answered('Refresh', '5; url=https://api.example.com/v1/x', named)).toEqual([`5; url=${gate}/ai/x`])
  expect(answered('refresh', '0;URL="/v1/x"', named)).toEqual(['0;URL="/ai/x"'])
  expect(answered('refresh', '5', named)).toEqual(['5'])
  expect(answered('refresh', '5; https://other.example/', named)).toEqual(['5; https://other.example/'])
})

test.each([
  [named, 'a=1', 'a=1'],
  [named, 'a=1; Domain=.example.com; Path=/v1; HttpOnly', 'a=1; Path=/ai; HttpOnly'],
  [named, 'a=1; path=/', 'a=1; Path=/ai'],
  [named, 'a=1; Path=/v1/x; Secure; SameSite=None; Max-Age=5', 'a=1; Path=/ai/x; Max-Age=5'],
  [named, 'a=1; Path=/v1/', 'a=1; Path=/ai/'],
  [named, 'a=1; Path=/other', 'a=1; Path=/ai/other'],
  [named, 'a=1; Secure; SameSite=Lax; Partitioned', 'a=1; SameSite=Lax'],
  [named, '__Host-a=1; Secure; Path=/; Domain=x', '__Host-a=1; Secure; Path=/'],
  [named, '__Secure-a=1; Secure; SameSite=None', '__Secure-a=1; Secure; SameSite=None'],
  [
    named,
    'a="x=y,z"; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
    'a="x=y,z"; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
  ],
  [whole, 'a=1; Path=/x', 'a=1; Path=/x'],
  [based, 'a=1; Path=/', 'a=1; Path=/'],
  [based, 'a=1; Path=/a/b/c', 'a=1; Path=/c'],
  [based, 'a=1; Path=/a', 'a=1; Path=/'],
])('a cookie of the server is one of the gate', (sides, cookie, becomes) => {
  expect(answered('Set-Cookie', cookie, sides)).toEqual([becomes])
})

test('a page of the gate asks the server as one of its own', () => {
  const asked = (name: string, value: string, sides: Sides) =>
    requestHead(['Host', 'localhost:4319', name, value], '1.1', sides)[1]?.[1]
  expect([
    asked('Origin', gate, named),
    asked('Origin', 'https://other.example', named),
    asked('Origin', 'null', named),
    asked('Referer', `${gate}/ai/page?x=1`, named),
    asked('Referer', `${gate}/page`, based),
    asked('Referer', `${gate}/elsewhere`, named),
    asked('Referer', 'https://other.example/x', named),
  ]).toEqual([
    'https://api.example.com',
    'https://other.example',
    'null',
    'https://api.example.com/v1/page?x=1',
    'https://api.example.com:8443/a/b/page',
    'https://api.example.com/elsewhere',
    'https://other.example/x',
  ])
})

test('what Connection names stays behind, but never what frames the message', () => {
  const names = requestHead(
    ['Host', 'a', 'Connection', 'X-A, content-length,host', 'x-a', '1', 'Content-Length', '5', 'TE', 'gzip'],
    '1.0',
    whole,
  )
  expect(names).toEqual([
    ['Host', '127.0.0.1:8080'],
    ['Content-Length', '5'],
    ['Via', '1.0 runlight'],
  ])
})

test('where another address was listened on, this computer’s own addresses and name are the gate', async () => {
  const { hostname, networkInterfaces } = await import('node:os')
  const own = Object.values(networkInterfaces()).flatMap(
    (all) => all?.map(({ address, family }) => ({ address, family })) ?? [],
  )
  const hosts = own.filter(({ family }) => family === 'IPv4').map(({ address }) => `${address}:4319`)
  expect(hosts.every((host) => isOwnHost(host, '0.0.0.0', 4319))).toBe(true)
  expect([
    isOwnHost(`${hostname()}:4319`, '0.0.0.0', 4319),
    isOwnHost(`${hostname()}:4319`, '127.0.0.1', 4319),
    isOwnHost('192.0.2.1:4319', '0.0.0.0', 4319),
    isOwnHost('evil.example:4319', '0.0.0.0', 4319),
    isOwnHost('localhost', '0.0.0.0', 80),
    isOwnHost('localhost', '0.0.0.0', 4319),
  ]).toEqual([true, false, false, false, true, false])
})
