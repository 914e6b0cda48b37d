// Every kind by its folder's name, found as the engine finds them, with the endings that a person may name, so that a new kind
// is under the common rules at once.

import type { Kind } from '../../src/core/kind/kind.ts'
import { inAnyDialect } from '../../src/core/reader/any-dialect.ts'

const modules = import.meta.glob<{ kind: Kind }>('../../src/kinds/*/index.ts', { eager: true })

export const allKinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries(modules).map(([path, { kind }]) => [path.split('/').at(-2) ?? '', inAnyDialect(kind, [])]),
)

/** The kind of this id; a test of one that is not there must fail loudly. */
export function kindOf(id: string): Kind {
  const kind = allKinds.get(id)
  if (kind === undefined) throw new Error(`There is no kind in src/kinds/${id}.`)
  return kind
}
