// A copy of the log in one file, made while the log is being written: complete to the moment it was begun. The copy grows
// under another name and takes its own only when it is whole and on the disk, so that a full disk, a cancel or a kill
// leaves nothing that could be taken for a backup. `VACUUM INTO` was rejected: it can neither be told from a dead program
// while it works nor be ended.

import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { formatBytes } from '../../../../core/basics/quantities.ts'
import { cancelled } from '../../../base/cancelled.ts'
import { areFilesOut } from '../../../base/open-files.ts'
import { removeLogFiles, syncDir } from '../file/make-log.ts'
import { isFull, noFiles } from '../file/sqlite-errors.ts'

export type CopyProgress = { readonly done: number; readonly total: number }

export type LogCopy = {
  /** Rejects with a RunlightError that says what to do; `cancelled` as its detail's reason where `cancel` ended it. */
  readonly finished: Promise<void>
  readonly progress: () => CopyProgress
  readonly cancel: () => void
}

type CopyOptions = {
  /** Replace what is at `file`; else a file that is there is refused. */
  readonly replace: boolean
  /** Called with the whole copy, before it takes its name. */
  readonly seal: (copy: Database.Database) => void
}

const pagesAtATime = 500

/** Begins to copy the log behind `db`, a connection that does nothing else meanwhile, to `file`. */
export function copyLog(db: Database.Database, file: string, { replace, seal }: CopyOptions): LogCopy {
  let progress: CopyProgress = { done: 0, total: pragma(db, 'page_count') * pragma(db, 'page_size') }
  let isCancelled = false
  const draft = `${file}.partial`

  const copy = async () => {
    if (!replace && existsSync(file))
      throw new RunlightError(
        'bad-input',
        `There is a file at ${file} already: choose another name, or move it away.`,
      )
    refuseSmall(file, progress.total)
    removeLogFiles(draft)
    // The transaction holds one moment fast for the whole copy.
    db.exec('BEGIN')
    try {
      db.prepare('SELECT count(*) FROM sqlite_schema').get()
      const pageSize = pragma(db, 'page_size')
      await db.backup(draft, {
        progress: ({ totalPages, remainingPages }) => {
          if (isCancelled) throw cancelled()
          progress = { done: (totalPages - remainingPages) * pageSize, total: totalPages * pageSize }
          return pagesAtATime
        },
      })
    } finally {
      db.exec('COMMIT')
    }
    const copied = new Database(draft)
    try {
      // One file, with nothing beside it.
      copied.pragma('journal_mode = DELETE')
      seal(copied)
    } finally {
      copied.close()
    }
    syncFile(draft)
    if (isCancelled) throw cancelled()
    if (!replace && existsSync(file))
      throw new RunlightError('bad-input', `There is a file at ${file} by now: choose another name.`)
    renameSync(draft, file)
    syncDir(file)
  }

  return {
    finished: copy().catch((thrown: unknown) => {
      removeLogFiles(draft)
      throw copyError(thrown, file)
    }),
    progress: () => progress,
    cancel: () => {
      isCancelled = true
    },
  }
}

/** What kept `file` from being written, as a sentence that says what to do; `thrown` itself where nobody can say. */
export function copyError(thrown: unknown, file: string): unknown {
  if (thrown instanceof RunlightError) return thrown
  if (isFull(thrown)) {
    return new RunlightError(
      'storage-full',
      `There was no room for ${file}: it was not written and nothing was changed. Free some space, or choose another disk.`,
    )
  }
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (/^(EMFILE|ENFILE)/.test(code) || (code === 'SQLITE_CANTOPEN' && areFilesOut())) return noFiles(file)
  if (/^(SQLITE_CANTOPEN|SQLITE_READONLY|EACCES|EPERM|EROFS|ENOENT|ENOTDIR)/.test(code) || isNoDir(thrown)) {
    return new RunlightError(
      'bad-input',
      `Runlight cannot write ${file}: choose a folder that exists and that you may write to.`,
    )
  }
  if (/^(SQLITE_IOERR|EIO)/.test(code)) {
    return new RunlightError(
      'disk-failed',
      `The disk did not take ${file}: it was not written. See whether that disk is full, at its quota or broken.`,
    )
  }
  return thrown
}

/** better-sqlite3 looks for the folder itself and says so with a bare TypeError. */
function isNoDir(thrown: unknown): boolean {
  return thrown instanceof TypeError && thrown.message.includes('directory does not exist')
}

/** Refuses before anything is written where the disk says that it has no room. */
function refuseSmall(file: string, bytes: number): void {
  let free: number
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    free = bavail * bsize
  } catch {
    return
  }
  if (free >= bytes) return
  throw new RunlightError(
    'storage-full',
    `There is no room for ${file}: it needs ${formatBytes(bytes)} and the disk has ${formatBytes(free)} left. Free some space, or choose another disk.`,
  )
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } catch (thrown) {
    rmSync(path, { force: true })
    throw thrown
  } finally {
    closeSync(file)
  }
}

function pragma(db: Database.Database, name: string): number {
  return Number(db.pragma(name, { simple: true }))
}
