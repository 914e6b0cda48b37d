// Who may read a file. Windows has no bits for it: what is in a user's own folders is that user's there.

import { statSync } from 'node:fs'

/** Whether the file or folder at `path` has exactly these bits of permission; on Windows always. */
export function hasMode(path: string, mode: number): boolean {
  return process.platform === 'win32' || (statSync(path).mode & 0o777) === mode
}
