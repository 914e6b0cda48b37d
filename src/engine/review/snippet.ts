// The stretch of an event's data that shows why it was found, with the places of what fits marked in it.

import type { Query, Term } from '../../core/query/ast.ts'
import { type Openness, phraseAt, type WordSpan, wordSpans, words } from '../../core/query/words.ts'

export type Snippet = {
  readonly text: string
  readonly marks: [number, number][]
  readonly cutBefore: boolean
  readonly cutAfter: boolean
}

/** UTF-16 units of a snippet, and of what stands in it before the first mark. */
const length = 240
const lead = 30
/** Marks are looked for in this much of the data; an event may be a hundred megabytes. */
const lookedAt = 100_000
const mostMarks = 20

/** The snippet of `data` for the terms of `clauses`; its beginning where nothing can be marked. */
export function snippetOf(data: string, clauses: Query): Snippet {
  const found = marksIn(data, clauses)
  const first = found[0]?.[0] ?? 0
  const from = whole(data, Math.max(0, first - lead < lead ? 0 : first - lead))
  const to = whole(data, Math.min(data.length, from + length))
  return {
    text: data.slice(from, to),
    marks: found
      .filter(([start]) => start < to)
      .slice(0, mostMarks)
      .map(([start, end]) => [start - from, Math.min(end, to) - from]),
    cutBefore: from > 0,
    cutAfter: to < data.length,
  }
}

/** Places in `data`, in order and apart from each other. */
function marksIn(data: string, clauses: Query): readonly (readonly [number, number])[] {
  const spans = wordSpans(data, 0, Math.min(data.length, lookedAt))
  const said = spans.map((span) => span.word)
  const terms = clauses.flat().filter((term) => !term.negated)
  const found = terms
    .flatMap((term) => marksOf(term, data, spans, said))
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1])
  const apart: (readonly [number, number])[] = []
  for (const mark of found) if (mark[0] >= (apart.at(-1)?.[1] ?? 0)) apart.push(mark)
  return apart
}

function marksOf(
  term: Term,
  data: string,
  spans: readonly WordSpan[],
  said: readonly string[],
): readonly (readonly [number, number])[] {
  if (term.type === 'text') return phraseMarks(words(term.text), term, spans, said)
  return term.type === 'field' ? fieldMarks(data, term.path.at(-1) ?? '') : []
}

function phraseMarks(
  phrase: readonly string[],
  open: Openness,
  spans: readonly WordSpan[],
  said: readonly string[],
): readonly (readonly [number, number])[] {
  const marks: [number, number][] = []
  for (let at = phraseAt(said, phrase, open, 0); at !== -1 && marks.length < mostMarks; ) {
    marks.push([spans[at]?.from ?? 0, spans[at + phrase.length - 1]?.to ?? 0])
    at = phraseAt(said, phrase, open, at + phrase.length)
  }
  return marks
}

/** A key of that name with its value, where the value is no object or array. */
function fieldMarks(data: string, key: string): readonly (readonly [number, number])[] {
  const name = JSON.stringify(key).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pair = new RegExp(`${name}\\s*:\\s*(?:"(?:[^"\\\\]|\\\\.)*"|[-+\\w.]+)?`, 'gu')
  const marks: [number, number][] = []
  for (const found of data.slice(0, lookedAt).matchAll(pair)) {
    marks.push([found.index, found.index + found[0].length])
    if (marks.length === mostMarks) break
  }
  return marks
}

/** `at`, or one less where that would halve a character. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}
