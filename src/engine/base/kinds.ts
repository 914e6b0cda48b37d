// Finds the kinds: every folder of src/kinds is one. There is no other list of them.

import type { Kind } from '../../core/kind/kind.ts'
import { withSafeGuess } from './safe-guess.ts'

const modules = import.meta.glob<{ kind: Kind }>('../../kinds/*/index.ts', { eager: true })

/** All kinds by id, `plain` last, since it can watch any URL that no other kind knows. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.values(modules)
    .map((module) => module.kind)
    .toSorted((a, b) => Number(!a.needsServer) - Number(!b.needsServer) || a.label.localeCompare(b.label))
    .map((kind, _at, all) => [kind.id, withSafeGuess(kind, all)]),
)
