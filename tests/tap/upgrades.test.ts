// Changes of protocol: tunnelled both ways where the server agrees, and answered like any other request where it does not.

import { afterEach, expect, test } from 'vitest'
import { type EchoServer, startEchoServer } from '../support/echo-server.ts'
import { rawClient, startTap, type TapStage, targetOf } from '../support/tap-stage.ts'

let server: EchoServer
let tap: TapStage
afterEach(async () => {
  await tap.close()
  await server.close()
})

async function stage(answer: string) {
  server = await startEchoServer((socket, heard) => {
    if (/\r\n\r\n$/.test(heard)) socket.write(answer)
    else if (/\r\n\r\n[\s\S]*ping$/.test(heard)) socket.write('pong')
    else if (/bye$/.test(heard)) socket.end('gone')
  })
  tap = await startTap([targetOf(`${server.url}/base`, 'api')])
  const client = rawClient(tap.port)
  client.write(
    `GET /api/socket?x HTTP/1.1\r\nhost: 127.0.0.1:${tap.port}\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: abc\r\nOrigin: http://127.0.0.1:${tap.port}\r\n\r\n`,
  )
  return client
}

const switching =
  'HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: def\r\n\r\nfirst'

test('an upgrade becomes a pipe both ways, and is told to nobody', async () => {
  const client = await stage(switching)
  await expect
    .poll(client.text)
    .toBe(
      'HTTP/1.1 101 Switching\r\nSec-WebSocket-Accept: def\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nfirst',
    )
  expect(server.heard()[0]).toBe(
    `GET /base/socket?x HTTP/1.1\r\nhost: ${server.host}\r\nSec-WebSocket-Key: abc\r\nOrigin: ${server.url}\r\nVia: 1.1 runlight\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  )
  client.write('ping')
  await expect.poll(client.text).toMatch(/firstpong$/)
  client.write('bye')
  expect(await client.over).toBe('ended')
  expect(client.text()).toMatch(/gone$/)
  expect(tap.told).toEqual([])
})

test('a client that leaves the tunnel ends the server’s side', async () => {
  const client = await stage(switching)
  await expect.poll(client.text).toMatch(/first$/)
  client.socket.destroy()
  await expect.poll(server.open).toBe(0)
})

test('closing ends a tunnel', async () => {
  const client = await stage(switching)
  await expect.poll(client.text).toMatch(/first$/)
  await tap.close()
  await client.over
  await expect.poll(server.open).toBe(0)
})

test('an upgrade that the server refuses gets its answer', async () => {
  const client = await stage(
    'HTTP/1.1 403 No\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n',
  )
  await client.over
  expect(client.text()).toBe('HTTP/1.1 403 No\r\nX-A: 1\r\nConnection: close\r\n\r\nno')
})

test('an upgrade to a server that is not there is answered for', async () => {
  const client = await stage(switching)
  await expect.poll(client.text).toMatch(/first$/)
  await server.close()
  const other = rawClient(tap.port)
  other.write(
    `GET /api/ HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  )
  await other.over
  expect(other.text()).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\n[\s\S]*ECONNREFUSED/)
})

test('a client that offers HTTP/2 in plain text gets an ordinary answer', async () => {
  await stage('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  const client = rawClient(tap.port)
  client.write(
    `GET /api/x HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n`,
  )
  await expect.poll(client.text).toMatch(/ok$/)
  expect(server.heard().join('')).not.toContain('h2c')
  client.socket.destroy()
})

test('a client that leaves before the server has answered ends its request', async () => {
  const client = await stage('')
  await expect.poll(server.open).toBe(1)
  client.socket.end()
  await client.over
  await expect.poll(server.open).toBe(0)
})

test('what a client sends before the protocol has changed arrives behind its request', async () => {
  let agree = () => {}
  server = await startEchoServer((socket) => {
    agree = () => socket.write(switching)
  })
  tap = await startTap([targetOf(server.url, 'api')])
  const client = rawClient(tap.port)
  client.write(
    `GET /api/ HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\none`,
  )
  await expect.poll(() => server.heard()[0]).toMatch(/\r\n\r\n$/)
  client.write('two')
  await expect.poll(() => client.socket.bytesWritten > 0 && client.socket.writableLength).toBe(0)
  agree()
  await expect.poll(() => server.heard()[0]).toMatch(/\r\n\r\nonetwo$/)
})
