// Streams made to bring the engine down: it bears them in little memory while others go on, and what brought it down twice
// all the same is left alone until a person asks for it.

import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startChild } from '../harness/child.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import engineProcess from '../support/engine-process.ts?modulePath'
import { type Behaviour, type SseServer, startSseServer } from '../support/sse-server.ts'

let server: SseServer
let dataDir: string
let engine: TestEngine | null = null
afterEach(async () => {
  await engine?.close()
  engine = null
  await server.close()
  removeDir(dataDir)
})

/** Writes `part` again and again for as long as it is read, then `tail`, and stays open. */
function pouring(part: string, times: number, tail: string): Behaviour {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    pour(response, Buffer.from(part), times, tail)
  }
}

function pour(response: ServerResponse, part: Buffer, left: number, tail: string): void {
  for (let i = left; i > 0; i--)
    if (!response.write(part)) return void response.once('drain', () => pour(response, part, i - 1, tail))
  response.write(tail)
}

const atOnce = 16_384

test.each([
  ['twenty million empty comments', ':\n', 20_000_000],
  ['twenty million lines that are no field', 'x\n', 20_000_000],
  ['eight million blank lines', '\n', 8_000_000],
  ['four million ids without an event', 'id\n\n', 4_000_000],
])(
  '%s cost an engine with little memory nothing, and the event after them is stored',
  async (_name, line, count) => {
    dataDir = freshDir()
    server = await startSseServer([pouring(line.repeat(atOnce), count / atOnce, '\n\ndata: after\n\n')])
    const child = startChild(['--max-old-space-size=96', engineProcess, dataDir, `${server.url}/s`])
    expect(await child.line('1')).toBe('1')
    await child.kill('SIGKILL')
  },
  120_000,
)

test('an event of eight million lines is cut at a hundred thousand, and told with its true size', async () => {
  dataDir = freshDir()
  server = await startSseServer([
    pouring('data\n'.repeat(atOnce), 8_000_000 / atOnce, '\ndata: never\n\n'),
    (_request, response) => response.writeHead(204).end(),
  ])
  engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, ({ connection }) => connection.state === 'closed', 90_000)
  const lines = Math.floor(8_000_000 / atOnce + 1) * atOnce
  const { attempts } = await engine.call('runs.connection', { run })
  expect(attempts[0]?.ending).toMatch(
    /^An event has more than 100,000 lines: it has [\d,]+ lines and 32 MB; its beginning is kept, and the connection was dropped$/,
  )
  const [row] = await engine.events(run)
  expect(row?.size).toBeGreaterThan(31_000_000)
  expect(row?.size).toBeLessThanOrEqual(4 * lines)
}, 120_000)

test('a stream that was read far without an event at two abrupt ends is refused, and innocent ones go on', async () => {
  dataDir = freshDir()
  const beating: Behaviour = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const timer = setInterval(() => response.write('data: beat\n\n'), 100)
    response.on('close', () => clearInterval(timer))
  }
  const heavy = pouring(`: ${'x'.repeat(65_536)}\n`, 96, '')
  server = await startSseServer([
    (request, response, body) => (request.url === '/heavy' ? heavy : beating)(request, response, body),
  ])
  const dangers = join(dataDir, 'dangers.json')
  const isRead = () => existsSync(dangers) && JSON.parse(readFileSync(dangers, 'utf8')).reading.length === 1
  const asked = () => server.requests.filter(({ url }) => url === '/heavy').length

  engine = await startEngine({ dataDir })
  const innocent = await Promise.all(Array.from({ length: 6 }, (_, i) => engine?.watch(`${server.url}/${i}`)))
  await engine.close()
  engine = null
  // The first process adds the run; the second finds it in the log.
  for (const [i, url] of [`${server.url}/heavy`, `${server.url}/other`].entries()) {
    const child = startChild([engineProcess, dataDir, url])
    await expect.poll(() => asked() === i + 1 && isRead(), { timeout: 30_000 }).toBe(true)
    await child.kill('SIGKILL')
  }

  engine = await startEngine({ dataDir })
  const { runs } = await engine.call('runs.snapshot', {})
  const barred = runs.find(({ title }) => title.includes('/heavy'))?.id ?? 0
  expect(await engine.until(barred, ({ connection }) => connection.state === 'refused')).toMatchObject({
    job: { state: 'unknown' },
    connection: {
      state: 'refused',
      cause:
        'Runlight went down twice while it read very much of this stream without an event, so it does not read it again by itself: retry it to try once more',
    },
  })
  for (const run of innocent)
    await engine.until(run ?? 0, ({ connection, events }) => connection.state === 'live' && events > 0)
  expect(asked()).toBe(2)

  await engine.call('runs.retry', { run: barred })
  await engine.until(barred, ({ connection }) => connection.state === 'live')
  expect(asked()).toBe(3)
}, 120_000)
