// How many columns a text takes on a terminal, so that a line that is rewritten in place never wraps. Good for what
// terminals agree on: wide East Asian characters and emoji take two, marks that sit on another character take none.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u
/** Unicode Standard Annex 11: the blocks whose characters are wide. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u
const marksOnly = /^[\p{Mn}\p{Me}\p{Cf}]+$/u

/** The columns of `text`, which must be printable. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let columns = 0
  for (const { segment } of graphemes.segment(text)) columns += graphemeWidth(segment)
  return columns
}

/** `text` in at most `columns` columns, the last an ellipsis where something was cut. */
export function cutToWidth(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    used += graphemeWidth(segment)
    if (used > columns - 1) break
    kept += segment
  }
  return columns > 0 ? `${kept}…` : ''
}

/** `text` with spaces up to `columns` columns. */
export function padToWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

function graphemeWidth(grapheme: string): number {
  if (marksOnly.test(grapheme)) return 0
  return emoji.test(grapheme) || wide.test(grapheme) ? 2 : 1
}
