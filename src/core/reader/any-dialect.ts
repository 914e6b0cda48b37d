// A kind whose streams may be in any dialect, with the settings that this brings: how it is read, and where it ends.

import type { Kind } from '../kind/kind.ts'
import type { Reader } from './reader.ts'
import { withEndings } from './with-endings.ts'
import { withReaders } from './with-readers.ts'

/** `kind` as it is used; whoever finds the kinds gives each through this. */
export function inAnyDialect(kind: Kind, readers: readonly Reader[]): Kind {
  return withEndings(withReaders(kind, readers))
}
