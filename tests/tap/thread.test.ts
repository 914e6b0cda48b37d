// The tap as the engine gets it: a gate in a thread of its own, which passes on whatever becomes of the engine.

import { once } from 'node:events'
import { request } from 'node:http'
import { Worker as ThreadsOwn, type Worker } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import type {
  TapClientNews,
  TapEnd,
  TapExchange,
  TapGate,
  TapHead,
  TapRequest,
  TapWay,
} from '../../src/engine/index.ts'
import { createTap } from '../../src/tap/index.ts'
import { answer, type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { targetOf } from '../support/tap-stage.ts'

const workers: Worker[] = []
vi.mock('node:worker_threads', async (original) => {
  const threads = await original<typeof import('node:worker_threads')>()
  return {
    ...threads,
    Worker: class extends threads.Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given)
        workers.push(this)
      }
    },
  }
})

type Heard = {
  request: TapRequest
  way: TapWay
  head: TapHead | null
  received: [bytes: number, lost: number][]
  text: string
  asked: number | null
  end: [TapEnd, number] | null
  client: TapClientNews['state'][]
}

let server: SseServer
let gate: TapGate
const heard: Heard[] = []
const refused: unknown[] = []
const failed: unknown[] = []
afterEach(async () => {
  await gate?.close()
  await server?.close()
  heard.length = 0
  refused.length = 0
  failed.length = 0
})

function exchangeOf(one: Heard): TapExchange {
  return {
    uid: 'run-7',
    sent: (bytes) => {
      one.text += `${Buffer.from(bytes).toString()}|`
    },
    asked: (bytes) => {
      one.asked = bytes
    },
    answered: (head) => {
      one.head = head
    },
    received: (bytes, lost) => {
      one.received.push([bytes.byteLength, lost])
      if (bytes.byteLength < 1_000) one.text += Buffer.from(bytes).toString()
    },
    ended: (end, lost) => {
      one.end = [end, lost]
    },
    client: ({ state }) => one.client.push(state),
    lost: () => {},
  }
}

async function open(behaviours: Behaviour[], exchange = exchangeOf): Promise<string> {
  server = await startSseServer(behaviours)
  gate = await createTap()(
    { host: '127.0.0.1', port: 0, targets: [targetOf(server.url, 'api')] },
    {
      request: (asked, way) => {
        const one: Heard = {
          request: asked,
          way,
          head: null,
          received: [],
          text: '',
          asked: null,
          end: null,
          client: [],
        }
        heard.push(one)
        return exchange(one)
      },
      refused: (...all) => refused.push(all),
      failed: (thrown) => failed.push(thrown),
    },
  )
  return `http://${gate.address}`
}

test('an exchange is told from its request to its end', async () => {
  const url = await open([stream(['data: 1\n\n', 'data: 2\n\n'])])
  const response = await fetch(`${url}/api/x?y=1`, {
    method: 'POST',
    body: 'hello',
    headers: { 'user-agent': 'me' },
  })
  expect(await response.text()).toBe('data: 1\n\ndata: 2\n\n')
  await expect.poll(() => heard[0]?.client).toEqual(['done'])
  expect(heard[0]).toMatchObject({
    request: {
      target: { name: 'api' },
      method: 'POST',
      url: `${server.url}/x?y=1`,
      client: { address: '127.0.0.1', agent: 'me' },
    },
    head: { status: 200 },
    text: 'hello|data: 1\n\ndata: 2\n\n',
    asked: 5,
    end: [{ type: 'finished' }, 0],
  })
  expect(heard[0]?.head?.headers).toContainEqual(['content-type', 'text/event-stream'])
})

test('a stream carries the name of its run once the engine said it', async () => {
  let release = () => {}
  const url = await open([
    (asked, response, body) => {
      release = () => stream(['data: 1\n\n'])(asked, response, body)
    },
  ])
  const answered = fetch(`${url}/api/x`)
  await expect.poll(() => heard.length).toBe(1)
  // What the engine said arrives in order, so that what is said now comes later.
  gate.setTargets([targetOf(server.url, 'api'), targetOf(server.url, 'other')])
  await expect
    .poll(async () => (await fetch(`${url}/nowhere`).then((one) => one.json())).error.targets)
    .toEqual(['api', 'other'])
  release()
  const response = await answered
  expect(response.headers.get('x-runlight-run')).toBe('run-7')
  await response.text()
})

test('an engine that throws holds nobody up', async () => {
  const url = await open([answer(200, {}, 'fine')], () => {
    throw new Error('broken')
  })
  for (let time = 0; time < 3; time++) {
    expect(await fetch(`${url}/api/x`).then((response) => response.text())).toBe('fine')
  }
  await expect.poll(() => failed.length).toBe(3)
  expect(failed[0]).toEqual(new Error('broken'))
})

