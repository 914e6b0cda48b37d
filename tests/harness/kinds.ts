// All kinds, found as the engine finds them but without its bundler, so that a harness run by Node itself has them.

import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Kind } from '../../src/core/kind/kind.ts'

export async function loadKinds(): Promise<ReadonlyMap<string, Kind>> {
  const root = join(import.meta.dirname, '../..')
  const files = globSync('src/kinds/*/index.ts', { cwd: root })
  const kinds: Kind[] = await Promise.all(
    files.map(async (file) => (await import(pathToFileURL(join(root, file)).href)).kind),
  )
  return new Map(kinds.map((kind) => [kind.id, kind]))
}
