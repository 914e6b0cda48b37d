// A damaged file, wherever it lies, made a log in a folder of its own: for a log that is not to be touched, a backup that
// does not open, a disk that is failing. The file is copied first and only read for that; everything else happens to the
// copy. The new log takes its name when it is whole.

import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { openKinds } from '../../../base/kind-set.ts'
import { refuseNewer, sizeOf } from '../file/inspect-log.ts'
import { lockDataDir } from '../file/lock.ts'
import { makeLog, removeLogFiles, syncDir } from '../file/make-log.ts'
import { logPath, prepareDataDir } from '../file/open-log.ts'
import { isFull, storageError } from '../file/sqlite-errors.ts'
import { type Rescued, rescue, type TellRun } from './rescue.ts'
import { openSource } from './source.ts'

/**
 * Copies what can be read of the log at `file` into a new log in `outDir`, which must not hold one yet. Throws a
 * RunlightError where there is no such file, where an engine has it open, where it is of a newer format, and where there
 * is no room.
 */
export function salvageFile(file: string, outDir: string, tell: TellRun = () => {}): Rescued {
  const path = logPath(outDir)
  if (sizeOf(file) === null)
    throw new RunlightError('not-found', `There is no file at ${file}: check the path.`)
  refuseHeld(dirname(file))
  if (existsSync(path) || existsSync(`${path}-wal`))
    throw new RunlightError(
      'bad-input',
      `There is a log in ${outDir} already: choose another folder with --out.`,
    )
  prepareDataDir(outDir)
  try {
    return salvageInto(file, path, tell)
  } catch (thrown) {
    if (!isFull(thrown)) throw storageError(thrown, path)
    const bytes = 2 * ((sizeOf(file) ?? 0) + (sizeOf(`${file}-wal`) ?? 0))
    throw new RunlightError(
      'storage-full',
      `There is no room for the new log in ${outDir}. ${file} was left as it is: free about ${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB, or choose another folder with --out.`,
    )
  }
}

function salvageInto(file: string, path: string, tell: TellRun): Rescued {
  const copy = `${path}.source`
  const draft = `${path}.salvage`
  const clear = () => {
    removeLogFiles(copy)
    removeLogFiles(draft)
  }
  clear()
  let db: Database.Database | null = null
  let close = () => {}
  try {
    for (const suffix of ['', '-wal']) {
      if (existsSync(`${file}${suffix}`)) copyFileSync(`${file}${suffix}`, `${copy}${suffix}`)
    }
    const source = openSource(copy)
    close = source.close
    if (source.log !== null) refuseNewer(file, source.log.version())
    makeLog(draft)
    db = new Database(draft)
    const rescued = rescue(source, db, openKinds(dirname(file)).kinds, tell)
    // One file, with nothing beside it.
    db.pragma('journal_mode = DELETE')
    db.close()
    renameSync(draft, path)
    syncDir(path)
    return rescued
  } finally {
    db?.close()
    close()
    clear()
  }
}

/** A copy of a file that is being written is of no moment in particular. */
function refuseHeld(dir: string): void {
  if (!existsSync(join(dir, 'engine.lock'))) return
  try {
    const lock = lockDataDir(dir, 'salvage')
    lock.release(!lock.unclean)
  } catch (thrown) {
    // A folder that cannot be written has no engine in it.
    if (thrown instanceof RunlightError) throw thrown
  }
}
