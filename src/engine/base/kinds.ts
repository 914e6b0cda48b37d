// The one place that finds the kinds: every folder of src/kinds is one. They are listed nowhere.

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
