// Our own matcher over the events of a block. What surely lacks a word is passed over before its words are made.

import type { Query } from '../../../../core/query/ast.ts'
import { eventTest } from '../../../../core/query/match.ts'
import type { EventBlock } from '../read/event-blocks.ts'
import { type PlainWord, plainWords } from './word-plan.ts'

/** What in a text may be a word that is not there as it stands: all beyond ASCII, and what follows the sign of escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it says
const other = /[^\x00-\x5b\x5d-\x7f]/g

/** Words by which events are passed over, at most. */
const mostWords = 16

export type BlockMatcher = {
  /** Whether texts have to be read at all. */
  readonly needsTexts: boolean
  /** Those of a block that may fit are not 0. */
  readonly may: (block: EventBlock) => Uint8Array
  /** Whether an event fits that may. */
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
  const needed = plainWords(clauses).slice(0, mostWords)
  return {
    needsTexts,
    may: (block) => {
      const may = new Uint8Array(block.at.length)
      return needed.length === 0 ? may.fill(1) : markHolders(may, block.data, needed)
    },
    fits: (block, i) => {
      const bits = block.flags[i] ?? 0
      if (!pings && (bits & pingBit) !== 0) return false
      const data = needsTexts ? (block.data[i] ?? '') : ''
      return test({ at: block.at[i] ?? 0, name: block.name[i] ?? '', flags: bits, data })
    },
  }
}

/** Marks those of `data` that hold all `words`, or may hold them in another form: looked for in all of them at once. */
function markHolders(may: Uint8Array, data: readonly string[], words: readonly PlainWord[]): Uint8Array {
  const text = data.join('\n')
  const lower = text.toLowerCase()
  // Some letters become two in lower case, and nothing is where it was.
  if (lower.length !== text.length) return may.fill(1)
  /** Calls `act` with each event in which `next`, asked from a place on, finds something. */
  const each = (next: (from: number) => number, act: (i: number) => void) => {
    let i = 0
    let end = data[0]?.length ?? 0
    for (let at = next(0); at !== -1; at = next(end + 1)) {
      while (at > end) end += 1 + (data[++i]?.length ?? 0)
      act(i)
    }
  }
  for (const [known, { word, isWhole }] of words.entries()) {
    each(
      (from) => {
        for (let at = lower.indexOf(word, from); ; at = lower.indexOf(word, at + 1)) {
          const stands =
            at === -1 || !isWhole || !(isInWord(lower, at - 1) || isInWord(lower, at + word.length))
          if (stands) return at
        }
      },
      (i) => {
        if (may[i] === known) may[i] = known + 1
      },
    )
  }
  for (const [i, known] of may.entries()) may[i] = known === words.length ? 1 : 0
  each(
    (from) => {
      other.lastIndex = from
      return other.exec(text)?.index ?? -1
    },
    (i) => {
      may[i] = 1
    },
  )
  return may
}

/** Whether a letter or digit of ASCII stands there. */
function isInWord(lower: string, at: number): boolean {
  const unit = lower.charCodeAt(at)
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
}
