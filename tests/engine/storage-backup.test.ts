// Backup and restore: a backup made while events stream in is whole to the moment it was begun, a restore puts the log
// before it aside, and whatever is wrong with a file or a disk leaves the present log as it is.

import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backUpLog, restoreLog } from '../../src/engine/index.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { type Behaviour, startSseServer } from '../support/sse-server.ts'

// Threads, copies and sweeps take as long as the machine is busy with other things.
vi.setConfig({ testTimeout: 90_000 })

let dataDir: string
let engine: TestEngine | null
beforeEach(() => {
  dataDir = freshDir()
  engine = null
})
afterEach(async () => {
  await engine?.close()
  removeDir(dataDir)
})

const some = (count: number) =>
  events(count, (seq) => ({ data: `{"progress":${seq % 100},"words":"line ${seq}"}` }))
const quiet = { told: () => {}, signal: new AbortController().signal }

async function outcome(of: TestEngine, type: string) {
  const end = Date.now() + 60_000
  for (;;) {
    const { tasks, outcomes } = await of.call('storage.status', {})
    const found = outcomes.find((one) => one.type === type)
    if (found !== undefined && !tasks.some((task) => task.type === type)) return found
    if (Date.now() > end) throw new Error(`no outcome of ${type}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a backup made while events stream in opens, is sound, and holds all that was stored when it was begun', async () => {
  await seedLog(dataDir, [{ events: some(20_000) }])
  const busy: Behaviour = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const timer = setInterval(() => response.write('data: more\n\n'.repeat(20)), 1)
    response.on('close', () => clearInterval(timer))
  }
  const server = await startSseServer([busy])
  engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`)
  const before = await engine.until(run, (now) => now.events > 200)
  const { file } = await engine.call('storage.backup', {})
  expect(await outcome(engine, 'backup')).toMatchObject({
    ok: true,
    sentence: expect.stringContaining('complete'),
  })
  const after = await engine.until(run, (now) => now.events > before.events + 200)
  expect(after.connection.state).toBe('live')
  await server.close()

  expect(readdirSync(join(dataDir, 'backups'))).toEqual([basename(file)])
  expect((await engine.call('storage.backups', {})).files.map(({ bytes }) => bytes)).toEqual([
    statSync(file).size,
  ])
  const db = new Database(file, { readonly: true })
  const count = (sql: string) => Number(db.prepare(sql).pluck().get())
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  const kept = JSON.parse(String(db.prepare('SELECT summary FROM runs WHERE id = ?').pluck().get(run)))
  expect(kept.events).toBeGreaterThanOrEqual(before.events)
  // Of one moment: the run's summary, its events and their words agree.
  expect(count('SELECT count(*) FROM events')).toBe(20_000 + kept.events)
  expect(count('SELECT count(*) FROM event_text_docsize')).toBe(20_000 + kept.events)
  db.close()
})

test('a backup that is cancelled leaves no file, and a name that is taken is refused', async () => {
  await seedLog(dataDir, [{ events: some(30_000) }])
  const file = join(dataDir, 'copy.db')
  const abort = new AbortController()
  const copying = backUpLog(dataDir, file, { told: () => abort.abort(), signal: abort.signal })
  await expect(copying).rejects.toMatchObject({ detail: { reason: 'cancelled' } })
  expect(readdirSync(dataDir).filter((name) => name.startsWith('copy'))).toEqual([])
  writeFileSync(file, 'precious')
  await expect(backUpLog(dataDir, file, quiet)).rejects.toMatchObject({
    message: expect.stringContaining('choose another name'),
  })
  expect(readFileSync(file, 'utf8')).toBe('precious')
  await expect(backUpLog(dataDir, join(dataDir, 'no', 'such', 'x.db'), quiet)).rejects.toMatchObject({
    message: expect.stringContaining('choose a folder that exists'),
  })
})

