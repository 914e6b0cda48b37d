// Our own matcher over the events of a block. What surely lacks a word is passed over before its words are made.

import type { Query } from '../../../../core/query/ast.ts'
import { eventTest } from '../../../../core/query/match.ts'
import type { EventBlock } from '../read/event-blocks.ts'
import { plainWords } from './word-plan.ts'

/** Text of which a word is found as it stands: ASCII without the sign that escapes begin with. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it says
const plain = /^[\x00-\x5b\x5d-\x7f]*$/

export type BlockMatcher = {
  /** Whether texts have to be read at all. */
  readonly needsTexts: boolean
  readonly fits: (block: EventBlock, i: number) => boolean
}

/** For `clauses` at `now` (epoch ms). Without `pings` events that are nothing else do not fit. */
export function createBlockMatcher(
  clauses: Query,
  now: number,
  pings: boolean,
  pingBit: number,
): BlockMatcher {
  const test = eventTest(clauses, now)
  const needsTexts = clauses.some((clause) => clause.some((term) => term.type !== 'filter'))
  const needed = plainWords(clauses).map((word) => new RegExp(word, 'i'))
  const lacksWord = (data: string): boolean => needed.some((word) => !word.test(data)) && plain.test(data)
  return {
    needsTexts,
    fits: (block, i) => {
      const bits = block.flags[i] ?? 0
      if (!pings && (bits & pingBit) !== 0) return false
      const data = needsTexts ? (block.data[i] ?? '') : ''
      if (needed.length > 0 && lacksWord(data)) return false
      return test({ at: block.at[i] ?? 0, name: block.name[i] ?? '', flags: bits, data })
    },
  }
}
