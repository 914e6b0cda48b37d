// Ends of both sides: a good one stays good, a broken one is seen as broken, and each is told as whose it was.

import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type EchoServer, startEchoServer } from '../support/echo-server.ts'
import { type RawClient, rawClient, startTap, type TapStage, targetOf } from '../support/tap-stage.ts'

let server: EchoServer | null = null
let tap: TapStage
afterEach(async () => {
  await tap.close()
  await server?.close()
  server = null
})

async function stage(behave: (socket: Socket, made: number) => void): Promise<RawClient> {
  server = await startEchoServer((socket, heard, made) => {
    if (/\r\n\r\n$/.test(heard)) behave(socket, made)
  })
  tap = await startTap([targetOf(server.url)])
  return rawClient(tap.port)
}
const ask = (client: RawClient, version = '1.1', more = '') =>
  client.write(`GET /x HTTP/${version}\r\nHost: 127.0.0.1:${tap.port}\r\n${more}\r\n`)
const states = () => tap.told.at(-1)?.client.map(({ state }) => state)

const chunkedHead = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'

test.each([
  ['in chunks', `${chunkedHead}3\r\nabc\r\n`],
  ['of a length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'],
])('an answer %s that breaks is a broken answer for the client', async (_what, answer) => {
  const client = await stage((socket) => socket.end(answer))
  ask(client)
  await client.over
  expect(client.text()).toMatch(/abc(\r\n)?$/)
  expect(tap.told[0]?.end).toMatchObject({ type: 'broke', code: 'UND_ERR_SOCKET' })
  expect(states()).toEqual(['cut'])
})

test('a broken answer that would end with its connection ends with a reset', async () => {
  let send = () => {}
  const client = await stage((socket) => {
    socket.write(`${chunkedHead}3\r\nabc\r\n`)
    send = () => socket.destroy()
  })
  client.write('GET /x HTTP/1.0\r\n\r\n')
  await expect.poll(client.text).toMatch(/abc$/)
  send()
  expect(await client.over).toBe('reset')
  expect(tap.told[0]?.end?.type).toBe('broke')
})

test('an answer that ends with its connection ends well', async () => {
  const client = await stage((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nabc'))
  ask(client)
  await expect.poll(client.text).toMatch(/3\r\nabc\r\n0\r\n\r\n$/)
  await expect.poll(() => [tap.told[0]?.end, states()]).toEqual([{ type: 'finished' }, ['done']])
  client.socket.destroy()
})

test('an answer that ends with its connection and is reset breaks', async () => {
  let reset = () => {}
  const client = await stage((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\nabc')
    reset = () => socket.resetAndDestroy()
  })
  ask(client)
  await expect.poll(client.text).toMatch(/abc\r\n$/)
  reset()
  await client.over
  expect(client.text()).not.toMatch(/\r\n0\r\n/)
  expect([tap.told[0]?.end?.type, states()]).toEqual(['broke', ['cut']])
})

test('bad chunks of the server break the answer', async () => {
  const client = await stage((socket) => socket.write(`${chunkedHead}3\r\nabc\r\nzz\r\n`))
  ask(client)
  await client.over
  expect(client.text()).toMatch(/abc\r\n$/)
  expect(tap.told[0]?.end).toMatchObject({ type: 'broke', code: expect.stringMatching(/^HPE_/) })
})

test.each([
  ['no answer', '', 'ECONNRESET'],
  ['what is no HTTP', 'SSH-2.0-x\r\n', 'HPE_INVALID_CONSTANT'],
  [
    'two lengths',
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    'HPE_UNEXPECTED_CONTENT_LENGTH',
  ],
  [
    'another coding',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    'ERR_TRANSFER_CODING',
  ],
  ['another protocol', 'HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', 'ERR_UPGRADE'],
  ['too large a head', `HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(70_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW'],
])('a server that answers with %s is answered for with 502', async (_what, answer, code) => {
  const client = await stage((socket) => socket.end(answer))
  ask(client)
  await expect.poll(client.text).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\n[\s\S]*runlight_tap[\s\S]*\n$/)
  expect(tap.told[0]?.end).toMatchObject({ type: 'broke', code })
  await expect.poll(states).toEqual(['done'])
  expect(tap.refused).toEqual([{ target: '', status: 502, cause: expect.stringContaining(`(${code})`) }])
  client.socket.destroy()
})

test('a server that is not there is answered for with 502, and so is a name that is none', async () => {
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const { port } = free.address() as AddressInfo
  await new Promise((resolve) => free.close(resolve))
  tap = await startTap([
    targetOf(`http://127.0.0.1:${port}`, 'gone'),
    targetOf('http://nowhere.invalid', 'none'),
  ])
  const gone = await fetch(`${tap.url}/gone/x`)
  expect([gone.status, await gone.json()]).toMatchObject([502, { error: { code: 'ECONNREFUSED' } }])
  const none = await fetch(`${tap.url}/none/x`)
  expect([none.status, await none.json()]).toMatchObject([
    502,
    { error: { code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) } },
  ])
})

test('a client that goes ends the request to the server, before the head and after it', async () => {
  const client = await stage(() => {})
  ask(client)
  await expect.poll(() => server?.heard()[0]).toContain('GET /x')
  client.socket.destroy()
  await expect.poll(() => server?.open()).toBe(0)
  expect([tap.told[0]?.end, states()]).toEqual([{ type: 'left' }, ['gone']])
})