test('what the engine does not work off is lost beyond the window, told when half of it is free, and reaches the client', async () => {
  let write = (_bytes: number) => {}
  let end = () => {}
  const url = await open([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
      write = (bytes) => response.write(Buffer.alloc(bytes, 120))
      end = () => response.end()
    },
  ])
  const asked = request(`${url}/api/x`).end()
  const [response] = await once(asked, 'response')
  let arrived = 0
  response.on('data', (bytes: Buffer) => {
    arrived += bytes.length
  })
  const mega = 2 ** 20
  const told = () => heard[0]?.received.reduce((sum, [bytes]) => sum + bytes, 0) ?? 0
  write(6 * mega)
  await expect.poll(() => arrived).toBe(6 * mega)
  await expect.poll(() => told() > 3 * mega).toBe(true)
  expect(told()).toBeLessThanOrEqual(4 * mega)
  const before = told()
  heard[0]?.way.taken(before)
  await expect
    .poll(() => {
      write(1_000)
      return told()
    })
    .toBeGreaterThan(before)
  const first = heard[0]?.received.find(([, lost]) => lost > 0)
  expect(first?.[1]).toBeGreaterThanOrEqual(6 * mega - before)
  end()
  await once(response, 'end')
  await expect.poll(() => heard[0]?.end?.[0]).toEqual({ type: 'finished' })
  const lost = heard[0]?.received.reduce((sum, [, gap]) => sum + gap, 0) ?? 0
  expect(told() + lost + (heard[0]?.end?.[1] ?? 0)).toBe(arrived)
})

test('of a skipped exchange nothing is told but its end', async () => {
  let send = (_text: string) => {}
  let end = () => {}
  const url = await open([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      send = (text) => response.write(text)
      end = () => response.end()
      send('1')
    },
  ])
  const response = await fetch(`${url}/api/x`)
  await expect.poll(() => heard[0]?.text).toBe('1')
  heard[0]?.way.skip()
  // The thread hears of it before of these targets.
  gate.setTargets([])
  await expect.poll(async () => (await fetch(`${url}/api/x`)).status).toBe(404)
  send('2')
  end()
  expect(await response.text()).toBe('12')
  await expect.poll(() => heard[0]?.end).toEqual([{ type: 'finished' }, 0])
  expect(heard[0]).toMatchObject({ text: '1', client: [] })
})

test('a gate that is closed ends what is under way, and the engine hears that it was let go', async () => {
  const url = await open([stream(['data: 1\n\n'], 'open')])
  const response = await fetch(`${url}/api/x`)
  await expect.poll(() => heard[0]?.text).toBe('data: 1\n\n')
  await gate.close()
  await expect(response.text()).rejects.toThrow()
  expect(heard[0]?.end).toEqual([{ type: 'left' }, 0])
  await expect(fetch(url)).rejects.toThrow()
})

test('a thread that dies is told, and what was under way with it is over', async () => {
  const url = await open([stream(['data: 1\n\n'], 'open')])
  const response = await fetch(`${url}/api/x`)
  await expect.poll(() => heard[0]?.text).toBe('data: 1\n\n')
  await workers.at(-1)?.terminate()
  expect(await gate.death).toBeInstanceOf(Error)
  expect(heard[0]?.end).toEqual([{ type: 'left' }, 0])
  await expect(response.text()).rejects.toThrow()
})

test('an engine that stands still holds nobody up', async () => {
  const url = await open([answer(200, {}, 'x'.repeat(1_000))])
  // Server and client have threads of their own; this one runs nothing until the client has it all, or a minute has passed.
  const flag = new Int32Array(new SharedArrayBuffer(4))
  const apart = new ThreadsOwn(
    `const { workerData: { gate, flag }, parentPort } = require('node:worker_threads')
     const server = require('node:http').createServer((_request, response) => response.end('x'.repeat(100000)))
     server.listen(0, '127.0.0.1', () => parentPort.postMessage('http://127.0.0.1:' + server.address().port))
     parentPort.once('message', async () => {
       const text = await fetch(gate + '/apart/').then((response) => response.text())
       Atomics.store(flag, 0, text.length)
       Atomics.notify(flag, 0)
     })`,
    { eval: true, workerData: { gate: url, flag } },
  )
  const [to] = await once(apart, 'message')
  gate.setTargets([targetOf(to, 'apart')])
  apart.postMessage('go')
  expect(Atomics.wait(flag, 0, 0, 60_000)).not.toBe('timed-out')
  expect([flag[0], heard.length]).toEqual([100_000, 0])
  await expect.poll(() => heard[0]?.end).toEqual([{ type: 'finished' }, 0])
  await apart.terminate()
})

test('an address that is taken or not of this computer is refused with what to do', async () => {
  const url = await open([answer(200)])
  const port = Number(new URL(url).port)
  const nobody = { request: () => raise(), refused: () => {}, failed: () => {} }
  await expect(createTap()({ host: '127.0.0.1', port, targets: [] }, nobody)).rejects.toMatchObject({
    code: 'port-in-use',
    message: expect.stringContaining(`${port}`),
  })
  await expect(createTap()({ host: '192.0.2.1', port: 0, targets: [] }, nobody)).rejects.toMatchObject({
    code: 'bad-input',
  })
})

function raise(): never {
  throw new Error('never asked')
}
