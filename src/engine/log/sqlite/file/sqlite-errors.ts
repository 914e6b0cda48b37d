// SQLite's result codes (sqlite.org/rescode.html) as Runlight's errors, each with a sentence for the person at the screen.

import { ZodError } from 'zod'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { areFilesOut, formatFileLimit } from '../../../base/open-files.ts'

/** `thrown` as a RunlightError where it is a known failure of the storage; otherwise unchanged. */
export function storageError(thrown: unknown, path: string): unknown {
  // A row that has the wrong shape, or a JSON text of ours that is none: only damage makes those.
  if (thrown instanceof ZodError || (thrown instanceof SyntaxError && thrown.message.includes('JSON')))
    return damagedPart(path)
  const code = codeOf(thrown)
  if (isFull(thrown)) {
    return new RunlightError(
      'storage-full',
      'The disk is full: free some space, and Runlight goes on by itself.',
    )
  }
  if (code === 'EMFILE' || code === 'ENFILE' || (code === 'SQLITE_CANTOPEN' && areFilesOut()))
    return noFiles(path)
  if (
    code.startsWith('SQLITE_READONLY') ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'EROFS' ||
    code === 'EACCES'
  ) {
    return new RunlightError(
      'data-dir-not-writable',
      `Runlight cannot write its log at ${path}: allow writing there, or choose another folder with --data-dir.`,
    )
  }
  if (isDamage(thrown)) return damagedPart(path)
  if (code.startsWith('SQLITE_BUSY')) {
    return new RunlightError(
      'data-dir-in-use',
      `Another program holds the log at ${path}: close it, or wait until it is done.`,
      { holder: 'another program' },
    )
  }
  if (code === 'SQLITE_PROTOCOL' || code === 'SQLITE_IOERR_LOCK') {
    return new RunlightError(
      'disk-failed',
      `The disk that holds ${path} cannot lock files, so a log is not safe there: choose a local folder with --data-dir.`,
    )
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return new RunlightError(
      'disk-failed',
      `The disk did not take what Runlight wrote to ${path}: see whether it is full, at its quota or broken.`,
    )
  }
  return thrown
}

/** The error of a file that could not be opened because too many are open. */
export function noFiles(path: string): RunlightError {
  return new RunlightError(
    'disk-failed',
    `Runlight could not open ${path}: this computer allows it ${formatFileLimit()}. Stop some runs, or allow it more (ulimit -n) and start it again.`,
  )
}

/** Whether there was no room. The WAL's index is grown by a write of its own, whose failure has its own code. */
export function isFull(thrown: unknown): boolean {
  return ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'SQLITE_IOERR_SHMSIZE'].includes(codeOf(thrown))
}

/** Whether the file is not what it should be. */
export function isDamage(thrown: unknown): boolean {
  const code = codeOf(thrown)
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

function damagedPart(path: string): RunlightError {
  return new RunlightError(
    'damaged-log',
    `The log at ${path} is damaged. It was left as it is: close Runlight, and “runlight storage salvage” copies what can be read into a new log and keeps this one.`,
  )
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}
