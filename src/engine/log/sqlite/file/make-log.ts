// A log that does not exist yet. It is made under another name and takes its own only when it is whole, so that whatever
// is found under the log's name was a log once: an empty or half-made file there is damage, and never a beginning.

import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { migrations } from '../migrations/index.ts'

/** Makes an empty log of the present format at `path`, where there is none. */
export function makeLog(path: string): void {
  const draft = `${path}.new`
  removeLogFiles(draft)
  const db = new Database(draft)
  try {
    db.pragma('auto_vacuum = INCREMENTAL')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.transaction(() => {
      for (const sql of migrations) db.exec(sql)
      db.pragma(`user_version = ${migrations.length}`)
    }).immediate()
  } catch (thrown) {
    db.close()
    removeLogFiles(draft)
    throw thrown
  }
  db.close()
  renameSync(draft, path)
  syncDir(path)
}

/** Removes a file that is not yet a log, or a copy that was not finished, with what SQLite keeps beside it. */
export function removeLogFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true })
}

/** Makes the renames in the folder of `path` durable; does nothing where folders cannot be synchronised (Windows). */
export function syncDir(path: string): void {
  try {
    const dir = openSync(dirname(path), 'r')
    try {
      fsyncSync(dir)
    } finally {
      closeSync(dir)
    }
  } catch {
    // The system has no such thing; a rename is then as durable as it makes it.
  }
}
