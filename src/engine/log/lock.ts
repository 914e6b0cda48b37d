// One engine for each data directory. The lock is an exclusive SQLite lock on a file of its own, because the operating
// system releases it when the process dies, however it dies; a file with a process number in it would outlive a crash.
// Who holds it is written beside it, so that a second engine can name the first.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { RunlightError } from '../../core/errors.ts'

/** Takes the lock of `dataDir` or throws `data-dir-in-use`; returns what releases it. `host` names this engine. */
export function lockDataDir(dataDir: string, host: string): () => void {
  const owner = join(dataDir, 'engine.json')
  const db = new Database(join(dataDir, 'engine.lock'), { timeout: 0 })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE')
  } catch (thrown) {
    db.close()
    if (!isBusy(thrown)) throw thrown
    throw new RunlightError(
      'data-dir-in-use',
      `${describeOwner(owner)} is already using ${dataDir}: use that one, or choose another folder with --data-dir.`,
    )
  }
  writeFileSync(owner, JSON.stringify({ host, pid: process.pid, startedAt: new Date().toISOString() }))
  return () => {
    rmSync(owner, { force: true })
    db.close()
  }
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('SQLITE_BUSY')
}

function describeOwner(path: string): string {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof owner === 'object' && owner !== null && 'host' in owner && 'pid' in owner) {
      return `Runlight (${String(owner.host)}, process ${String(owner.pid)})`
    }
  } catch {
    // The owner is just starting or stopping; it is named without its number then.
  }
  return 'Another Runlight'
}
