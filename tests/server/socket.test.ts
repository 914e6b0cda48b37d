// The WebSocket: who is served on it, what is said on it, and what a page costs that does not listen.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { startHost, type TestHost } from './support/host.ts'
import { enterPage, openPage } from './support/page.ts'

let it: TestHost
let server: SseServer | null

beforeEach(async () => {
  it = await startHost()
  server = null
})
afterEach(async () => {
  vi.restoreAllMocks()
  await it.close()
  await server?.close()
})

const open = () => openPage(it)
const enter = (token = it.host.token) => enterPage(it, token)

test('a page says its token first, is told the one to come back with, and is served', async () => {
  const page = await enter()
  page.socket.send(JSON.stringify({ id: 7, name: 'settings.get', input: {} }))
  page.socket.send(JSON.stringify({ id: 8, name: 'settings.get', input: 'no' }))
  await page.next((frame) => frame.id === 7)
  await page.next((frame) => frame.id === 8)
  const { engine } = it.engine
  // Answers come when they are ready, each with the number of its call.
  expect(page.frames.toSorted((a, b) => (a.id ?? 0) - (b.id ?? 0))).toEqual([
    { token: it.host.token },
    { id: 7, answer: await engine.dispatch('settings.get', {}) },
    { id: 8, answer: await engine.dispatch('settings.get', 'no') },
  ])
})

test('a ticket opens one page, which comes back with the token', async () => {
  const [, ticket = ''] = it.host.ticketUrl().split('#token=')
  const page = await enter(ticket)
  expect(page.frames).toEqual([{ token: it.host.token }])
  const again = await open()
  again.socket.send(JSON.stringify({ token: ticket }))
  expect(await again.closed).toBe(4401)
})

test('whoever says anything but the token first is shown the door', async () => {
  const openings = [
    JSON.stringify({ token: 'wrong' }),
    JSON.stringify({ id: 1, name: 'settings.get', input: {} }),
    'not json',
    Buffer.from(JSON.stringify({ token: it.host.token })),
  ]
  const codes: number[] = []
  for (const opening of openings) {
    const page = await open()
    page.socket.send(opening)
    codes.push(await page.closed)
    expect(page.frames).toEqual([])
  }
  expect(codes).toEqual([4401, 4401, 4401, 4401])
})

test('five wrong tokens within a second make the sixth too many, and the right one is let in all the same', async () => {
  const pages = await Promise.all(Array.from({ length: 6 }, () => open()))
  vi.spyOn(performance, 'now').mockReturnValue(performance.now())
  for (const [i, page] of pages.entries()) {
    page.socket.send(JSON.stringify({ token: `guess ${i}` }))
    expect(await page.closed).toBe(i < 5 ? 4401 : 4429)
  }
  expect((await enter()).frames).toEqual([{ token: it.host.token }])
})

test('what is no call ends the connection', async () => {
  const frames = [
    '{',
    '[]',
    '{"id":1,"name":"settings.get"}',
    '{"id":"1","name":"x","input":{}}',
    Buffer.from('{}'),
  ]
  const codes = await Promise.all(
    frames.map(async (frame) => {
      const page = await enter()
      page.socket.send(frame)
      return page.closed
    }),
  )
  expect(codes).toEqual([4400, 4400, 4400, 4400, 4400])
})

test('every page is told every change, in order and without holes', async () => {
  server = await startSseServer([stream(['data: one\n\n', 'data: two\n\n', 'event: done\ndata: x\n\n'])])
  const pages = [await enter(), await enter()]
  const run = await it.engine.watch(`${server.url}/s`, { endEvent: 'done' })
  await it.engine.until(run, (now) => now.connection.state === 'closed')
  const last = it.engine.pushes.at(-1)?.seq
  for (const page of pages) {
    await page.next((frame) => frame.changes?.seq === last)
    expect(page.frames.flatMap(({ changes }) => changes ?? [])).toEqual(it.engine.pushes)
  }
})

