// A log of an earlier format: a copy of it is made first, then it is of the present format whole or not at all, and the
// way back is that copy.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReadOnlyLog, restoreLog } from '../../src/engine/index.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { migrations } from '../../src/engine/log/sqlite/migrations/index.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { makeVersionOne, versionOneData } from '../support/version-one.ts'

const runs = 3
const perRun = 1_200
let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
  makeVersionOne(dataDir, runs, perRun)
})
afterEach(() => removeDir(dataDir))

const log = () => join(dataDir, 'runlight.db')
const backup = () => `${log()}.v1.backup`

/** The format of the file, and the first run's data. */
function look(path: string): { readonly version: number; readonly data: readonly unknown[] } {
  const db = new Database(path, { readonly: true })
  const version = Number(db.pragma('user_version', { simple: true }))
  const data = db
    .prepare('SELECT data FROM events WHERE key < ? ORDER BY key')
    .pluck()
    .all(2 * 2 ** 32)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  return { version, data }
}
const wanted = Array.from({ length: perRun }, (_, i) => (i + 1 < perRun ? versionOneData(1, i + 1) : ''))

test('64: an older log is copied before it is migrated, shows all it had, and can be had back', async () => {
  expect(() => openReadOnlyLog(dataDir)).toThrow(/older format .*keeps a copy/)
  const engine = await startEngine({ dataDir })
  const { runs: shown } = await engine.call('runs.snapshot', {})
  expect(shown.map(({ title, events }) => [title, events])).toEqual([
    ['Run 1', perRun],
    ['Run 2', perRun],
    ['Run 3', perRun],
  ])
  expect((await engine.events(1)).map(({ data }) => data)).toEqual(wanted.slice(0, 1_000))
  await engine.call('runs.mark', { run: 1, change: { note: 'made by the present version' } })
  await engine.close()
  expect(look(log()).version).toBe(migrations.length)
  expect(look(backup())).toEqual({ version: 1, data: wanted })

  // The way back: the copy takes the log's place, and is migrated anew.
  await restoreLog(dataDir, backup(), {
    told: () => {},
    signal: new AbortController().signal,
  })
  const again = await startEngine({ dataDir })
  const [first] = (await again.call('runs.snapshot', {})).runs
  expect([first?.events, first?.marks.note]).toEqual([perRun, ''])
  await again.close()
  expect(readdirSync(dataDir).filter((name) => name.endsWith('.backup'))).toContain('runlight.db.v1.backup')
})

test('64: where there is no room for the copy, the older log is left as it is, and no half a copy', () => {
  const statements: { run: (...args: unknown[]) => unknown } = Object.getPrototypeOf(
    new Database(':memory:').prepare('SELECT 1'),
  )
  const real = statements.run
  statements.run = () => {
    throw new Database.SqliteError('made to fail', 'SQLITE_FULL')
  }
  try {
    expect(() => openLogForWriting(dataDir)).toThrow(/no room for the copy .* left as it is: free about/)
  } finally {
    statements.run = real
  }
  expect(look(log())).toEqual({ version: 1, data: wanted })
  expect(readdirSync(dataDir).filter((name) => name.includes('backup'))).toEqual([])
})

test('64: a migration that fails leaves the log of the old format, whole, and goes through the next time', () => {
  const real = Database.prototype.exec
  Database.prototype.exec = () => {
    throw new Database.SqliteError('made to fail', 'SQLITE_IOERR_WRITE')
  }
  try {
    expect(() => openLogForWriting(dataDir)).toThrow(/did not take what Runlight wrote/)
  } finally {
    Database.prototype.exec = real
  }
  expect(look(log())).toEqual({ version: 1, data: wanted })
  expect(look(backup())).toEqual({ version: 1, data: wanted })
  openLogForWriting(dataDir).close()
  expect(look(log()).version).toBe(migrations.length)
})
