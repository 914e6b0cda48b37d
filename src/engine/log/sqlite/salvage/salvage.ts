// Salvage: what can be read of a damaged log is copied into a new one, which takes its place; the damaged one is put aside,
// as it is. A person decides on it, nothing else does. The new log is made whole under another name before the old one is
// touched, and the exchange is the same as for a backup: cut short, it goes on at the next start.

import { existsSync, renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { openKinds } from '../../../base/kind-set.ts'
import { carryOutRestore, readRestored, stagedPath, writeRestored } from '../backup/restore.ts'
import { refuseNewer, sizeOf } from '../file/inspect-log.ts'
import { lockDataDir } from '../file/lock.ts'
import { makeLog, removeLogFiles, syncDir } from '../file/make-log.ts'
import { logPath, prepareDataDir } from '../file/open-log.ts'
import { isFull, storageError } from '../file/sqlite-errors.ts'
import { rescue, type TellRun } from './rescue.ts'
import type { SalvagedRun } from './salvage-run.ts'
import { openSource } from './source.ts'

export type SalvageReport = {
  /** `sound`: nothing is wrong with the log and nothing was changed. `salvaged`: a new log is in its place. */
  readonly result: 'sound' | 'salvaged'
  readonly runs: readonly SalvagedRun[]
  /** What else could not be read, as sentences. */
  readonly troubles: readonly string[]
  /** Where the damaged log is now. */
  readonly aside: string | null
}

/**
 * Salvages the log of `dataDir`; `tell` is given each run when it is copied, and how many there are. Throws a
 * RunlightError where an engine has the log open, where there is none, where it is of a newer format, and where there is
 * no room for the new one.
 */
export function salvageLog(dataDir: string, tell: TellRun = () => {}): SalvageReport {
  const path = logPath(dataDir)
  prepareDataDir(dataDir)
  const lock = lockDataDir(dataDir, 'salvage')
  let isDone = false
  try {
    if (sizeOf(path) === null && sizeOf(`${path}-wal`) === null)
      throw new RunlightError(
        'not-found',
        `There is no log in ${dataDir}: check the folder, or choose another with --data-dir.`,
      )
    const report = salvageLocked(dataDir, path, tell)
    isDone = true
    return report
  } catch (thrown) {
    if (!isFull(thrown)) throw storageError(thrown, path)
    const bytes = (sizeOf(path) ?? 0) + (sizeOf(`${path}-wal`) ?? 0)
    throw new RunlightError(
      'storage-full',
      `There is no room for the new log. The old one was left as it is: free about ${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB and salvage it again.`,
    )
  } finally {
    lock.release(isDone)
  }
}

function salvageLocked(dataDir: string, path: string, tell: TellRun): SalvageReport {
  const source = openSource(path)
  const draft = `${path}.salvage`
  removeLogFiles(draft)
  let db: Database.Database | null = null
  try {
    if (source.log !== null) refuseNewer(path, source.log.version())
    makeLog(draft)
    db = new Database(draft)
    const { runs, troubles, isWhole } = rescue(source, db, openKinds(dataDir).kinds, tell)
    if (isWhole) return { result: 'sound', runs, troubles, aside: null }
    writeRestored(db, { at: Date.now(), file: `${path} (damaged)`, aside: null, session: null })
    // One file, with nothing beside it.
    db.pragma('journal_mode = DELETE')
    db.close()
    source.close()
    renameSync(draft, stagedPath(dataDir))
    syncDir(path)
    carryOutRestore(dataDir, 'salvage')
    return { result: 'salvaged', runs, troubles, aside: asideOf(path) }
  } finally {
    db?.close()
    source.close()
    removeLogFiles(draft)
  }
}

function asideOf(path: string): string | null {
  const db = new Database(path, { readonly: true })
  try {
    const aside = readRestored(db)?.aside ?? null
    return aside !== null && (existsSync(aside) || existsSync(`${aside}-wal`)) ? aside : null
  } finally {
    db.close()
  }
}
