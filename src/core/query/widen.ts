// A word that is found nowhere may be a part of words that are: what to offer where a query finds nothing.

import { parseQuery } from './parse.ts'

export type Wider = {
  /** The wider query. */
  readonly query: string
  /** What stands in it for the word: `lant*`, `*lant*`. */
  readonly part: string
}

/** For the first bare word of `text` that stands for itself alone: `text` with all that begins so, and all that has it within. */
export function widerQueries(text: string): readonly Wider[] {
  const term = parseQuery(text)
    .query.flat()
    .find((one) => one.type === 'text' && !one.negated && !one.quoted && !(one.prefix && one.suffix))
  if (term?.type !== 'text') return []
  const parts = term.prefix || term.suffix ? [`*${term.text}*`] : [`${term.text}*`, `*${term.text}*`]
  return parts.map((part) => ({ query: `${text.slice(0, term.from)}${part}${text.slice(term.to)}`, part }))
}