test('a folder for backups that cannot be made is said with what is in the way', async () => {
  await seedLog(dataDir, [{ events: some(10) }])
  engine = await startEngine({ dataDir })
  writeFileSync(join(dataDir, 'backups'), 'precious')
  await expect(engine.call('storage.backup', {})).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/folder for backups.*no file has that name/),
  })
  expect((await engine.call('storage.status', {})).tasks).toEqual([])
  expect(readFileSync(join(dataDir, 'backups'), 'utf8')).toBe('precious')
})

test('a staged restore becomes the log at the next start; the log before it lies aside and opens', async () => {
  const [old = 0] = await seedLog(dataDir, [{ events: some(500), title: 'In the backup' }])
  engine = await startEngine({ dataDir })
  const { file } = await engine.call('storage.backup', {})
  await outcome(engine, 'backup')
  await engine.call('runs.remove', { run: old })
  await engine.close()
  await seedLog(dataDir, [{ events: some(10), title: 'Only in the later log' }])
  engine = await startEngine({ dataDir })
  const titles = async () =>
    (await (engine as TestEngine).call('runs.snapshot', {})).runs.map((run) => run.title)

  await expect(engine.call('storage.restore', { name: 'no-such.db' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(engine.call('storage.restore', { name: '../runlight.db' })).rejects.toMatchObject({
    code: 'not-found',
  })
  const [name = ''] = (await engine.call('storage.backups', {})).files.map((one) => one.name)
  await engine.call('storage.restore', { name })
  expect(await outcome(engine, 'restore')).toMatchObject({
    ok: true,
    sentence: expect.stringContaining('starts next'),
  })
  expect([await titles(), (await engine.call('storage.status', {})).staged?.file]).toEqual([
    ['Only in the later log'],
    file,
  ])

  await engine.call('storage.restore', { name: null })
  expect((await engine.call('storage.status', {})).staged).toBeNull()
  await engine.call('storage.restore', { name })
  await outcome(engine, 'restore')
  await engine.close()
  engine = await startEngine({ dataDir })
  const { restored, staged } = await engine.call('storage.status', {})
  expect([await titles(), (await engine.events(old)).length, staged]).toEqual([['In the backup'], 500, null])
  expect(restored).toMatchObject({ file, aside: expect.stringMatching(/runlight\.db\.aside-\d{8}-\d{6}$/) })
  const aside = new Database(restored?.aside ?? '', { readonly: true })
  expect(JSON.parse(String(aside.prepare('SELECT summary FROM runs').pluck().get())).title).toBe(
    'Only in the later log',
  )
  aside.close()
})

test('a restore that was cut short between its two steps goes on at the next start', async () => {
  await seedLog(dataDir, [{ events: some(5), title: 'From the backup' }])
  const backup = join(dataDir, 'b.db')
  await backUpLog(dataDir, backup, quiet)
  const other = freshDir()
  await seedLog(other, [{ events: some(7), title: 'Present' }])
  const abort = new AbortController()
  await restoreLog(other, backup, { told: () => {}, signal: abort.signal, stageOnly: true })
  // The log was put aside, and then the power went.
  const log = join(other, 'runlight.db')
  copyFileSync(log, join(other, 'moved'))
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${log}${suffix}`, { force: true })
  engine = await startEngine({ dataDir: other })
  expect((await engine.call('runs.snapshot', {})).runs.map((run) => run.title)).toEqual(['From the backup'])
  await engine.close()
  removeDir(other)
})

test('a file that is no backup of use is refused by name, with what to do, and the log stays as it was', async () => {
  const [run = 0] = await seedLog(dataDir, [{ events: some(3_000) }])
  const good = join(dataDir, 'good.db')
  await backUpLog(dataDir, good, quiet)
  const make = (name: string, change: (path: string) => void) => {
    const path = join(dataDir, name)
    copyFileSync(good, path)
    change(path)
    return path
  }
  const foreign = join(dataDir, 'foreign.db')
  const db = new Database(foreign)
  db.exec('CREATE TABLE recipes (name TEXT)')
  db.close()
  writeFileSync(join(dataDir, 'text.db'), 'These are not the pages of a database. '.repeat(50))
  const cases: [string, RegExp][] = [
    [join(dataDir, 'none.db'), /There is no file at .*check the path/],
    [join(dataDir, 'runlight.db'), /is the log itself/],
    [join(dataDir, 'text.db'), /is no Runlight log: choose a file/],
    [foreign, /not one of Runlight’s: choose a file/],
    [
      make('newer.db', (path) => withDb(path, 'PRAGMA user_version = 99')),
      /newer Runlight .*update Runlight first/,
    ],
    [make('cut.db', (path) => truncateSync(path, 50_000)), /is cut off/],
    [make('damaged.db', (path) => scribble(path)), /is damaged: choose an older backup/],
  ]
  for (const [file, sentence] of cases) {
    await expect(restoreLog(dataDir, file, { ...quiet, stageOnly: false })).rejects.toThrow(sentence)
  }
  expect(readdirSync(dataDir).filter((name) => name.includes('restore') || name.includes('aside'))).toEqual(
    [],
  )
  engine = await startEngine({ dataDir })
  expect((await engine.events(run)).length).toBe(1_000)
})

test('a disk that is full during a backup or a restore is said, and the log is as it was', async ({
  skip,
}) => {
  const small = join(dataDir, 'small')
  mkdirSync(small)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', small], { stdio: 'pipe' })
  } catch (thrown) {
    skip(`needs a small disk of its own, and mounting one was refused: ${String(thrown).split('\n')[0]}`)
  }
  try {
    const [run = 0] = await seedLog(dataDir, [{ events: some(40_000) }])
    await expect(backUpLog(dataDir, join(small, 'b.db'), quiet)).rejects.toMatchObject({
      code: 'storage-full',
    })
    expect(readdirSync(small)).toEqual([])

    // Room enough by the disk's own count, which a second writer then takes away.
    const tight = join(small, 'tight')
    mkdirSync(tight)
    await seedLog(tight, [{ events: some(2_000) }])
    let filled = false
    const told = () => {
      if (filled) return
      filled = true
      try {
        writeFileSync(join(small, 'filler'), Buffer.alloc(4_000_000))
      } catch {
        // The disk is full now, which is what this is for.
      }
    }
    const backup = backUpLog(tight, join(small, 'c.db'), { ...quiet, told })
    await expect(backup).rejects.toMatchObject({
      code: 'storage-full',
      message: expect.stringContaining('nothing was changed'),
    })
    expect(existsSync(join(small, 'c.db'))).toBe(false)
    expect(readdirSync(small).filter((name) => name.startsWith('c.db'))).toEqual([])

    rmSync(join(small, 'filler'))
    const big = join(dataDir, 'big.db')
    await backUpLog(dataDir, big, quiet)
    await expect(restoreLog(tight, big, { ...quiet, stageOnly: false })).rejects.toMatchObject({
      code: 'storage-full',
    })
    engine = await startEngine({ dataDir: tight })
    expect((await engine.events(1)).length).toBe(1_000)
    await engine.close()
    engine = await startEngine({ dataDir })
    expect((await engine.events(run)).length).toBe(1_000)
  } finally {
    await engine?.close()
    engine = null
    execFileSync('umount', ['-l', small])
  }
})

function withDb(path: string, sql: string): void {
  const db = new Database(path)
  db.exec(sql)
  db.close()
}

/** Overwrites a page in the middle: the header still says that all is well. */
function scribble(path: string): void {
  const bytes = readFileSync(path)
  const page = Math.floor(bytes.length / 8_192) * 4_096
  bytes.fill(0xa5, page, page + 4_096)
  writeFileSync(path, bytes)
}
