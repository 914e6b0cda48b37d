// What can be told of a log's files before SQLite touches them: where SQLite would make an empty log of what is left, it
// must not be asked.
//
// Hazard: nothing in a process that has the log open may open and close the file by itself, not even to read it. POSIX
// locks belong to the process, and closing any descriptor of a file lets go of all of them (sqlite.org/howtocorrupt.html,
// 2.2): the next program that closes the log takes itself for the last one and deletes the WAL under the writer. So only
// names and sizes are looked at here, and whatever the file holds is asked of SQLite.

import { existsSync, statSync } from 'node:fs'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { migrations } from '../migrations/index.ts'

/** Whether there is a log at `path`. Throws `damaged-log` where there was one; nothing is changed. */
export function isLogThere(path: string): boolean {
  const bytes = sizeOf(path)
  // SQLite deletes a WAL that it finds beside no log, or beside an empty one (pager.c, pagerOpenWalIfPresent).
  if (bytes === null && (sizeOf(`${path}-wal`) ?? 0) > 0)
    throw damaged(path, 'is gone, but its latest events are still in the file beside it (-wal)')
  if (bytes === 0) throw damaged(path, 'is empty: all that it held was cut off')
  return bytes !== null
}

/** Throws `newer-log` where a log of format `version` is for a later Runlight. */
export function refuseNewer(path: string, version: number): void {
  if (version <= migrations.length) return
  throw new RunlightError(
    'newer-log',
    `The log at ${path} was written by a newer Runlight (format ${version}, this one knows ${migrations.length}). It was left untouched: update Runlight, or choose another folder with --data-dir.`,
  )
}

/** A sentence for a log that cannot be used as it is: what is the matter, and the one way on. */
export function damaged(path: string, what: string): RunlightError {
  return new RunlightError(
    'damaged-log',
    `The log at ${path} ${what}. It was left as it is: “runlight storage salvage” copies what can be read into a new log and keeps this one.`,
  )
}

/** The size of the file at `path` in bytes; null where there is none. */
export function sizeOf(path: string): number | null {
  return existsSync(path) ? statSync(path).size : null
}