test('a client that goes in the middle of a stream ends it', async () => {
  const client = await stage((socket) => socket.write(`${chunkedHead}3\r\nabc\r\n`))
  ask(client)
  await expect.poll(client.text).toMatch(/abc/)
  client.socket.end()
  await expect.poll(() => server?.open()).toBe(0)
  expect([tap.told[0]?.end, states(), tap.told[0]?.client[0]?.bytes]).toEqual([{ type: 'left' }, ['gone'], 3])
})

test('a client that goes in the middle of its body breaks the request off', async () => {
  const client = await stage(() => {})
  client.write(
    `POST /x HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`,
  )
  await expect.poll(() => server?.heard()[0]).toMatch(/abc\r\n$/)
  client.socket.destroy()
  await expect.poll(() => server?.open()).toBe(0)
  expect(server?.heard()[0]).not.toMatch(/\r\n0\r\n/)
})

test('a client that takes nothing holds the server back, is told to be slow, and gets all of it later', async () => {
  const size = 64 * 2 ** 20
  const client = await stage((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`)
    socket.write(Buffer.alloc(size, 120))
  })
  client.socket.pause()
  ask(client)
  await expect.poll(states).toEqual(['slow'])
  const told = () => tap.told[0]?.received.reduce((sum, { length }) => sum + length, 0) ?? 0
  expect(told()).toBeLessThan(size / 2)
  expect(tap.told[0]?.client[0]?.waiting).toBeGreaterThan(0)
  client.socket.resume()
  await expect.poll(states).toContain('done')
  expect([told(), states()?.[1], tap.told[0]?.client.at(-1)?.bytes]).toEqual([size, 'open', size])
  client.socket.destroy()
})

test('a server that takes nothing holds the client’s upload back', async () => {
  const size = 64 * 2 ** 20
  let taking: Socket | null = null
  const take = () => taking?.resume()
  const raw = createServer((socket) => {
    socket.on('error', () => {})
    socket.pause()
    taking = socket
  })
  await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
  tap = await startTap([targetOf(`http://127.0.0.1:${(raw.address() as AddressInfo).port}`)])
  const client = rawClient(tap.port)
  client.write(`PUT /x HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nContent-Length: ${size}\r\n\r\n`)
  client.socket.write(Buffer.alloc(size, 120))
  await expect.poll(() => taking !== null).toBe(true)
  let before = -1
  await expect
    .poll(() => {
      const [last, now] = [before, client.socket.writableLength]
      before = now
      return now - last
    })
    .toBe(0)
  expect(client.socket.writableLength).toBeGreaterThan(0)
  expect(tap.told[0]?.asked).toBe(null)
  take()
  await expect.poll(() => tap.told[0]?.asked).toBe(size)
  client.socket.destroy()
  raw.close()
})

test('no request is ever sent twice, also where a kept connection turns out to be closed', async () => {
  const client = await stage((socket, made) => {
    if (made === 1 && socket.bytesWritten > 0) socket.destroy()
    else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  })
  ask(client)
  await expect.poll(client.text).toMatch(/ok$/)
  ask(client)
  await expect.poll(client.text).toMatch(/HTTP\/1.1 502 Bad Gateway\r\n[\s\S]*\n$/)
  expect(server?.heard().join('').split('HTTP/1.1').length).toBe(3)
  client.socket.destroy()
})

test('what asks for a stream has a connection of its own, which nobody closed before', async () => {
  const client = await stage((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'))
  for (const times of [2, 3]) {
    client.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nAccept: text/event-stream\r\n\r\n`)
    await expect.poll(() => client.text().split('ok').length).toBe(times)
  }
  expect(server?.heard().length).toBe(2)
  client.socket.destroy()
})

test('closing ends what is under way', async () => {
  const client = await stage((socket) => socket.write(`${chunkedHead}3\r\nabc\r\n`))
  ask(client)
  await expect.poll(client.text).toMatch(/abc/)
  await tap.close()
  await client.over
  expect([tap.told[0]?.end, states()]).toEqual([{ type: 'left' }, ['cut']])
  await expect.poll(() => server?.open()).toBe(0)
})

test('a server that takes a connection and never completes it is answered for with 504', async () => {
  const client = await stage(() => {})
  await tap.close()
  tap = await startTap([targetOf(`https://${server?.host}`)], null, { connectLimitMs: 300 })
  client.socket.destroy()
  const response = await fetch(`${tap.url}/x`)
  expect([response.status, await response.json()]).toMatchObject([
    504,
    { error: { type: 'runlight_tap', code: 'UND_ERR_CONNECT_TIMEOUT' } },
  ])
})

test('an answer that comes before the request is complete arrives, and the next request on the connection too', async () => {
  server = await startEchoServer((socket, heard) => {
    if (/PUT[\s\S]*\r\n\r\n$|GET[\s\S]*\r\n\r\n$/.test(heard))
      socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno')
  })
  tap = await startTap([targetOf(server.url)])
  const client = rawClient(tap.port)
  client.write(`PUT /x HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nContent-Length: 5\r\n\r\n`)
  await expect.poll(client.text).toMatch(/no$/)
  client.write('hello')
  ask(client)
  await expect.poll(() => client.text().split('413').length).toBe(3)
  client.socket.destroy()
})
