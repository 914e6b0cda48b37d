// The text of a hit in pieces of one look each: what matched, and of JSON what is only its form. Pure. A mark may begin or end
// inside a token and may span several.

import { lexJson } from '../ui/json-lex.ts'

export type Piece = {
  /** Its place in the text, UTF-16 units. */
  readonly at: number
  readonly text: string
  readonly marked: boolean
  /** A key or punctuation of JSON. */
  readonly faint: boolean
}

/** The pieces of `text`; joined they are `text`. `marks`: from, to, in order. */
export function piecesOf(text: string, marks: readonly (readonly [number, number])[]): readonly Piece[] {
  const pieces: Piece[] = []
  const add = (from: number, to: number, marked: boolean, faint: boolean) => {
    const last = pieces.at(-1)
    if (to <= from) return
    if (last !== undefined && last.marked === marked && last.faint === faint)
      pieces[pieces.length - 1] = { ...last, text: last.text + text.slice(from, to) }
    else pieces.push({ at: from, text: text.slice(from, to), marked, faint })
  }
  let at = 0
  for (const token of lexJson(text)) {
    const end = at + token.text.length
    const faint = token.type === 'key' || token.type === 'mark'
    for (const [from, to] of marks) {
      if (to <= at || from >= end) continue
      add(at, Math.max(at, from), false, faint)
      const until = Math.min(end, to)
      add(Math.max(at, from), until, true, false)
      at = until
    }
    add(at, end, false, faint)
    at = end
  }
  return pieces
}
