// Finds the kinds and the readers: every folder of src/kinds is a kind, every folder of src/readers a reader. There is no
// other list of them.

import type { Kind } from '../../core/kind/kind.ts'
import { inAnyDialect } from '../../core/reader/any-dialect.ts'
import type { Reader } from '../../core/reader/reader.ts'
import { withSafeGuess } from './safe-guess.ts'

const kindModules = import.meta.glob<{ kind: Kind }>('../../kinds/*/index.ts', { eager: true })
const readerModules = import.meta.glob<{ reader: Reader }>('../../readers/*/index.ts', { eager: true })

/** All readers, by label. */
export const readers: readonly Reader[] = Object.values(readerModules)
  .map((module) => module.reader)
  .toSorted((a, b) => a.label.localeCompare(b.label))

/** All kinds by id, `plain` last, since it can watch any URL that no other kind knows. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.values(kindModules)
    .map((module) => module.kind)
    .toSorted((a, b) => Number(!a.needsServer) - Number(!b.needsServer) || a.label.localeCompare(b.label))
    .map((kind, _at, all) => [kind.id, inAnyDialect(withSafeGuess(kind, all), readers)]),
)
