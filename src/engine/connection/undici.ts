// undici, whose hundred files are a tenth of a start, loaded when it is first used: a log that is only read asks nobody. At once
// and not by a promise, so that who uses it goes on in the same turn.

import { createRequire } from 'node:module'

let loaded: typeof import('undici') | undefined

export function undici(): typeof import('undici') {
  loaded ??= createRequire(import.meta.url)('undici') as typeof import('undici')
  return loaded
}
