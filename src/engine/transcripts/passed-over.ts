// What a captured stream holds beside its events, in words: the same for the report of its import and for the notices of its
// attempt.

import { sayCount } from '../../core/words.ts'
import type { PassedOver, Told } from './sse-parser.ts'

export type PassedOverLine = { readonly line: number; readonly sentence: string }

/** One sentence for each thing that was passed over, without a full stop. */
export function sayPassedOver({ odd, bare, glued, cut }: PassedOver): PassedOverLine[] {
  const say = (told: Told | null, sentence: (told: Told) => string) =>
    told === null ? [] : [{ line: told.line, sentence: sentence(told) }]
  return [
    ...say(odd, ({ count, first }) =>
      count === 1
        ? `1 line was no part of any event: “${first}”`
        : `${sayCount(count, 'line')} were no part of any event, the first: “${first}”`,
    ),
    ...say(bare, ({ count, first }) =>
      count === 1
        ? `An event "${first}" came without data`
        : `${sayCount(count, 'event')} came without data, the first: "${first}"`,
    ),
    ...say(glued, ({ count, first }) =>
      count === 1
        ? `An event is of ${first} lines that are each JSON of their own: blank lines may be missing between them`
        : `${sayCount(count, 'event')} are of lines that are each JSON of their own: blank lines may be missing between them`,
    ),
    ...say(
      cut,
      ({ count }) => `The last event was cut off before its blank line (${sayCount(count, 'byte')})`,
    ),
  ]
}
