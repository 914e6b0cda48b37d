// Faults before an answer: names, sockets, and heads of answers that never end.

import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, expect, test, vi } from 'vitest'
import type { NetworkSignal } from '../../src/engine/index.ts'
import { startRawServer } from '../support/raw-server.ts'
import { stream } from '../support/sse-server.ts'
import { createStage, endEvent, moved, reach, states, statesOf } from '../support/stage.ts'

const stage = createStage()
const systemLookup = dns.lookup

afterEach(() => {
  vi.restoreAllMocks()
  Object.assign(dns, { lookup: systemLookup })
  syncBuiltinESMExports()
})

test('1: a server that takes the connection and sends nothing is given up after 30 s and asked again; other runs do not wait for it', async () => {
  const mute = await startRawServer(() => {})
  stage.closing(mute.close)
  await stage.start([stream(['data: a\n\n', endEvent])], 50)
  const silent = await stage.engine().watch(`${mute.url}/s`)
  const other = await stage.watch()
  await stage.engine().until(other, (now) => now.connection.state === 'closed')
  expect(await states(stage.engine(), silent)).toEqual(['pending', 'connecting', null])
  expect(await moved(stage.engine(), silent, 'waiting')).toEqual([
    null,
    'waiting',
    'Timed out: the server sent no complete answer within 30 s',
  ])
  expect(await states(stage.engine(), other)).toEqual([
    'completed',
    'closed',
    'The stream ended after the job did',
  ])
})

test('2: headers that trickle byte by byte do not move the deadline of 30 s', async () => {
  const trickling = await startRawServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => socket.write('X'), 10)
    socket.on('close', () => clearInterval(timer))
  })
  stage.closing(trickling.close)
  const engine = await stage.startEngine(50)
  const run = await engine.watch(`${trickling.url}/s`)
  expect(await moved(engine, run, 'waiting')).toEqual([
    null,
    'waiting',
    'Timed out: the server sent no complete answer within 30 s',
  ])
  const { attempts } = await engine.call('runs.connection', { run })
  const lasted = (attempts[0]?.endedAt ?? 0) - (attempts[0]?.startedAt ?? 0)
  expect(lasted).toBeGreaterThanOrEqual(29_900)
})

test('3: headers of more than 16 KiB are refused by name and asked for again later', async () => {
  const fat = await startRawServer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Fat: ${'x'.repeat(20_000)}\r\n\r\n`)
  })
  stage.closing(fat.close)
  const engine = await stage.startEngine(50)
  const run = await engine.watch(`${fat.url}/s`)
  expect(await moved(engine, run, 'waiting')).toEqual([
    null,
    'waiting',
    'The server’s headers are too large (over 16 KiB)',
  ])
})

test('22: a name that is not found is asked for again, and at once when the network is back', async () => {
  let known = false
  const lookup = (host: string, options: dns.LookupOptions, done: (...outcome: unknown[]) => void) => {
    if (host !== 'stream.test') return systemLookup(host, options, done)
    if (!known) return done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }))
    return options.all === true
      ? done(null, [{ address: '127.0.0.1', family: 4 }])
      : done(null, '127.0.0.1', 4)
  }
  Object.assign(dns, { lookup })
  syncBuiltinESMExports()
  // The longest waits, and then none: jitter is drawn from this.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.999)
  let signal: (signal: NetworkSignal) => void = () => {}
  await stage.serve([stream(['data: a\n\n', endEvent])])
  const engine = await stage.startEngine(20, {
    network: (listener) => {
      signal = listener
      return () => {}
    },
  })
  const run = await engine.watch(stage.server().url.replace('127.0.0.1', 'stream.test'), { endEvent: 'end' })
  const waiting = await engine.until(
    run,
    ({ connection }) => connection.state === 'waiting' && connection.attempt >= 6,
  )
  expect(statesOf(waiting)).toEqual(['unknown', 'waiting', 'The server’s name is not known'])
  const planned = waiting.connection.retryAt ?? 0
  expect(planned - waiting.connection.since).toBeGreaterThan(29_000)
  known = true
  random.mockReturnValue(0)
  signal('online')
  await engine.until(run, (now) => now.connection.state === 'closed')
  const { attempts } = await engine.call('runs.connection', { run })
  expect(attempts.at(-1)?.startedAt ?? Number.NaN).toBeLessThan(planned - 5_000)
  expect(await states(engine, run)).toEqual(['completed', 'closed', 'The stream ended after the job did'])
})

test('23: a refused connection and a reset in the body are asked again; the event that was cut is dropped', async () => {
  await stage.start(
    [
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('id: 1\ndata: whole\n\nid: 2\ndata: cu')
        setTimeout(() => response.socket?.resetAndDestroy(), 30)
      },
      stream(['id: 2\ndata: cut\n\n', endEvent]),
    ],
    50,
  )
  const run = await stage.watch()
  await stage.engine().until(run, (now) => now.connection.state === 'closed')
  expect((await stage.engine().events(run)).map(({ data }) => data)).toEqual(['whole', 'cut', ''])
  const { attempts } = await stage.engine().call('runs.connection', { run })
  expect(attempts[0]?.ending).toMatch(/^The connection was (reset|lost)$/)
  await stage.server().close()
  const refused = await stage.watch()
  expect(await reach(stage.engine(), refused, 'waiting', 2)).toEqual([
    'unknown',
    'waiting',
    'The server refused the connection',
  ])
})
