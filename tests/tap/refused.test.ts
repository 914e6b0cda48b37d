// What the gate does not pass on: requests for others, under other names, and bytes that two parsers may read in two ways.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EchoServer, startEchoServer } from '../support/echo-server.ts'
import { rawClient, startTap, type TapStage, targetOf } from '../support/tap-stage.ts'

const answerOk: Parameters<typeof startEchoServer>[0] = (socket, heard) => {
  if (/\r\n\r\n/.test(heard)) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
}

let server: EchoServer
let tap: TapStage
beforeEach(async () => {
  server = await startEchoServer(answerOk)
  tap = await startTap([targetOf(`${server.url}/v1`, 'openai'), targetOf(server.url, 'a.b')])
})
afterEach(async () => {
  await tap.close()
  await server.close()
})

const host = () => `127.0.0.1:${tap.port}`

/** The answer to `bytes`, whose connection the gate ends. */
async function answered(bytes: string): Promise<{ status: number; body: { error: { code: string } } }> {
  const client = rawClient(tap.port)
  client.write(bytes)
  await expect.poll(client.text).toMatch(/\n$/)
  client.socket.destroy()
  const [head = '', body = ''] = client.text().split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), body: JSON.parse(body) }
}

test('the first segment of a path chooses the server', async () => {
  const client = rawClient(tap.port)
  client.write(`GET /openai/chat/?a=/b HTTP/1.1\r\nHost: ${host()}\r\n\r\n`)
  await expect.poll(() => server.heard()[0]).toContain('GET /v1/chat/?a=/b HTTP/1.1\r\n')
  client.socket.destroy()
  for (const [path, arrives] of [
    ['/a.b?x=1', '/?x=1'],
    ['/a.b', '/'],
    ['/a.b//x', '//x'],
    ['/openai', '/v1'],
    ['/openai?x', '/v1?x'],
  ]) {
    const other = rawClient(tap.port)
    other.write(`GET ${path} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`)
    await other.over
    expect(server.heard().join('')).toContain(`GET ${arrives} HTTP/1.1\r\n`)
  }
})

test.each(['/', '/openaix/v1', '/%6fpenai/v1', '//openai/v1', '*'])(
  'a path to no server, %s, is answered with those that there are',
  async (path) => {
    const method = path === '*' ? 'OPTIONS' : 'GET'
    const { status, body } = await answered(`${method} ${path} HTTP/1.1\r\nHost: ${host()}\r\n\r\n`)
    expect([status, body]).toMatchObject([
      404,
      { error: { type: 'runlight_tap', code: 'unknown-target', targets: ['openai', 'a.b'] } },
    ])
    expect(server.heard()).toEqual([])
    expect(tap.refused).toEqual([{ target: null, status: 404, cause: expect.stringContaining('/openai/') }])
  },
)

test.each([
  [
    'an address of the client’s own',
    () => `GET ${server.url}/openai/x HTTP/1.1\r\nHost: ${host()}\r\n\r\n`,
    403,
  ],
  ['the gate’s own address', () => `GET http://${host()}/openai/x HTTP/1.1\r\nHost: ${host()}\r\n\r\n`, 403],
  ['a tunnel', () => `CONNECT ${server.host} HTTP/1.1\r\nHost: ${server.host}\r\n\r\n`, 403],
  ['a name that leads here', () => `GET /openai/x HTTP/1.1\r\nHost: evil.example:${tap.port}\r\n\r\n`, 421],
  ['another port', () => `GET /openai/x HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n`, 421],
  ['no port', () => `GET /openai/x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`, 421],
  [
    'another address of the loopback',
    () => `GET /openai/x HTTP/1.1\r\nHost: 127.0.0.2:${tap.port}\r\n\r\n`,
    421,
  ],
  ['no host', () => `GET /openai/x HTTP/1.1\r\n\r\n`, 400],
  ['two hosts', () => `GET /openai/x HTTP/1.1\r\nHost: ${host()}\r\nHost: ${host()}\r\n\r\n`, 400],
  ['a name with a user', () => `GET /openai/x HTTP/1.1\r\nHost: a@${host()}\r\n\r\n`, 421],
  [
    'an upgrade under another name',
    () =>
      `GET /openai/x HTTP/1.1\r\nHost: evil.example:${tap.port}\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n`,
    421,
  ],
  [
    'a ring of taps',
    () => `GET /openai/x HTTP/1.1\r\nHost: ${host()}\r\nVia: ${'1.1 runlight, '.repeat(8)}1.0 x\r\n\r\n`,
    508,
  ],
] satisfies [string, () => string, number][])('%s is refused', async (_what, bytes, status) => {
  expect(await answered(bytes())).toMatchObject({ status, body: { error: { type: 'runlight_tap' } } })
  expect(server.heard()).toEqual([])
})

test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('%s with its port is the gate', async (name) => {
  const client = rawClient(tap.port)
  client.write(`GET /openai/x HTTP/1.1\r\nHost: ${name}:${tap.port}\r\n\r\n`)
  await expect.poll(client.text).toContain('ok')
  client.socket.destroy()
})

