// What goes through the gate, byte by byte on the wire of both sides.

import { afterEach, expect, test } from 'vitest'
import { type EchoServer, startEchoServer } from '../support/echo-server.ts'
import { type RawClient, rawClient, startTap, type TapStage, targetOf } from '../support/tap-stage.ts'

let server: EchoServer
let tap: TapStage
afterEach(async () => {
  await tap?.close()
  await server?.close()
})

/** A server that answers each request, which ends as `isWhole` says, with `answer`. */
async function stage(answer: string, isWhole = /\r\n\r\n/, base = ''): Promise<RawClient> {
  server = await startEchoServer((socket, heard) => {
    if (isWhole.test(heard)) socket.write(answer, 'latin1')
  })
  tap = await startTap([targetOf(`${server.url}${base}`)])
  return rawClient(tap.port)
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
const head = (line: string, headers = '') => `${line}\r\nHost: 127.0.0.1:${tap.port}\r\n${headers}\r\n`
const withoutDate = (text: string) => text.replace(/(Connection: keep-alive|Keep-Alive: .*)\r\n/g, '')

test.each(['/', '/a/../b/./c', '//double//slash', '/%2e%2E/%00%zz?x=%20&&=&?#', '/?q=[]{}|\\^`"<>'])(
  'the path %j arrives as it was sent',
  async (path) => {
    const client = await stage(ok, /\r\n\r\n/, '/base')
    client.write(head(`GET ${path} HTTP/1.1`))
    await expect.poll(client.text).toContain('ok')
    expect(server.heard()[0]?.split('\r\n')[0]).toBe(`GET /base${path} HTTP/1.1`)
  },
)

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY', 'MKCALENDAR'])(
  'the method %s arrives as it was sent',
  async (method) => {
    const client = await stage(ok)
    client.write(head(`${method} /x HTTP/1.1`, 'Content-Length: 0\r\n'))
    await expect.poll(client.text).toContain('ok')
    expect(server.heard()[0]).toMatch(new RegExp(`^${method} /x HTTP/1.1\r\n`))
    expect(server.heard()[0]).toContain('Content-Length: 0\r\n')
  },
)

test('headers keep their spelling, their order and their duplicates; those of the connection stay behind', async () => {
  const client = await stage(
    'HTTP/1.1 200 Very  fine\xe9\r\nX-b: 1\r\nSet-Cookie: a=1\r\nx-A: \xe4\r\nSET-COOKIE: b=2\r\nX-b: 2\r\nKeep-Alive: timeout=1\r\nX-Hop: 1\r\nConnection: x-hop\r\nContent-Length: 2\r\nVia: 1.0 other\r\n\r\nok',
  )
  client.write(
    `GET / HTTP/1.1\r\nX-b: 1\r\nhOST: localhost:${tap.port}\r\nx-A: \xe4\r\nX-Forwarded-For: 1.2.3.4\r\nX-b: 2\r\nProxy-Connection: keep-alive\r\nKeep-Alive: 5\r\nX-Gone: 1\r\nTE: gzip;q=0.5, trailers\r\nConnection: x-gone , TE\r\nVia: 1.0 other\r\n\r\n`,
  )
  await expect.poll(client.text).toContain('ok')
  expect(server.heard()[0]).toBe(
    `GET / HTTP/1.1\r\nX-b: 1\r\nhOST: ${server.host}\r\nx-A: \xe4\r\nX-Forwarded-For: 1.2.3.4\r\nX-b: 2\r\nVia: 1.0 other\r\nTE: trailers\r\nVia: 1.1 runlight\r\nConnection: TE\r\n\r\n`,
  )
  expect(withoutDate(client.text())).toBe(
    'HTTP/1.1 200 Very  fine\xe9\r\nX-b: 1\r\nSet-Cookie: a=1\r\nx-A: \xe4\r\nSET-COOKIE: b=2\r\nX-b: 2\r\nContent-Length: 2\r\nVia: 1.0 other\r\n\r\nok',
  )
})

test('a body of a length and one in chunks arrive whole, with their trailers', async () => {
  const client = await stage(
    'HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 6\r\nx-Sum: 7\r\n\r\n',
    /0\r\n(X-T: 1\r\n)?\r\n$|\r\n\r\nhello$/,
  )
  client.write(head('PUT /a HTTP/1.1', 'Content-Length: 5\r\n'))
  client.write('hello')
  await expect.poll(client.text).toContain('0\r\nX-Sum: 6\r\nx-Sum: 7\r\n\r\n')
  expect(server.heard()[0]).toMatch(/Content-Length: 5\r\n[\s\S]*\r\n\r\nhello$/)
  expect(client.text()).toContain('Trailer: X-Sum\r\n')
  client.write(head('POST /b HTTP/1.1', 'Trailer: X-T\r\nTransfer-Encoding: chunked\r\n'))
  client.write('2\r\nab\r\n0\r\nX-T: 1\r\n\r\n')
  await expect.poll(() => client.text().split('X-Sum: 6').length).toBe(3)
  expect(server.heard().join('')).toMatch(
    /Transfer-Encoding: chunked\r\n[\s\S]*2\r\nab\r\n0\r\nX-T: 1\r\n\r\n$/,
  )
  expect(tap.told.map(({ sent, asked }) => [Buffer.concat(sent).toString(), asked])).toEqual([
    ['hello', 5],
    ['ab', 2],
  ])
})

test('no more of a request’s body is told than is kept, and all of it is passed on', async () => {
  const client = await stage(ok, /x{64}$/)
  client.write(head('POST / HTTP/1.1', 'Content-Length: 64\r\n') + 'x'.repeat(64))
  await expect.poll(client.text).toContain('ok')
  expect(tap.told.map(({ sent, asked }) => [Buffer.concat(sent).toString(), asked])).toEqual([
    ['x'.repeat(16), 64],
  ])
})

