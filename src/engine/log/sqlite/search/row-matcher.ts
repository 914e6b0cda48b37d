// The matcher over rows of `events` as they come out of SQLite: key, at, name, flags and, where it is needed, data.

import type { Query } from '../../../../core/query/ast.ts'
import { eventTest } from '../../../../core/query/match.ts'
import { unpackText } from '../rows/text.ts'

/** The matcher of the rows that fit `clauses` at `now`. */
export function createRowMatcher(clauses: Query, now: number) {
  const test = eventTest(clauses, now)
  const needsData = clauses.some((clause) => clause.some((term) => term.type !== 'filter'))
  return {
    isEmpty: clauses.length === 0,
    /** What has to be selected for `fits`. */
    columns: needsData ? ['key', 'at', 'name', 'flags', 'data'] : ['key', 'at', 'name', 'flags'],
    fits: ([, at, name, bits, data]: readonly unknown[]): boolean =>
      test({
        at: Number(at),
        name: textOf(name),
        flags: Number(bits),
        data: data === undefined ? '' : textOf(data),
      }),
  }
}

function textOf(stored: unknown): string {
  if (typeof stored === 'string') return stored
  return stored instanceof Uint8Array ? unpackText(stored) : ''
}
