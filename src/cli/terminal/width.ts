// How many columns a text takes on a terminal, so that a line that is rewritten in place never wraps.

import { createRequire } from 'node:module'

/**
 * Loaded by the first text that is not plain ASCII: its patterns hold every emoji there is, which costs a command a fifth of its
 * start. At once and not by a promise, because a line is drawn in one turn.
 */
const measure = late(
  () => (createRequire(import.meta.url)('string-width') as typeof import('string-width')).default,
)
const graphemes = late(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }))

/** The columns of `text`, which must be printable. */
export function widthOf(text: string): number {
  return isPlain(text) ? text.length : measure()(text)
}

/** `text` in at most `columns` columns, the last an ellipsis where something was cut. */
export function cutToWidth(text: string, columns: number): string {
  if (isPlain(text) && text.length <= columns) return text
  let kept = ''
  let used = 0
  for (const { segment } of graphemes().segment(text)) {
    used += widthOf(segment)
    if (used > columns) return columns > 0 ? `${kept}…` : ''
    if (used < columns) kept += segment
  }
  return text
}

/** `text` with spaces up to `columns` columns. */
export function padToWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

/** Printable ASCII alone: one column each. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text)
}

function late<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
