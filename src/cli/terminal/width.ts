// How many columns a text takes on a terminal, so that a line that is rewritten in place never wraps.

import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The columns of `text`, which must be printable. */
export function widthOf(text: string): number {
  return stringWidth(text)
}

/** `text` in at most `columns` columns, the last an ellipsis where something was cut. */
export function cutToWidth(text: string, columns: number): string {
  let kept = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
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
