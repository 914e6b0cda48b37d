// One engine for each data directory. The lock is an exclusive SQLite lock on a file of its own, because the operating
// system releases it when the process dies, however it dies; a file with a process number in it would outlive a crash.
// Who holds it is written beside it, so that a second engine can name the first; found by the next one, that note says
// that the engine before it did not end as it should have.

import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { sizeOf } from './inspect-log.ts'
import { isDamage } from './sqlite-errors.ts'

export type Lock = {
  /** The engine before this one was killed, or its computer lost power. */
  readonly unclean: boolean
  /** `properly` false leaves the mark of an end that was not proper for the next engine to find. */
  readonly release: (properly: boolean) => void
}

/** Takes the lock of `dataDir` or throws `data-dir-in-use`. `host` names this engine. */
export function lockDataDir(dataDir: string, host: string): Lock {
  const owner = join(dataDir, 'engine.json')
  let db: Database.Database
  try {
    db = take(join(dataDir, 'engine.lock'))
  } catch (thrown) {
    if (!isBusy(thrown)) throw thrown
    throw new RunlightError(
      'data-dir-in-use',
      `${describeOwner(owner)} is already using ${dataDir}: use that one, or choose another folder with --data-dir.`,
    )
  }
  const unclean = existsSync(owner)
  try {
    writeFileSync(owner, JSON.stringify({ host, pid: process.pid, startedAt: new Date().toISOString() }))
  } catch {
    // A full disk: the lock holds without its owner's name, and what is stored can still be read.
  }
  return {
    unclean,
    release: (properly) => {
      if (properly) rmSync(owner, { force: true })
      db.close()
    },
  }
}

/**
 * Whether an engine has `dataDir` open, by the note beside its lock and the process that it names. The lock itself is not
 * touched: an engine that starts at this moment would be refused.
 */
export function isEngineThere(dataDir: string): boolean {
  const pid = readOwner(join(dataDir, 'engine.json'))?.pid
  if (typeof pid !== 'number') return false
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // It is there and belongs to somebody else.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

function take(file: string): Database.Database {
  const db = new Database(file, { timeout: 0 })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (thrown) {
    db.close()
    // The file holds nothing but the lock: whatever else is in it was put there by a damaged disk.
    if (!isDamage(thrown) || sizeOf(file) === 0) throw thrown
    truncateSync(file)
    return take(file)
  }
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('SQLITE_BUSY')
}

function describeOwner(path: string): string {
  const owner = readOwner(path)
  // Without a note the engine is just starting or stopping.
  return owner === null
    ? 'Another Runlight'
    : `Runlight (${String(owner.host)}, process ${String(owner.pid)})`
}

function readOwner(path: string): { readonly host: unknown; readonly pid: unknown } | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof owner === 'object' && owner !== null && 'host' in owner && 'pid' in owner ? owner : null
  } catch {
    return null
  }
}
