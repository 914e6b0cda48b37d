// Making a backup the log again. A backup is first looked at and copied beside the log (staged); it takes the log's place
// only while nothing has the log open, after the present log was put aside under a name of its own. Nothing is ever
// deleted: whatever happens on the way, the log that was there is there, or lies aside whole.

import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { type Restored, restoredSchema } from '../../../../core/storage/storage.ts'
import { syncDir } from '../file/make-log.ts'
import { logPath } from '../file/open-log.ts'
import { isDamage } from '../file/sqlite-errors.ts'
import { migrations } from '../migrations/index.ts'
import { readBackupHeader } from './backup-header.ts'

const tables = ['runs', 'events', 'event_text', 'servers', 'attempts', 'gaps', 'transitions', 'settings']
const beside = ['-wal', '-shm', ''] as const
/** The setting that says of a log that it was restored. */
const restoredSetting = 'restored'

/** Where a staged restore waits for the next start. */
export function stagedPath(dataDir: string): string {
  return `${logPath(dataDir)}.restore`
}

/** Where a staged file is put that turns out not to be whole. */
export function failedPath(dataDir: string): string {
  return `${stagedPath(dataDir)}-failed`
}

/**
 * Opens the backup at `file` for reading, if it is one that this Runlight can restore; throws what is the matter with it
 * and what to do. Whether its pages are sound is not looked at here.
 */
export function openBackup(file: string, dataDir: string): Database.Database {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined || !stat.isFile())
    throw new RunlightError('not-found', `There is no file at ${file}: check the path.`)
  if (existsSync(logPath(dataDir)) && realpathSync(file) === realpathSync(logPath(dataDir)))
    throw refuse(file, 'is the log itself, and no backup of it: choose a backup')
  refuseUnreadable(file)
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > migrations.length) throw newer(file, version)
    const there = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())
    if (version === 0 || tables.some((table) => !there.has(table)))
      throw refuse(
        file,
        'is a database, but not one of Runlight’s: choose a file that “runlight storage backup” wrote',
      )
    return db
  } catch (thrown) {
    db.close()
    throw isDamage(thrown) ? damagedBackup(file) : thrown
  }
}

/** The error of a backup whose pages do not hold together. */
export function damagedBackup(file: string): RunlightError {
  return refuse(file, 'is damaged: choose an older backup')
}

/** What the log behind `db` says of being restored; null where it never was. */
export function readRestored(db: Database.Database): Restored | null {
  const text = db.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(restoredSetting)
  if (typeof text !== 'string') return null
  const parsed = restoredSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Writes into a log what it was restored from. */
export function writeRestored(db: Database.Database, restored: Restored): void {
  db.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)').run(restoredSetting, JSON.stringify(restored))
}

/** Takes a staged restore back. */
export function dropStaged(dataDir: string): void {
  rmSync(stagedPath(dataDir), { force: true })
}

/**
 * Makes the staged restore the log, if there is one; the present log is put aside. For whoever holds the folder's lock
 * and has not opened the log yet. Cut short at any point, it goes on from there the next time. A staged file that is no
 * longer whole is put aside itself, and the log stays. `session` names the engine: one that has staged a restore goes on
 * with the log it has, whose runs it knows. Gives where the log before lies; null where nothing was put aside.
 */
export function carryOutRestore(dataDir: string, session: string): string | null {
  const staged = stagedPath(dataDir)
  if (!existsSync(staged)) return null
  const log = logPath(dataDir)
  let aside: string
  try {
    refuseUnreadable(staged)
    const db = new Database(staged)
    try {
      const known = readRestored(db)
      if (known?.session === session) return null
      // Written once: a log that is put aside in two goes keeps its files together.
      aside = known?.aside ?? nameAside(dataDir, staged)
      const isThere = [log, aside].some((path) => beside.some((suffix) => existsSync(`${path}${suffix}`)))
      const { at = Date.now(), file = staged } = known ?? {}
      writeRestored(db, { at, file, aside: isThere ? aside : null, session: known?.session ?? null })
    } finally {
      db.close()
    }
  } catch (thrown) {
    if (!(thrown instanceof RunlightError) && !isDamage(thrown)) throw thrown
    renameSync(staged, failedPath(dataDir))
    return null
  }
  for (const suffix of beside) {
    if (existsSync(`${log}${suffix}`)) renameSync(`${log}${suffix}`, `${aside}${suffix}`)
  }
  renameSync(staged, log)
  syncDir(log)
  return existsSync(aside) ? aside : null
}

function nameAside(dataDir: string, staged: string): string {
  const stamp = new Date(statSync(staged).mtimeMs).toISOString().slice(0, 19)
  return `${logPath(dataDir)}.aside-${stamp.replaceAll(/[-:]/g, '').replace('T', '-')}`
}

/** Refuses what can be told from the file's header: no log, a newer one, or one that was cut off. */
function refuseUnreadable(file: string): void {
  const header = readBackupHeader(file)
  if (header === null)
    throw refuse(file, 'is no Runlight log: choose a file that “runlight storage backup” wrote')
  if (header.version > migrations.length) throw newer(file, header.version)
  if (header.isCut)
    throw refuse(file, 'is cut off, so that a part of it is missing: copy it again, or choose another backup')
}

function newer(file: string, version: number): RunlightError {
  return new RunlightError(
    'newer-log',
    `${file} was written by a newer Runlight (format ${version}, this one knows ${migrations.length}): update Runlight first. The present log is untouched.`,
  )
}

function refuse(file: string, what: string): RunlightError {
  return new RunlightError('bad-input', `${file} ${what}. The present log is untouched.`)
}
