// The tokenizer of the query language: one pass from left to right, with places. It knows quotes, operators and commas,
// not what filters mean. Total: any text has tokens.

import type { Operator, Place, Problem, Value } from './ast.ts'

export type Piece = Place &
  (
    | { readonly type: 'or' }
    | {
        readonly type: 'text'
        readonly negated: boolean
        readonly text: string
        readonly quoted: boolean
        readonly prefix: boolean
        readonly suffix: boolean
      }
    | {
        readonly type: 'filter'
        readonly negated: boolean
        /** As written, with a leading `data.`. */
        readonly name: string
        readonly operator: Operator
        readonly values: readonly Value[]
        /** Where its values begin. */
        readonly valuesFrom: number
      }
  )

const name = /[\p{L}_][\p{L}\p{N}_$-]*(?:\.[\p{L}\p{N}_$-]+)*(:|!=|<=|>=|<|>|=)/uy
const space = /\s+/uy
const word = /\S+/uy
const bareValue = /[^\s,]*/uy

/** The tokens of `text`; `problem` is called for what cannot be read. */
export function scan(text: string, problem: (problem: Problem) => void): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }

  const quotedAt = (): { text: string; closed: boolean } => {
    let content = ''
    at++
    while (at < text.length) {
      const character = text.charAt(at)
      if (character === '"') {
        at++
        return { text: content, closed: true }
      }
      const next = text[at + 1]
      if (character === '\\' && (next === '"' || next === '\\')) at++
      content += text.charAt(at)
      at++
    }
    return { text: content, closed: false }
  }

  const unclosed = (from: number) =>
    problem({
      from,
      to: at,
      message: 'This quotation mark is never closed.',
      mend: 'Put another " where the phrase ends.',
    })

  const star = (): boolean => {
    if (text[at] !== '*') return false
    at++
    return true
  }

  const value = (): Value => {
    const from = at
    if (text[at] === '"') {
      const quoted = quotedAt()
      if (!quoted.closed) unclosed(from)
      const prefix = quoted.closed && star()
      return { text: quoted.text, prefix, from, to: at }
    }
    const bare = match(bareValue)?.[0] ?? ''
    at += bare.length
    const prefix = bare.length > 1 && bare.endsWith('*')
    return { text: prefix ? bare.slice(0, -1) : bare, prefix, from, to: at }
  }

  while (at < text.length) {
    const gap = match(space)
    if (gap !== null) {
      at += gap[0].length
      continue
    }
    const from = at
    const negated = text[at] === '-' && /\S/u.test(text[at + 1] ?? '')
    if (negated) at++
    const head = match(name)
    const operator = head?.[1] as Operator | undefined
    // `https://…` is a word, not a field named https.
    if (
      head !== null &&
      operator !== undefined &&
      !(operator === ':' && text.startsWith('//', at + head[0].length))
    ) {
      at += head[0].length
      const valuesFrom = at
      const values: Value[] = [value()]
      while (text[at] === ',') {
        at++
        values.push(value())
      }
      pieces.push({
        type: 'filter',
        negated,
        name: head[0].slice(0, -operator.length),
        operator,
        values,
        valuesFrom,
        from,
        to: at,
      })
    } else if (text[at] === '"') {
      const quoted = quotedAt()
      if (!quoted.closed) unclosed(from)
      const prefix = quoted.closed && star()
      pieces.push({
        type: 'text',
        negated,
        text: quoted.text,
        quoted: true,
        prefix,
        suffix: false,
        from,
        to: at,
      })
    } else {
      const bare = match(word)?.[0] ?? text.charAt(at)
      at += bare.length
      if (bare === 'OR' && !negated) pieces.push({ type: 'or', from, to: at })
      else if (bare !== 'AND' || negated) {
        const prefix = bare.endsWith('*')
        const open = prefix ? bare.slice(0, -1) : bare
        const suffix = open.startsWith('*') && open.length > 1
        const plain = suffix ? open.slice(1) : open
        pieces.push({ type: 'text', negated, text: plain, quoted: false, prefix, suffix, from, to: at })
      }
    }
  }
  return pieces
}
