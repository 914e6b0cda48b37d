// What of a query the stored words of blocks can tell: which words, and which of them side by side, every event that fits has.
// It may ask for too little, never for too much. Words are those of core/query/words.ts, as everywhere.

import type { Clause, FieldTerm, Query, Term, TextTerm, Value } from '../../../../core/query/ast.ts'
import { numberOf } from '../../../../core/query/numbers.ts'
import { words } from '../../../../core/query/words.ts'
import { hashPair, hashWord } from '../events/word-hashes.ts'

/** Words that are all in one event, as numbers, and the numbers of neighbours among them. */
export type Needed = { readonly words: readonly number[]; readonly pairs: readonly number[] }

/** Of each of these, one of its alternatives holds for every event that fits. */
export type WordPlan = readonly (readonly Needed[])[]

/** Empty where words cannot help. */
export function planWords(clauses: Query): WordPlan {
  return clauses.flatMap((clause) => {
    const alternatives = clause.map(neededBy)
    const known = alternatives.filter((one) => one !== null)
    return known.length === alternatives.length ? [known] : []
  })
}

/** A word of ASCII, or, where the query asks for parts, a part of one. */
export type PlainWord = { readonly word: string; readonly isWhole: boolean }

/** Words of which every event that fits holds all. */
export function plainWords(clauses: Query): readonly PlainWord[] {
  return clauses.flatMap((clause: Clause) => {
    const [only, ...others] = clause
    if (only === undefined || only.negated || others.length > 0 || only.type === 'filter') return []
    if (only.type === 'text') return plainIn(only.text, only.prefix, only.suffix === true)
    const value = wantedText(only)
    return [
      ...keysOf(only).flatMap((key) => plainIn(key, false, false)),
      ...(value === null ? [] : plainIn(value.text, value.prefix, false)),
    ]
  })
}

function plainIn(text: string, prefix: boolean, suffix: boolean): readonly PlainWord[] {
  const all = words(text)
  return all
    .map((word, i) => ({ word, isWhole: !(prefix && i === all.length - 1) && !(suffix && i === 0) }))
    .filter(({ word }) => /^[a-z0-9]+$/.test(word))
}

function neededBy(term: Term): Needed | null {
  if (term.negated || term.type === 'filter') return null
  return term.type === 'text' ? neededByText(term) : neededByField(term)
}

function neededByText({ text, prefix, suffix }: TextTerm): Needed | null {
  return neededByWords(words(text), prefix, suffix === true)
}

/** Keys and texts of JSON are words like all others. */
function neededByField(term: FieldTerm): Needed | null {
  const value = wantedText(term)
  return joined([
    ...keysOf(term).map((key) => neededByWords(words(key), false, false)),
    value === null ? null : neededByWords(words(value.text), value.prefix, false),
  ])
}

/** What a path names but for places in lists. */
function keysOf({ path }: FieldTerm): readonly string[] {
  return path.filter((key) => !/^\d+$/.test(key))
}

/** The text that every event that fits has; null where there is none: of several values one is enough. */
function wantedText({ operator, values }: FieldTerm): Value | null {
  const [value] = values
  if (value === undefined || values.length > 1 || (operator !== ':' && operator !== '=')) return null
  // 0.5 may be written 0.50, and 007 is 7; a whole number is taken to be written out, not as 5e1.
  return numberOf(value.text) !== null && !/^-?(?:0|[1-9]\d{0,14})$/.test(value.text) ? null : value
}

/** A word at an open end may be a part of a longer one. */
function neededByWords(said: readonly string[], prefix: boolean, suffix: boolean): Needed | null {
  const whole = said.slice(suffix ? 1 : 0, prefix ? -1 : undefined).map(hashWord)
  if (whole.length === 0) return null
  const pairs = whole.slice(1).map((hash, i) => hashPair(whole[i] ?? 0, hash))
  return { words: [...new Set(whole)], pairs }
}

function joined(all: readonly (Needed | null)[]): Needed | null {
  const known = all.filter((one) => one !== null)
  if (known.length === 0) return null
  return {
    words: [...new Set(known.flatMap((one) => one.words))],
    pairs: known.flatMap((one) => one.pairs),
  }
}
