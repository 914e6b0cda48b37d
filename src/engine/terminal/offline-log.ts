// Opening a log without an engine: for reading, beside whatever engine has it, or for writing, under the folder's lock.

import { existsSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { RunlightError } from '../../core/basics/errors.ts'
import { carryOutRestore } from '../log/sqlite/backup/restore.ts'
import { lockDataDir } from '../log/sqlite/file/lock.ts'
import { logPath, openLogForReading, openLogForWriting, prepareDataDir } from '../log/sqlite/file/open-log.ts'
import { storageError } from '../log/sqlite/file/sqlite-errors.ts'
import { createWriter, type Writer } from '../log/sqlite/write/writer.ts'

/** What `read` says of the log of `dataDir`, at one moment; null where there is none yet. */
export function reading<T>(dataDir: string, read: (db: Database.Database) => T): T | null {
  const db = openLogForReading(dataDir)
  if (db === null) return null
  try {
    return db.transaction(() => read(db))()
  } catch (thrown) {
    throw storageError(thrown, logPath(dataDir))
  } finally {
    db.close()
  }
}

/** Gives `act` the log of `dataDir` for itself. Refused, with the holder’s name, where an engine has it. */
export async function writing<T>(
  dataDir: string,
  act: (writer: Writer, db: Database.Database) => Promise<T>,
): Promise<T> {
  if (!existsSync(logPath(dataDir))) throw noLog(dataDir)
  prepareDataDir(dataDir)
  const lock = lockDataDir(dataDir, 'terminal')
  let properly = false
  try {
    carryOutRestore(dataDir, '')
    const db = openLogForWriting(dataDir, lock.unclean)
    const writer = createWriter(db)
    try {
      return await act(writer, db)
    } finally {
      writer.close()
      properly = true
    }
  } catch (thrown) {
    throw storageError(thrown, logPath(dataDir))
  } finally {
    lock.release(properly || !lock.unclean)
  }
}

/** The error of a folder without a log. */
export function noLog(dataDir: string): RunlightError {
  return new RunlightError('not-found', `There is no log in ${dataDir} yet: “runlight watch” begins one.`)
}
