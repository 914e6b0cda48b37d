// A word plan as SQL. Its numbers stand in the statement itself, so that the database plans by them.

import { bloomPlaces } from '../events/block-words.ts'
import type { Needed, WordPlan } from './word-plan.ts'

/** The most alternatives and neighbours that are told to the database; of the rest our own matcher decides. */
const mostAlternatives = 32
const mostPairs = 8

/** What a row `b` of blocks has where one of its events may fit; `true` where words cannot tell. */
export function blockCondition(plan: WordPlan): string {
  return condition(plan, ({ words, pairs }) => {
    const bits = pairs.slice(0, mostPairs).flatMap(bloomPlaces).map(hasBit)
    return [`b.words @> '{${words.join(',')}}'::integer[]`, ...bits].join(' AND ')
  })
}

/** The same of a row `t` of tails. Four bytes may be found across two numbers: that row is looked at in vain. */
export function tailCondition(plan: WordPlan): string {
  return condition(plan, ({ words }) =>
    words.map((word) => `position('\\x${hex(word)}'::bytea IN t.words) > 0`).join(' AND '),
  )
}

function condition(plan: WordPlan, of: (needed: Needed) => string): string {
  const all = plan
    .filter((alternatives) => alternatives.length <= mostAlternatives)
    .map((alternatives) => `(${alternatives.map((one) => `(${of(one)})`).join(' OR ')})`)
  return all.length === 0 ? 'true' : all.join(' AND ')
}

/** Of a filter only the byte is read in which the bit is: bytes that are stored as they are can be read from anywhere. */
function hasBit(place: number): string {
  const byte = `substr(b.pairs, (${place >> 3} & (octet_length(b.pairs) - 1)) + 1, 1)`
  return `get_byte(${byte}, 0) >> ${place & 7} & 1 = 1`
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
