// All kinds and readers, found as the engine finds them but without its bundler, so that whatever Node runs by itself has them.

import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Kind } from '../../src/core/kind/kind.ts'
import { inAnyDialect } from '../../src/core/reader/any-dialect.ts'
import type { Reader } from '../../src/core/reader/reader.ts'

const root = join(import.meta.dirname, '../..')

export async function loadKinds(): Promise<ReadonlyMap<string, Kind>> {
  const kinds = await load<{ kind: Kind }>('kinds')
  const readers = (await load<{ reader: Reader }>('readers')).map(({ reader }) => reader)
  return new Map(kinds.map(({ kind }) => [kind.id, inAnyDialect(kind, readers)]))
}

async function load<M>(room: string): Promise<readonly M[]> {
  const files = globSync(`src/${room}/*/index.ts`, { cwd: root })
  return Promise.all(files.map((file): Promise<M> => import(pathToFileURL(join(root, file)).href)))
}
