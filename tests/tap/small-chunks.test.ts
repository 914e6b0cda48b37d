// A server that writes each of many events by itself, all at once.

import { afterEach, expect, test } from 'vitest'
import { type RawServer, startRawServer } from '../support/raw-server.ts'
import { rawClient, startTap, type TapStage, targetOf } from '../support/tap-stage.ts'

let server: RawServer
let tap: TapStage
afterEach(async () => {
  await tap?.close()
  await server?.close()
})

const head =
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n'

async function ask(answer: string, isOver = false) {
  server = await startRawServer((socket) => (isOver ? socket.end(answer) : socket.write(answer)))
  tap = await startTap([targetOf(server.url)])
  const client = rawClient(tap.port)
  client.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\n\r\n`)
  return client
}

test.each([
  ['ends', '0\r\nX-Sum: 7\r\n\r\n', '8\r\na\n\nbc\n\nd\r\n0\r\nX-Sum: 7\r\n\r\n'],
  [
    'goes on with a long one',
    `1000\r\n${'x'.repeat(4_096)}\r\n`,
    `8\r\na\n\nbc\n\nd\r\n1000\r\n${'x'.repeat(4_096)}\r\n`,
  ],
  ['breaks', '', '8\r\na\n\nbc\n\nd\r\n'],
])('its chunks go out as one, in order, and then the answer %s', async (_how, rest, expected) => {
  const client = await ask(`${head}3\r\na\n\n\r\n4\r\nbc\n\n\r\n1\r\nd\r\n${rest}`, rest === '')
  await expect.poll(client.text).toContain(expected)
  expect(client.text().split('\r\n\r\n').slice(1).join('\r\n\r\n')).toBe(expected)
  expect(Buffer.concat(tap.told[0]?.received ?? []).toString()).toMatch(/^a\n\nbc\n\nd(x{4096})?$/)
})

test('a client that takes none of them holds the server back, and gets all of them later', async () => {
  const length = 300_000
  const client = await ask(`${head}${`64\r\n${'~'.repeat(100)}\r\n`.repeat(length)}0\r\n\r\n`)
  client.socket.pause()
  await expect.poll(() => tap.told[0]?.client[0]?.state, { timeout: 20_000 }).toBe('slow')
  expect(tap.told[0]?.client[0]?.waiting).toBeLessThan(1_000_000)
  client.socket.resume()
  // A sign that no head has.
  const arrived = () => client.text().split('~').length - 1
  await expect.poll(arrived, { timeout: 60_000, interval: 500 }).toBe(100 * length)
}, 90_000)
