// What the stored parameters of a run are without: a secret leaves its mask.

import type { Kind, Params } from '../../core/kind/kind.ts'
import { mask } from '../../core/secrets/redact.ts'

/** By the names that a person knows, headers by their own; empty where nothing of it can be told by the parameters. */
export function lackingOf(kind: Kind, params: Params): readonly string[] {
  return kind.fields.flatMap(({ name, label, type }) => {
    const value = params[name] ?? ''
    if (!value.includes(mask)) return []
    if (type !== 'headers') return [label]
    return value
      .split('\n')
      .filter((line) => line.includes(mask))
      .map((line) => line.slice(0, line.indexOf(':')))
  })
}
