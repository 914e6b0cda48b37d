// The project's own files, for tests that read them.

import { globSync } from 'node:fs'
import { join } from 'node:path'

export const projectRoot = join(import.meta.dirname, '../..')

/** The paths that `patterns` fit, from the project's root, in order, with slashes on every system. */
export function projectFiles(patterns: string | readonly string[]): string[] {
  return globSync(patterns, { cwd: projectRoot })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
}
