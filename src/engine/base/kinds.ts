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
  .toSorted(byLabel)

/** All kinds by id, `plain` last, since it can watch any URL that no other kind knows. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.values(kindModules)
    .map((module) => module.kind)
    .toSorted((a, b) => Number(!a.needsServer) - Number(!b.needsServer) || byLabel(a, b))
    .map((kind, _at, all) => [kind.id, inAnyDialect(withSafeGuess(kind, all), readers)]),
)

/** Labels are plain English; a collator would bring the rules of every language into each thread, in 3 MB and some milliseconds. */
function byLabel(a: { readonly label: string }, b: { readonly label: string }): number {
  return a.label.toLowerCase() < b.label.toLowerCase() ? -1 : 1
}