/** Each is read by some parser as two requests, or as one of another length. */
test.each([
  ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n', 'hello'],
  ['the same length twice', 'Content-Length: 5\r\nContent-Length: 5\r\n', 'hello'],
  ['a list of lengths', 'Content-Length: 5, 5\r\n', 'hello'],
  ['a length with a sign', 'Content-Length: +5\r\n', 'hello'],
  ['a length that is no number', 'Content-Length: 0x5\r\n', 'hello'],
  ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'],
  ['chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', '0\r\n\r\n'],
  ['a coding behind chunks', 'Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'],
  ['another coding', 'Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'],
  ['a coding that is none', 'Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'],
  ['a hidden coding', 'Transfer-Encoding:\x0bchunked\r\n', '0\r\n\r\n'],
  ['a folded line', 'X-A: 1\r\n Transfer-Encoding: chunked\r\n', ''],
  ['a space before the colon', 'Transfer-Encoding : chunked\r\n', '0\r\n\r\n'],
  ['a bare line feed', 'X-A: 1\nContent-Length: 5\r\n', 'hello'],
  ['a bare carriage return', 'X-A: 1\rContent-Length: 5\r\n', 'hello'],
  ['a null', 'X-A: 1\x00\r\n', ''],
])('%s is refused, and the server sees none of it', async (_what, headers, body) => {
  const { status } = await answered(`POST /openai/x HTTP/1.1\r\nHost: ${host()}\r\n${headers}\r\n${body}`)
  expect([400, 501]).toContain(status)
  expect(server.heard()).toEqual([])
})

// Side by side, each with a gate of its own: the connection that a gate made to its server stays open for some seconds.
test('a body in bad chunks never ends well for the server', async () => {
  const bodies = [
    ['a size that is no number', 'zz\r\nhello\r\n0\r\n\r\n'],
    ['a size with a sign', '-5\r\nhello\r\n0\r\n\r\n'],
    ['a size that overflows', 'fffffffffffffffff\r\nhello\r\n0\r\n\r\n'],
    ['a chunk longer than its size', '2\r\nhello\r\n0\r\n\r\n'],
    ['a line feed alone behind a size', '5\nhello\r\n0\r\n\r\n'],
    ['a line feed alone behind a chunk', '5\r\nhello\n0\r\n\r\n'],
  ] as const
  await Promise.all(
    bodies.map(async ([what, body]) => {
      const behind = await startEchoServer(answerOk)
      const gate = await startTap([targetOf(behind.url, 'openai')])
      const client = rawClient(gate.port)
      client.write(
        `POST /openai/x HTTP/1.1\r\nHost: 127.0.0.1:${gate.port}\r\nTransfer-Encoding: chunked\r\n\r\n${body}`,
      )
      await client.over
      await expect.poll(() => behind.heard().length, { message: what }).toBe(1)
      await expect.poll(behind.open, { message: what }).toBe(0)
      expect(behind.heard().join(''), what).not.toMatch(/\r\n0\r\n/)
      await gate.close()
      await behind.close()
    }),
  )
})

test('the end of an answer under way is no end of a request that was badly framed behind it', async () => {
  const client = rawClient(tap.port)
  client.write(`GET /openai/x HTTP/1.1\r\nHost: ${host()}\r\n\r\n`)
  await expect.poll(client.text).toContain('ok')
  client.write('\x00\x01garbage\r\n\r\n')
  expect(await client.over).toBe('ended')
  expect(client.text()).toMatch(/ok[\s\S]*HTTP\/1.1 400 Bad Request\r\n/)
})

test('a head that is too large is answered so', async () => {
  const { status } = await answered(
    `GET /openai/x HTTP/1.1\r\nHost: ${host()}\r\nX-A: ${'a'.repeat(70_000)}\r\n\r\n`,
  )
  expect(status).toBe(431)
  const client = rawClient(tap.port)
  client.write(
    `GET /openai/x HTTP/1.1\r\nHost: ${host()}\r\n${'X-Many: 1\r\n'.repeat(4_000)}X-Last: 1\r\n\r\n`,
  )
  await expect.poll(client.text).toContain('ok')
  expect(server.heard()[0]).toContain('X-Last: 1\r\n')
  client.socket.destroy()
})

test('a head that does not come is given up, and no answer under way with it', async () => {
  const slow = await startEchoServer((socket, heard) => {
    if (/\r\n\r\n$/.test(heard))
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
    if (/more$/.test(heard)) socket.write('3\r\ndef\r\n0\r\n\r\n')
  })
  const quick = await startTap([targetOf(slow.url)], null, { headLimitMs: 300 })
  const own = `127.0.0.1:${quick.port}`
  const running = rawClient(quick.port)
  running.write(`POST / HTTP/1.1\r\nHost: ${own}\r\nContent-Length: 4\r\n\r\n`)
  await expect.poll(running.text).toMatch(/abc/)
  const ended = rawClient(quick.port)
  ended.write('GET / HTTP/1.1\r\nHost: ')
  expect(await ended.over).toBe('ended')
  expect(ended.text()).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/)
  expect(quick.refused).toEqual([{ target: null, status: 408, cause: expect.stringContaining('in time') }])
  running.write('more')
  await expect.poll(running.text).toMatch(/def\r\n0\r\n\r\n$/)
  running.socket.destroy()
  await quick.close()
  await slow.close()
})
