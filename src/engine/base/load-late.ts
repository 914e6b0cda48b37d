// Packages that most starts need nothing of, loaded when they are first used. At once and not by a promise, so that who uses one
// goes on in the same turn.

import { createRequire } from 'node:module'

/** What gives the package `name`, whose exports are `P`. */
export function loadLate<P>(name: string): () => P {
  let loaded: P | undefined
  return () => {
    loaded ??= createRequire(import.meta.url)(name) as P
    return loaded
  }
}