test('a page that nobody sees is pushed nothing that it does not tell of, and learns by the latest push what it missed', async () => {
  const page = await enter()
  const settings = (theme: 'dark' | 'light' | 'system') => it.engine.call('settings.set', { theme })
  const seqs = () => page.frames.flatMap(({ changes }) => changes?.seq ?? [])
  await settings('dark')
  const seen = it.engine.pushes.at(-1)?.seq ?? 0
  await page.next((frame) => frame.changes?.seq === seen)
  page.socket.send(JSON.stringify({ pushes: false }))
  page.socket.send(JSON.stringify({ id: 1, name: 'settings.get', input: {} }))
  await page.next((frame) => frame.id === 1)
  await settings('light')
  await settings('system')
  page.socket.send(JSON.stringify({ id: 2, name: 'settings.get', input: {} }))
  await page.next((frame) => frame.id === 2)
  expect(seqs().at(-1)).toBe(seen)
  page.socket.send(JSON.stringify({ pushes: true }))
  const latest = it.engine.pushes.at(-1)?.seq ?? 0
  await page.next((frame) => frame.changes?.seq === latest)
  expect(latest).toBe(seen + 2)
})

test('a page that comes back is told the latest change, by which it sees that it missed some', async () => {
  const page = await enter()
  page.socket.terminate()
  await it.engine.call('settings.set', { theme: 'dark' })
  await it.engine.call('settings.set', { theme: 'light' })
  const back = await enter()
  const latest = await back.next((frame) => frame.changes !== undefined)
  expect(latest.changes).toEqual(it.engine.pushes.at(-1))
})

test('a page that does not read costs little memory, and learns that it missed something when it reads again', async () => {
  const page = await enter()
  page.socket.pause()
  // Each change carries the whole list of servers, which is as large as its certificates.
  const caPem = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(2 ** 20)}`
  const pushes = 64
  const draft = {
    name: 'large',
    baseUrl: 'https://example.com',
    auth: 'none',
    secret: null,
    caPem,
    proxyUrl: null,
  } as const
  const { id } = await it.engine.call('servers.save', { ...draft, id: null })
  const before = process.memoryUsage()
  for (let i = 1; i < pushes; i++) await it.engine.call('servers.save', { ...draft, id })
  const after = process.memoryUsage()
  page.socket.resume()
  const last = it.engine.pushes.at(-1)?.seq
  await page.next((frame) => frame.changes?.seq === last)
  const seen = page.frames.flatMap(({ changes }) => changes?.seq ?? [])
  expect(it.engine.pushes.length).toBe(pushes)
  // What the kernel and the host had room for, then a hole, then the last one.
  expect(seen.length).toBeLessThan(pushes / 2)
  expect(seen).toEqual([...seen.slice(0, -1).map((_, i) => i + 1), pushes])
  expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(
    16 * 2 ** 20,
  )
})

test('a page that asks faster than it reads is answered in full once it reads', async () => {
  const page = await enter()
  const { id: serverId } = await it.engine.call('servers.save', {
    id: null,
    name: 'large',
    baseUrl: 'https://example.com',
    auth: 'none',
    secret: null,
    caPem: `-----BEGIN CERTIFICATE-----\n${'A'.repeat(2 ** 18)}`,
    proxyUrl: null,
  })
  page.socket.pause()
  const calls = 200
  for (let id = 1; id <= calls; id++)
    page.socket.send(JSON.stringify({ id, name: 'runs.snapshot', input: {} }))
  page.socket.resume()
  await page.next((frame) => frame.id === calls)
  const answered = page.frames.flatMap(({ id }) => id ?? [])
  expect(answered.toSorted((a, b) => a - b)).toEqual(Array.from({ length: calls }, (_, i) => i + 1))
  expect(JSON.stringify(page.frames.find(({ id }) => id === calls)?.answer)).toContain(`"id":${serverId}`)
})

test('closing the host ends every connection, and leaves the engine’s pushes to nobody', async () => {
  const page = await enter()
  const waiting = await open()
  await it.host.close()
  expect([await page.closed, await waiting.closed]).toEqual([expect.any(Number), expect.any(Number)])
  await it.engine.call('settings.set', { theme: 'dark' })
  expect(page.frames).toEqual([{ token: it.host.token }])
})
