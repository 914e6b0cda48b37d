// The parts of a text difference as rows of a side-by-side view, with the length of skipped equal text between the rows.
// Pure.

import type { TextPart } from '../../core/figures/compare-results.ts'

export type Piece = { readonly type: TextPart['type']; readonly text: string; readonly skipped: number }

export type TextRow =
  | { readonly type: 'sides'; readonly left: readonly Piece[]; readonly right: readonly Piece[] }
  /** Equal text that is not shown, in UTF-16 units. */
  | { readonly type: 'skipped'; readonly count: number }

/** The rows. A row ends where equal text is skipped, so that what follows is aligned again. */
export function textRows(parts: readonly TextPart[]): readonly TextRow[] {
  const rows: TextRow[] = []
  let left: Piece[] = []
  let right: Piece[] = []
  const flush = () => {
    if (left.length + right.length > 0) rows.push({ type: 'sides', left, right })
    left = []
    right = []
  }
  for (const [i, { type, text, skipped, rest }] of parts.entries()) {
    const [head, tail] = [
      { type, text, skipped },
      { type, text: rest, skipped: 0 },
    ]
    const pieces = rest === '' ? [head] : [head, tail]
    if (type !== 'added' && (type === 'removed' || skipped === 0)) left.push(...pieces)
    if (type !== 'removed' && (type === 'added' || skipped === 0)) right.push(...pieces)
    if (type !== 'same' || skipped === 0) continue
    // Before the first difference and after the last, only the adjacent edge is shown.
    const [isFirst, isLast] = [i === 0, i === parts.length - 1]
    const whole = { ...head, skipped: 0 }
    if (!isFirst) {
      left.push(whole)
      right.push(whole)
    }
    flush()
    rows.push({
      type: 'skipped',
      count: skipped + (isFirst ? text.length : 0) + (isLast ? rest.length : 0),
    })
    if (isLast) continue
    left.push(tail)
    right.push(tail)
  }
  flush()
  return rows
}
