// The log taken away under a running engine: deleted, moved, replaced, alone or with its whole folder. Its files stay open
// as if nothing were, and what went on into them would be gone with the process.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { needsUnix } from '../support/needs.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'

let dataDir: string
let engine: TestEngine
let server: SseServer
let run: number
let send: (n: number) => void
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
const log = async () => (await engine.call('runs.snapshot', {})).log
const told = async () => (await engine.events(run)).map(({ data }) => Number(data))
const at = (name: string) => join(dataDir, name)

beforeEach(async () => {
  dataDir = freshDir()
  let sent = 0
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
      send = (n) => {
        for (const end = sent + n; sent < end; ) response.write(`id: ${++sent}\ndata: ${sent}\n\n`)
      }
    },
  ])
  engine = await startEngine({ dataDir })
  run = await engine.watch(`${server.url}/s`)
  await engine.until(run, (now) => now.connection.state === 'live')
  send(100)
  await engine.until(run, (now) => now.events === 100)
})
afterEach(async () => {
  await engine.close().catch(() => {})
  await server.close()
  removeDir(dataDir)
})

const takings: readonly (readonly [string, () => void])[] = [
  ['deleted', () => rmSync(at('runlight.db'))],
  ['moved', () => renameSync(at('runlight.db'), at('elsewhere'))],
  [
    'replaced by another file',
    () => {
      renameSync(at('runlight.db'), at('elsewhere'))
      writeFileSync(at('runlight.db'), 'something else')
    },
  ],
  ['parted from its journal', () => rmSync(at('runlight.db-wal'))],
  ['deleted with its folder', () => rmSync(dataDir, { recursive: true })],
]

const whileOpen = needsUnix('A log that is taken away', 'way to delete or move a file that is open')

test.runIf(whileOpen).each(takings)(
  'a log that is %s holds the streams and says so, and is written anew from what is still open',
  async (_how, take) => {
    take()
    // Seen without anything to store.
    await expect.poll(log).toMatchObject({
      state: 'missing',
      sentence: expect.stringMatching(
        /^The log at .*runlight\.db was deleted, moved or replaced while Runlight was running\. Streams are held, .* Put it back, or have it written anew: /,
      ),
    })
    send(100)
    await expect(engine.call('settings.set', { theme: 'dark' })).rejects.toMatchObject({
      code: 'log-missing',
    })
    // What is not in a file that will be there is not shown.
    expect((await engine.summary(run)).events).toBe(100)
    await engine.call('storage.writeAnew', {})
    await expect.poll(log).toEqual({ state: 'ok', sentence: null })
    await engine.until(run, (now) => now.events === 200)
    expect(await told()).toEqual(upTo(200))
    expect(server.requests).toHaveLength(1)
    await engine.close()

    engine = await startEngine({ dataDir })
    expect(await told()).toEqual(upTo(200))
    expect(readdirSync(dataDir).filter((name) => name.includes('restore'))).toEqual([])
  },
)

test.runIf(whileOpen)('a log that was moved and is put back goes on by itself', async () => {
  renameSync(at('runlight.db'), at('elsewhere'))
  await expect.poll(async () => (await log()).state).toBe('missing')
  send(100)
  renameSync(at('elsewhere'), at('runlight.db'))
  await engine.until(run, (now) => now.events === 200)
  await expect.poll(log).toEqual({ state: 'ok', sentence: null })
  // Written anew while it is in its place, it is left as it is.
  await engine.call('storage.writeAnew', {})
  expect(await told()).toEqual(upTo(200))
  expect(existsSync(at('runlight.db.restore'))).toBe(false)
})

test.runIf(whileOpen)('a folder that another Runlight uses by then is left to it', async () => {
  rmSync(dataDir, { recursive: true })
  mkdirSync(dataDir)
  const other = await startEngine({ dataDir })
  await expect(engine.call('storage.writeAnew', {})).rejects.toMatchObject({
    code: 'data-dir-in-use',
    message: expect.stringMatching(/^Another Runlight uses .* by now: close it/),
  })
  await other.call('settings.set', { theme: 'dark' })
  await other.close()
})

test.runIf(whileOpen)('an end without the log having been written anew says that it is gone', async () => {
  rmSync(at('runlight.db'))
  await expect.poll(async () => (await log()).state).toBe('missing')
  await expect(engine.close()).rejects.toMatchObject({
    code: 'log-missing',
    message:
      'Runlight ended while its log was deleted, moved or replaced, and was not written anew: what the log held is gone, unless it lies elsewhere.',
  })
})
