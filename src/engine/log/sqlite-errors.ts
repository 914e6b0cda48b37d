// SQLite's result codes (sqlite.org/rescode.html) as Runlight's errors, each with a sentence for the person at the screen.

import { RunlightError } from '../../core/errors.ts'

/** `thrown` as a RunlightError where it is a known failure of the storage; otherwise unchanged. */
export function storageError(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return thrown
  const code = thrown.code
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new RunlightError(
      'storage-full',
      'The disk is full: free some space, and Runlight goes on by itself.',
    )
  }
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
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new RunlightError(
      'damaged-log',
      `The log at ${path} is damaged or no Runlight log. It was left as it is: move it aside, or choose another folder with --data-dir.`,
    )
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new RunlightError(
      'data-dir-in-use',
      `Another program holds the log at ${path}: close it and try again.`,
    )
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new RunlightError(
      'read-only',
      `The disk failed while the log at ${path} was used: check the disk.`,
    )
  }
  return thrown
}
