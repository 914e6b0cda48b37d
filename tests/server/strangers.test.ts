// The door under attack: connections that say nothing, hold what they were given or never read. Each costs a bounded amount
// for a bounded time, and whoever has the token comes in all the while.

import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { get, post, startHost, type TestHost } from './support/host.ts'
import { enterPage, openPage } from './support/page.ts'

let it: TestHost
let held: Socket[] = []

beforeEach(async () => {
  it = await startHost()
})
afterEach(async () => {
  vi.useRealTimers()
  for (const socket of held) socket.destroy()
  held = []
  await it.close()
})

/** A connection that sends `text` and reads nothing; `gone` once the host has let it go. */
async function hold(text: string): Promise<{ readonly gone: Promise<void> }> {
  const socket = connect(it.host.port, '127.0.0.1')
  held.push(socket)
  const gone = new Promise<void>((resolve) => {
    socket.on('error', () => {})
    socket.once('close', () => resolve())
  })
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  if (text !== '') socket.write(text)
  socket.resume()
  return { gone }
}

const callsWithToken = async () =>
  (
    await post(
      it.host.port,
      [`Host: ${it.own}`, 'Content-Type: application/json', `Authorization: Bearer ${it.host.token}`],
      JSON.stringify({ name: 'settings.get', input: {} }),
    )
  ).status

test('a connection that says nothing, or never ends its request’s head, is let go after ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const connections = [await hold(''), await hold(`GET / HTTP/1.1\r\nHost: ${it.own}\r\nX-Slow: `)]
  await get(it.host.port, '/', [`Host: ${it.own}`])
  vi.advanceTimersByTime(10_000)
  await Promise.all(connections.map(({ gone }) => gone))
})

test('three hundred silent connections keep nobody out: the oldest makes room for the next', async () => {
  const silent = []
  for (let i = 0; i < 300; i++) silent.push(await hold(''))
  expect([(await get(it.host.port, '/', [`Host: ${it.own}`])).status, await callsWithToken()]).toEqual([
    200, 200,
  ])
  expect((await enterPage(it)).frames).toEqual([{ token: it.host.token }])
  await Promise.all(silent.slice(0, 44).map(({ gone }) => gone))
})

test('three hundred sockets without a token keep no page out, and cost no page its place', async () => {
  const first = await enterPage(it)
  for (let i = 0; i < 300; i++) await openPage(it)
  const second = await enterPage(it)
  for (const page of [first, second]) {
    page.socket.send(JSON.stringify({ id: 1, name: 'settings.get', input: {} }))
    await page.next((frame) => frame.id === 1)
  }
})

test('a socket that says no token within five seconds is let go, as is one that says too much', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const silent = await openPage(it)
  const long = await openPage(it)
  long.socket.send(JSON.stringify({ token: 'x'.repeat(100_000) }))
  expect(await long.closed).toBe(1006)
  vi.advanceTimersByTime(5_000)
  expect(await silent.closed).toBe(4408)
})

test('sixty-four pages are served, one more is told so, and a place that is left is free', async () => {
  const pages = []
  for (let i = 0; i < 64; i++) pages.push(await enterPage(it))
  const late = await openPage(it)
  late.socket.send(JSON.stringify({ token: it.host.token }))
  expect(await late.closed).toBe(4409)
  pages[0]?.socket.close()
  await pages[0]?.closed
  expect((await enterPage(it)).frames).toEqual([{ token: it.host.token }])
})

test('a page that does not read is let go at the second beat; one that reads stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const late = await startHost()
  const reading = await enterPage(late)
  const deaf = await enterPage(late)
  const answered = new Promise((resolve) => reading.socket.once('ping', resolve))
  deaf.socket.pause()
  vi.advanceTimersByTime(15_000)
  await answered
  // The pong has arrived once a call that was sent after it is answered.
  reading.socket.send(JSON.stringify({ id: 1, name: 'settings.get', input: {} }))
  await reading.next((frame) => frame.id === 1)
  vi.advanceTimersByTime(15_000)
  deaf.socket.resume()
  expect(await deaf.closed).toBe(1006)
  reading.socket.send(JSON.stringify({ id: 2, name: 'settings.get', input: {} }))
  await reading.next((frame) => frame.id === 2)
  await late.close()
})

test('forty pages that ask much and read nothing cost a bounded amount of memory, and one that reads is served', async () => {
  await it.engine.call('servers.save', {
    id: null,
    name: 'large',
    baseUrl: 'https://example.com',
    auth: 'none',
    secret: null,
    caPem: `-----BEGIN CERTIFICATE-----\n${'A'.repeat(2 ** 20)}`,
    proxyUrl: null,
  })
  const memory = () => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = memory()
  let most = 0
  const look = setInterval(() => {
    most = Math.max(most, memory() - before)
  }, 50)
  const calls = Array.from({ length: 50 }, (_, id) =>
    JSON.stringify({ id, name: 'runs.snapshot', input: {} }),
  )
  const deaf = []
  for (let i = 0; i < 40; i++) {
    const page = await enterPage(it)
    page.socket.pause()
    for (const call of calls) page.socket.send(call)
    deaf.push(page)
  }
  const reading = await enterPage(it)
  reading.socket.send(JSON.stringify({ id: 1, name: 'settings.get', input: {} }))
  await reading.next((frame) => frame.id === 1)
  clearInterval(look)
  // Two gigabytes were asked for; what collectors leave behind is counted too.
  expect(most).toBeLessThan(768 * 2 ** 20)
  for (const page of deaf) page.socket.terminate()
})
