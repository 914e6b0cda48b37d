// Faults of the disk under a running engine: full, broken, busy, read-only. The writer's own SQLite is made to fail; the
// rest is real. And the states in which a log is found: held by another program, read-only, newer.

import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import type { FailingCode } from '../support/failing-codes.ts'
import { failingDisk } from '../support/failing-disk.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { bundle } from '../support/module-path.ts'
import { needsUnix } from '../support/needs.ts'
import { seedLog } from '../support/seed-log.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'
import { makeVersionOne } from '../support/version-one.ts'

vi.mock('node:worker_threads', async (original) =>
  (await import('../support/failing-disk.ts')).mockThreads(original),
)

let dataDir: string
let engine: TestEngine | null = null
let server: SseServer | null = null
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(async () => {
  failingDisk.mend()
  await engine?.close().catch(() => {})
  await server?.close()
  engine = null
  server = null
  removeDir(dataDir)
})

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

test.each<[FailingCode, string, RegExp]>([
  ['SQLITE_FULL', 'full', /^The disk is full: free some space, and Runlight goes on by itself\.$/],
  ['SQLITE_IOERR_WRITE', 'failed', /^The disk did not take what Runlight wrote to /],
  ['SQLITE_BUSY', 'failed', /^Another program holds the log at /],
  ['SQLITE_READONLY', 'read-only', /^Runlight cannot write its log at /],
])(
  '59: a log that takes nothing (%s) holds the stream, says why, and goes on by itself with nothing lost',
  async (code, state, sentence) => {
    let send = (_n: number) => {}
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
    // It tries again every two seconds of its own.
    engine = await startEngine({ dataDir, clock: createFastClock(5) })
    const run = await engine.watch(`${server.url}/s`)
    await engine.until(run, (now) => now.connection.state === 'live')
    send(100)
    await engine.until(run, (now) => now.events === 100)

    // In the middle of a transaction: the 5th statement of what comes next, which stores events, and every one after it.
    failingDisk.fail(code, 5)
    send(200)
    const log = async () => (await engine?.call('runs.snapshot', {}))?.log
    await expect.poll(async () => (await log())?.state).toBe(state)
    expect((await log())?.sentence).toMatch(sentence)
    // Nothing is shown that is not stored, and nothing of the transaction is there.
    expect((await engine.summary(run)).events).toBe(100)
    expect((await engine.events(run)).length).toBe(100)
    send(100)

    failingDisk.mend()
    await engine.until(run, (now) => now.events === 400)
    await expect.poll(log).toEqual({ state: 'ok', sentence: null })
    expect((await engine.events(run)).map(({ data }) => Number(data))).toEqual(upTo(400))
    expect(server.requests).toHaveLength(1)
  },
)

test.each<[FailingCode, string]>([
  ['SQLITE_FULL', 'because the disk was full'],
  ['SQLITE_IOERR_WRITE', 'because its disk did not take what was written'],
])(
  '59: an end while the log takes nothing (%s) says what is not stored and why, and promises nothing',
  async (code, why) => {
    let send = () => {}
    server = await startSseServer([
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.flushHeaders()
        send = () => response.write('data: a\n\ndata: b\n\ndata: c\n\n')
      },
    ])
    engine = await startEngine({ dataDir })
    const run = await engine.watch(`${server.url}/s`)
    await engine.until(run, (now) => now.connection.state === 'live')
    failingDisk.fail(code, 1)
    send()
    await expect.poll(async () => (await engine?.call('runs.snapshot', {}))?.log.state).not.toBe('ok')
    await expect(engine.close()).rejects.toMatchObject({
      message: `Runlight ended while the log took nothing, ${why}. 3 events that came meanwhile were not stored and not shown; a server that resends brings them at the next start.`,
    })
  },
)

test('60: a log that another program holds is opened for reading, and says who is to let go of it', async () => {
  // Brought up to date at its opening, which needs the lock that the other program has.
  makeVersionOne(dataDir, 1, 20)
  const other = new Database(join(dataDir, 'runlight.db'))
  other.exec('BEGIN IMMEDIATE')
  try {
    engine = await startEngine({ dataDir, mayOnlyRead: true })
    const { log, runs } = await engine.call('runs.snapshot', {})
    expect(log.state).toBe('read-only')
    expect(log.sentence).toMatch(
      /^Another program holds the log in .* nothing is watched\. Close that program/,
    )
    expect((await engine.events(runs[0]?.id ?? 0)).length).toBe(20)
    await expect(engine.call('settings.set', { theme: 'dark' })).rejects.toMatchObject({ code: 'read-only' })
  } finally {
    other.exec('COMMIT')
    other.close()
  }
}, 60_000)

test('60: a log that another program has for itself alone is refused with what to do', async () => {
  await seedLog(dataDir, [{ events: [{ data: 'stored' }] }])
  const other = new Database(join(dataDir, 'runlight.db'))
  other.pragma('locking_mode = EXCLUSIVE')
  other.exec('BEGIN IMMEDIATE')
  try {
    await expect(startEngine({ dataDir, mayOnlyRead: true })).rejects.toMatchObject({
      code: 'data-dir-in-use',
      message: expect.stringMatching(
        /^Another program holds the log at .*: close it, or wait until it is done\.$/,
      ),
    })
  } finally {
    other.exec('COMMIT')
    other.close()
  }
}, 60_000)

/** Permissions bind the superuser only without capabilities (capabilities(7)). */
const unprivileged = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-all'] : []

const permissions = needsUnix('A log that may not be written', 'bits of permission')

test.runIf(permissions)(
  '61: a log that may not be written is opened for reading, every write says why, and nothing in it changes',
  async () => {
    await seedLog(dataDir, [{ events: [{ data: 'stored' }] }])
    const before = readFileSync(join(dataDir, 'runlight.db'))
    const script = await bundle(join(import.meta.dirname, '../harness/damage-child.ts'))
    for (const [mode, path] of [
      [0o444, join(dataDir, 'runlight.db')],
      [0o555, dataDir],
    ] as const)
      chmodSync(path, mode)
    try {
      const words = [...unprivileged, process.execPath, script, 'open', dataDir]
      const done = spawnSync(words[0] ?? '', words.slice(1), { encoding: 'utf8' })
      expect(done.stderr).toBe('')
      const said = JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '{}')
      expect(said).toMatchObject({ opened: true, seen: { 1: ['stored'] } })
      expect(said.errors).toEqual([
        `settings.set read-only: Runlight may not write to ${dataDir}. You can read what is there; nothing is watched. Allow writing there and start Runlight again.`,
      ])
      expect(readFileSync(join(dataDir, 'runlight.db')).equals(before)).toBe(true)
    } finally {
      chmodSync(dataDir, 0o755)
    }
  },
  60_000,
)
