// A file of this computer as an import takes it: its path, the name a person knows it by, and its age. Whether it can be
// read is not asked here: its reading says that.

import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { ImportSource } from './import-steps.ts'

/** The file at `path`, and its size in bytes; null where nothing is there. */
export function fileAt(
  path: string,
  kind: string | null,
): { readonly file: Omit<ImportSource, 'at' | 'scratch'>; readonly size: number | null } {
  const whole = resolve(path)
  const found = statSync(whole, { throwIfNoEntry: false })
  const file = { path: whole, name: basename(whole), modifiedAt: found?.mtimeMs ?? 0, kind }
  return { file, size: found?.size ?? null }
}
