// The real kinds, as the engine finds them.

import type { Kind } from '../../../../src/core/kind/kind.ts'
import { kinds } from '../../../../src/engine/base/kinds.ts'

export { kinds }

/** The kind `id`; throws where it does not exist. */
export function kindOf(id: string): Kind {
  const kind = kinds.get(id)
  if (kind === undefined) throw new Error(`There is no kind ${id}.`)
  return kind
}
