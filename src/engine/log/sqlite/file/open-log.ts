// Opening the log: the folder, the file's age, SQLite's promises, the migrations. A file that is newer than this program,
// damaged, or no log at all, is refused and left exactly as it was.

import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { migrations } from '../migrations/index.ts'
import { checkLog } from './check-log.ts'
import { isLogThere, refuseNewer, sizeOf } from './inspect-log.ts'
import { makeLog } from './make-log.ts'
import { migrate } from './migrate.ts'
import { isFull, storageError } from './sqlite-errors.ts'

/** The WAL-reset bug that can corrupt a log of several connections was fixed in this version (sqlite.org/changes.html). */
const leastSqlite = [3, 51, 3] as const

export function logPath(dataDir: string): string {
  return join(dataDir, 'runlight.db')
}

/** Makes sure that `dataDir` is there and may be written to; throws `data-dir-not-writable` with what to do. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
    if (existsSync(logPath(dataDir))) accessSync(logPath(dataDir), constants.W_OK)
  } catch {
    throw new RunlightError(
      'data-dir-not-writable',
      `Runlight cannot write to ${dataDir}: allow writing there, or choose another folder with --data-dir.`,
    )
  }
}

/**
 * Opens the log of `dataDir` read-write, migrated, with WAL and `synchronous = FULL` asserted; makes one where there is
 * none. `unclean`: the engine before this one did not end properly, so that the pages are looked at first.
 */
export function openLogForWriting(dataDir: string, unclean = false): Database.Database {
  const path = logPath(dataDir)
  let db: Database.Database | null = null
  try {
    if (!isLogThere(path)) makeLog(path)
    else checkLog(path, unclean || (sizeOf(`${path}-wal`) ?? 0) > 0)
    db = new Database(path, { timeout: 5_000, fileMustExist: true })
    assertSqlite(db)
    setPromises(db)
    migrate(db, path)
    return db
  } catch (thrown) {
    db?.close()
    if (!isFull(thrown)) throw storageError(thrown, path)
    throw new RunlightError(
      'storage-full',
      `The disk that holds ${path} is full: free some space and start Runlight again.`,
    )
  }
}

/** Opens the log of `dataDir` read-only, beside an engine that may be writing it; null where there is none yet. */
export function openLogForReading(dataDir: string): Database.Database | null {
  const path = logPath(dataDir)
  if (!existsSync(path)) return null
  let db: Database.Database | null = null
  try {
    db = new Database(path, { readonly: true, timeout: 5_000 })
    const version = Number(db.pragma('user_version', { simple: true }))
    refuseNewer(path, version)
    refuseOlder(path, version)
    db.pragma('query_only = ON')
    return db
  } catch (thrown) {
    db?.close()
    throw storageError(thrown, path)
  }
}

function refuseOlder(path: string, version: number): void {
  if (version === migrations.length) return
  throw new RunlightError(
    'older-log',
    `The log at ${path} has an older format (${version}, this Runlight reads ${migrations.length}): open it once with “runlight serve” or the desktop, which keeps a copy and brings it up to date.`,
  )
}

function setPromises(db: Database.Database): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true })
  db.pragma('synchronous = FULL')
  // Without these macOS leaves what is synchronised in the disk's own cache; elsewhere they change nothing.
  db.pragma('fullfsync = ON')
  db.pragma('checkpoint_fullfsync = ON')
  db.pragma('foreign_keys = ON')
  const synchronous = db.pragma('synchronous', { simple: true })
  if (mode !== 'wal' || synchronous !== 2) {
    throw new RunlightError(
      'disk-failed',
      `This disk cannot keep a log safely (journal ${String(mode)}, synchronous ${String(synchronous)}): choose a local folder with --data-dir.`,
    )
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
