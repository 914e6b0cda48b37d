// Where each value of a JSON text stands, and why a text is no JSON, for the person who wrote it. `JSON.parse` says neither
// the same way in every engine. What is right by this scanner is given to `JSON.parse`, so that values have one meaning.

import type { KindFileProblem, Path } from './problem.ts'

/** Deeper is refused, so that the scanner's own calls are bounded. */
const deepest = 64

export type Placed =
  | { readonly ok: true; readonly value: unknown; readonly placeOf: (path: Path) => Place }
  | { readonly ok: false; readonly problem: KindFileProblem }

type Place = Pick<KindFileProblem, 'line' | 'column'>

/** `text` as a value (RFC 8259, each name once in an object), with the place of everything in it. */
export function parsePlaced(text: string): Placed {
  const places = new Map<string, number>()
  try {
    scan(text, places)
    const placeOf = (path: Path) => {
      for (let length = path.length; length > 0; length--) {
        const at = places.get(keyOf(path.slice(0, length)))
        if (at !== undefined) return placeAt(text, at)
      }
      return { line: 1, column: 1 }
    }
    return { ok: true, value: JSON.parse(text), placeOf }
  } catch (thrown) {
    const fault = thrown instanceof Fault ? thrown : new Fault(0, 'This is not valid JSON.')
    return { ok: false, problem: { ...placeAt(text, fault.at), reason: fault.message } }
  }
}

class Fault extends Error {
  readonly at: number

  constructor(at: number, reason: string) {
    super(reason)
    this.at = at
  }
}

function keyOf(path: Path): string {
  return JSON.stringify(path.map(String))
}

function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

const space = /[\t\n\r ]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const literal = /true|false|null/y
const bareWord = /[A-Za-z_$][\w$]*/y
/** The inside of a string up to its end, a fault, or the end of the text. */
const plain = /[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\p{Cc}]*)*/uy

function scan(text: string, places: Map<string, number>): void {
  let at = 0

  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found === undefined) return null
    at += found.length
    return found
  }
  const skip = () => void take(space)
  const fault = (reason: string, place = at): never => {
    throw new Fault(place, reason)
  }
  const unexpected = (wanted: string): never => {
    if (at >= text.length) return fault(`The file ends here, where ${wanted} must follow.`)
    if (text.startsWith('//', at) || text.startsWith('/*', at))
      return fault('JSON has no comments: take this one away.')
    if (text[at] === "'") return fault('A text stands in double quotes here, not in single ones.')
    return fault(`Here ${wanted} must stand.`)
  }
  const string = (): string => {
    const from = at
    at++
    take(plain)
    if (text[at] === '"') {
      at++
      return JSON.parse(text.slice(from, at))
    }
    if (text[at] === '\\')
      return fault('No such sign can follow a backslash: write \\\\ for a backslash itself.')
    return fault('This text has no closing quote on its line.', from)
  }
  const list = (path: Path): void => {
    at++
    skip()
    if (text[at] === ']') return void at++
    for (let i = 0; ; i++) {
      skip()
      if (text[at] === ']') fault('There is a comma too many before this ].')
      value([...path, i])
      skip()
      if (text[at] === ']') return void at++
      if (text[at] !== ',') unexpected('a comma or a ]')
      at++
    }
  }
  const object = (path: Path): void => {
    const names = new Set<string>()
    at++
    skip()
    if (text[at] === '}') return void at++
    for (;;) {
      skip()
      if (text[at] === '}') fault('There is a comma too many before this }.')
      if (text[at] !== '"') unexpected('a name in double quotes')
      const place = at
      const name = string()
      if (names.has(name)) fault(`“${name.slice(0, 60)}” stands here a second time.`, place)
      names.add(name)
      places.set(keyOf([...path, name]), place)
      skip()
      if (text[at] !== ':') unexpected('a colon after the name')
      at++
      value([...path, name])
      skip()
      if (text[at] === '}') return void at++
      if (text[at] !== ',') unexpected('a comma or a }')
      at++
    }
  }
  const value = (path: Path): void => {
    skip()
    if (path.length > deepest) fault(`This stands deeper than ${deepest} levels.`)
    if (!places.has(keyOf(path))) places.set(keyOf(path), at)
    const sign = text[at]
    if (sign === '{') object(path)
    else if (sign === '[') list(path)
    else if (sign === '"') string()
    else word()
  }
  const word = (): void => {
    const from = at
    const known = take(literal) ?? take(number)
    const rest = take(bareWord)
    if (rest !== null) fault('A text stands in double quotes.', from)
    if (known === null) unexpected('a value')
  }

  value([])
  skip()
  if (at < text.length) fault('Nothing may follow after the end of the file’s own object.')
}
