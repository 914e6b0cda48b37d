// Whether the files that the log's writer holds open are still those on the disk. A file that was deleted or moved stays
// open as if nothing were: SQLite would go on storing into it, and all of it would be gone with the process. Windows does
// not let an open file go; nothing here needs to know that.

import { type BigIntStats, statSync } from 'node:fs'
import { join } from 'node:path'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { logPath } from './open-log.ts'

export type OwnFiles = {
  /** Throws `log-missing` where one of them is gone, or another file is in its place. */
  readonly check: () => void
  /** Whether somebody else has locked the folder since: then its log is theirs. */
  readonly isTaken: () => boolean
}

/** To be made when the log of `dataDir` was just opened: what lies there now is what is held open. */
export function createOwnFiles(dataDir: string): OwnFiles {
  const log = logPath(dataDir)
  const lock = join(dataDir, 'engine.lock')
  const own = new Map([log, `${log}-wal`, `${log}-shm`, lock].map((path) => [path, identityOf(path)]))

  return {
    check: () => {
      for (const [path, known] of own) {
        const now = identityOf(path)
        if (now === known) continue
        // SQLite makes the log's companions when it first needs them.
        if (known !== null) throw missing(log)
        own.set(path, now)
      }
    },
    isTaken: () => {
      const now = identityOf(lock)
      return now !== null && now !== own.get(lock)
    },
  }
}

function identityOf(path: string): string | null {
  const stat: BigIntStats | undefined = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.dev} ${stat.ino}`
}

function missing(log: string): RunlightError {
  return new RunlightError(
    'log-missing',
    `The log at ${log} was deleted, moved or replaced while Runlight was running. Streams are held, and nothing more is stored or shown. Put it back, or have it written anew: what it held is lost only when Runlight ends.`,
  )
}