test('the head of a request arrives before its body', async () => {
  const client = await stage(ok, /hello$/)
  client.write(head('POST / HTTP/1.1', 'Content-Length: 5\r\n'))
  await expect.poll(() => server.heard()[0]).toMatch(/\r\n\r\n$/)
  client.write('hello')
  await expect.poll(client.text).toContain('ok')
})

test('a client that asks whether to go on hears the server’s own answer', async () => {
  let say = (_text: string) => {}
  server = await startEchoServer((socket) => {
    say = (text) => socket.write(text)
  })
  tap = await startTap([targetOf(server.url)])
  const client = rawClient(tap.port)
  client.write(head('POST / HTTP/1.1', 'Expect: 100-continue\r\nContent-Length: 5\r\n'))
  await expect.poll(() => server.heard()[0]).toMatch(/Expect: 100-continue\r\n[\s\S]*\r\n\r\n$/)
  expect(client.text()).toBe('')
  say('HTTP/1.1 100 Continue\r\n\r\n')
  await expect.poll(client.text).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  client.write('hello')
  await expect.poll(() => server.heard()[0]).toMatch(/hello$/)
  say(ok)
  await expect.poll(client.text).toContain('ok')
})

test('a client that is not told to go on gets the answer, and its connection ends', async () => {
  const client = await stage('HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno')
  client.write(head('POST / HTTP/1.1', 'Expect: 100-continue\r\nContent-Length: 5\r\n'))
  expect(await client.over).toBe('ended')
  expect(client.text()).toMatch(/^HTTP\/1.1 401 No\r\n[\s\S]*Connection: close\r\n[\s\S]*no$/)
})

test('what a server says before its answer is passed on, and not to a client of HTTP/1.0', async () => {
  const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nX-H: 1\r\n\r\n'
  const client = await stage(`HTTP/1.1 100 Continue\r\n\r\n${hints}${ok}`)
  client.write(head('GET / HTTP/1.1'))
  await expect.poll(client.text).toContain('ok')
  expect(client.text()).toMatch(new RegExp(`^HTTP/1.1 100 Continue\r\n\r\n${hints}HTTP/1.1 200 OK\r\n`))
  const old = rawClient(tap.port)
  old.write('GET / HTTP/1.0\r\n\r\n')
  await old.over
  expect(old.text()).toMatch(/^HTTP\/1.1 200 OK\r\n/)
})

test.each([
  ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 42\r\nETag: "x"\r\n\r\n', 'Content-Length: 42\r\n'],
  ['HEAD', 'HTTP/1.1 200 OK\r\nTrailer: X\r\nTransfer-Encoding: chunked\r\n\r\n', ''],
  ['GET', 'HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n', 'X-A: 1\r\n'],
  ['GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 42\r\n\r\n', 'Content-Length: 42\r\n'],
])('an answer without a body stays one: %s %j', async (method, answer, kept) => {
  const client = await stage(answer)
  client.write(head(`${method} / HTTP/1.1`))
  await expect.poll(client.text).toMatch(/\r\n\r\n$/)
  expect(client.text()).toContain(kept)
  client.write(head(`${method} /again HTTP/1.1`))
  await expect.poll(() => client.text().split('HTTP/1.1 ').length).toBe(3)
  expect(client.text()).toMatch(/^(HTTP\/1.1 \d+ [\s\S]*?\r\n\r\n){2}$/)
})

test('a client of HTTP/1.0 gets a stream that ends with its connection', async () => {
  const client = await stage(
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
  )
  client.write('GET / HTTP/1.0\r\n\r\n')
  expect(await client.over).toBe('ended')
  expect(client.text()).toMatch(/\r\n\r\nabcde$/)
  expect(client.text()).not.toContain('chunked')
})

test('requests that a client sends in a row are passed on one after the other', async () => {
  let answer = () => {}
  server = await startEchoServer((socket) => {
    answer = () => socket.write(ok)
  })
  tap = await startTap([targetOf(server.url)])
  const client = rawClient(tap.port)
  client.write(`${head('POST /1 HTTP/1.1', 'Content-Length: 1\r\n')}a${head('GET /2 HTTP/1.1')}`)
  await expect.poll(() => server.heard().join('')).toMatch(/POST \/1[\s\S]*\r\n\r\na$/)
  answer()
  await expect.poll(() => server.heard().join('')).toContain('GET /2')
  answer()
  await expect.poll(() => client.text().split('ok').length).toBe(3)
})

test('the name of its run is on the answer where it is a stream, and on no other', async () => {
  const client = await stage(
    'HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=utf-8\r\nContent-Length: 0\r\n\r\n',
  )
  client.write(head('GET / HTTP/1.1'))
  await expect.poll(client.text).toContain('X-Runlight-Run: run-1\r\n')
  const other = await stage('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n')
  other.write(head('GET / HTTP/1.1'))
  await expect.poll(other.text).toContain('text/html')
  expect(other.text()).not.toContain('Runlight')
})

test.each([
  ['HEAD', '200 OK'],
  ['GET', '204 No Content'],
  ['GET', '500 Broken'],
])('a %s answered with %s is no stream, whatever its type says, and names no run', async (method, status) => {
  const client = await stage(`HTTP/1.1 ${status}\r\nContent-Type: text/event-stream\r\n\r\n`)
  client.write(head(`${method} / HTTP/1.1`))
  await expect.poll(client.text).toContain('text/event-stream')
  expect(client.text()).not.toContain('Runlight')
})
