// Opening the log for writing: the folder, the file's age, SQLite's promises, the migrations. A file that is newer than
// this program, or no log at all, is refused and left exactly as it was.

import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { RunlightError } from '../../core/errors.ts'
import { migrations } from './migrations/index.ts'
import { storageError } from './sqlite-errors.ts'

/** The WAL-reset bug that can corrupt a log of several connections was fixed in this version (sqlite.org/changes.html). */
const leastSqlite = [3, 51, 3] as const
const userVersionOffset = 60

export function logPath(dataDir: string): string {
  return join(dataDir, 'runlight.db')
}

/** Makes sure that `dataDir` is there and may be written to; throws `data-dir-not-writable` with what to do. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch {
    throw new RunlightError(
      'data-dir-not-writable',
      `Runlight cannot write to ${dataDir}: allow writing there, or choose another folder with --data-dir.`,
    )
  }
}

/** Opens the log of `dataDir` read-write, migrated, with WAL and `synchronous = FULL` asserted. */
export function openLogForWriting(dataDir: string): Database.Database {
  const path = logPath(dataDir)
  refuseNewer(path, headerVersion(path))
  let db: Database.Database | null = null
  try {
    db = new Database(path, { timeout: 5_000 })
    assertSqlite(db)
    refuseNewer(path, Number(db.pragma('user_version', { simple: true })))
    setPromises(db)
    migrate(db, path)
    return db
  } catch (thrown) {
    db?.close()
    throw storageError(thrown, path)
  }
}

/** Opens the log of `dataDir` read-only, beside an engine that may be writing it; null where there is none yet. */
export function openLogForReading(dataDir: string): Database.Database | null {
  const path = logPath(dataDir)
  if (!existsSync(path)) return null
  refuseNewer(path, headerVersion(path))
  try {
    const db = new Database(path, { readonly: true, timeout: 5_000 })
    db.pragma('query_only = ON')
    return db
  } catch (thrown) {
    throw storageError(thrown, path)
  }
}

function setPromises(db: Database.Database): void {
  if (Number(db.pragma('user_version', { simple: true })) === 0) db.pragma('auto_vacuum = INCREMENTAL')
  const mode = db.pragma('journal_mode = WAL', { simple: true })
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  const synchronous = db.pragma('synchronous', { simple: true })
  if (mode !== 'wal' || synchronous !== 2) {
    throw new RunlightError(
      'damaged-log',
      `This disk cannot keep a log safely (journal ${String(mode)}, synchronous ${String(synchronous)}): choose a local folder with --data-dir.`,
    )
  }
}

/** Each migration whole or not at all; a copy of the log is put aside first, named by the version it holds. */
function migrate(db: Database.Database, path: string): void {
  const from = Number(db.pragma('user_version', { simple: true }))
  if (from === migrations.length) return
  if (from > 0) {
    const backup = `${path}.v${from}.backup`
    if (!existsSync(backup)) db.prepare('VACUUM INTO ?').run(backup)
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < from) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    }).immediate()
  }
}

function refuseNewer(path: string, version: number): void {
  if (version <= migrations.length) return
  throw new RunlightError(
    'newer-log',
    `The log at ${path} was written by a newer Runlight (format ${version}, this one knows ${migrations.length}). It was left untouched: update Runlight, or choose another folder with --data-dir.`,
  )
}

/** `user_version` read from the file itself (sqlite.org/fileformat.html, 1.3), so that refusing opens nothing. */
function headerVersion(path: string): number {
  if (!existsSync(path) || statSync(path).size < userVersionOffset + 4) return 0
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(userVersionOffset + 4)
    readSync(file, header, 0, header.length, 0)
    return header.toString('latin1', 0, 15) === 'SQLite format 3' ? header.readUInt32BE(userVersionOffset) : 0
  } finally {
    closeSync(file)
  }
}

function assertSqlite(db: Database.Database): void {
  const text = String(db.prepare('SELECT sqlite_version()').pluck().get())
  const version = text.split('.').map(Number)
  for (const [i, least] of leastSqlite.entries()) {
    const part = version[i] ?? 0
    if (part > least) return
    if (part < least) throw new Error(`SQLite ${text} is older than ${leastSqlite.join('.')}`)
  }
}
