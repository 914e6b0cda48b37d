// The values of PowerShell's language that web requests are written with (about_Quoting_Rules, about_Hash_Tables,
// about_Special_Characters): strings, here-strings, hash tables, arrays, variables and the few expressions that browsers write.
// Nothing is carried out: what else a script computes is not known here.

import { unreadable, type Word } from './word.ts'

/** A value; a `Map` is a hash table with its keys as they are written, `null` something that is not known. */
export type Value = Word | ReadonlyMap<string, Value> | readonly Value[]

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const unclosed = 'A quote or bracket of this script is not closed: copy it whole.'

export type Reader = ReturnType<typeof createReader>

/** Reads `text` from its beginning; `variables` are those that the script has set, by lower-case name. */
export function createReader(text: string, variables: Map<string, Value>) {
  let at = 0

  const rest = (length = 200) => text.slice(at, at + length)
  const take = (pattern: RegExp, length?: number): RegExpExecArray | null => {
    const found = pattern.exec(rest(length))
    if (found !== null) at += found[0].length
    return found
  }
  /** Blanks, comments and lines that a backtick continues; with `lines`, ends of lines too. */
  const skip = (lines = false) => {
    while (take(lines ? /^(?:\s|`\r?\n|#[^\n]*|;)+/ : /^(?:[^\S\r\n]|`\r?\n)+/, 10_000) !== null) {}
  }

  const expandable = (end: RegExp): Word => {
    let read = ''
    const missing: string[] = []
    for (;;) {
      if (at >= text.length) throw unreadable(unclosed)
      if (take(end) !== null) return { text: read, missing }
      const char = take(/^\$\(\[char\](?:0x([\da-f]{1,6})|(\d{1,7}))\)/i)
      const variable = char === null ? take(/^\$(?:\{([\w:]+)\}|((?:env:)?\w+))/i) : null
      if (char !== null)
        read += String.fromCodePoint(Number.parseInt(char[1] ?? char[2] ?? '', char[1] ? 16 : 10))
      else if (variable !== null) {
        const value = variableOf(variable[1] ?? variable[2] ?? '')
        const word = isWord(value)
          ? value
          : { text: variable[0], missing: [variable[1] ?? variable[2] ?? ''] }
        read += word.text
        missing.push(...word.missing)
      } else if (rest(2) === '$(') {
        missing.push('(expression)')
        read += take(/^\$\([^)]*\)?/, 2_000)?.[0] ?? ''
      } else if (text[at] === '`') {
        const sign = text[at + 1] ?? ''
        read += escapes[sign] ?? sign
        at += 2
      } else if (rest(2) === '""') {
        read += '"'
        at += 2
      } else read += text[at++]
    }
  }

  const variableOf = (name: string): Value | undefined => {
    const plain = /^(true|false|null)$/i.exec(name)?.[1]
    if (plain !== undefined) return { text: plain.toLowerCase(), missing: [] }
    return variables.get(name.toLowerCase())
  }

  const table = (): Value => {
    const pairs = new Map<string, Value>()
    for (;;) {
      skip(true)
      if (take(/^\}/) !== null) return pairs
      const key = value()
      skip()
      if (!isWord(key) || take(/^=/) === null) throw unreadable(unclosed)
      skip()
      pairs.set(key.text, value())
    }
  }

  const list = (): Value => {
    const values: Value[] = []
    for (;;) {
      skip(true)
      if (take(/^\)/) !== null) return values
      values.push(value())
      skip(true)
      take(/^,/)
    }
  }

  /** The arguments of a call; what it gives is taken for its first one: an encoding of a text is the text here. */
  const call = (): Value => {
    const values = list()
    return Array.isArray(values) ? (values[0] ?? unknown('expression')) : values
  }

  const simple = (): Value => {
    if (take(/^@\{/) !== null) return table()
    if (take(/^@\(/) !== null) return list()
    if (take(/^@"[^\S\n]*\r?\n/) !== null) return expandable(/^\r?\n"@/)
    const here = take(/^@'[^\S\n]*\r?\n/)
    if (here !== null) {
      const [whole, inside] = /^([\s\S]*?)\r?\n'@/.exec(text.slice(at)) ?? []
      if (whole === undefined) throw unreadable(unclosed)
      at += whole.length
      return { text: inside ?? '', missing: [] }
    }
    if (take(/^"/) !== null) return expandable(/^"(?!")/)
    if (text[at] === "'") {
      const [whole] = /^'(?:[^']|'')*'/.exec(text.slice(at)) ?? []
      if (whole === undefined) throw unreadable(unclosed)
      at += whole.length
      return { text: whole.slice(1, -1).replaceAll("''", "'"), missing: [] }
    }
    if (take(/^\(/) !== null) {
      skip(true)
      const inside = value()
      skip(true)
      if (take(/^\)/) === null) throw unreadable(unclosed)
      return inside
    }
    if (take(/^\[[\w.[\]]+\](?:::[\w.]+)+\(/) !== null) return call()
    if (take(/^\[[\w.[\], ]+\]/) !== null) return simple()
    const made = take(/^New-Object\s+(?:-TypeName\s+)?("[^"]*"|'[^']*'|[\w.[\],]+)/i)
    if (made !== null) return take(/^\s*\(/) !== null ? list() : new Map()
    const variable = take(/^\$(?:\{([\w:]+)\}|((?:env:)?\w+))/i)
    if (variable !== null) {
      const name = variable[1] ?? variable[2] ?? ''
      return variableOf(name) ?? unknown(name)
    }
    const [bare = ''] = take(/^(?:`[^\r\n]|[^\s;|,(){}=`])+/, 8_192) ?? []
    if (bare === '') throw unreadable(unclosed)
    return { text: bare.replace(/`(.)/g, '$1'), missing: [] }
  }

  const value = (): Value => {
    let read = simple()
    for (;;) {
      skip()
      if (take(/^\|\s*ConvertTo-Json\b(?:\s+-(?:Depth\s+\d+|Compress))*/i) !== null) read = asJson(read)
      else if (take(/^\+(?=\s*["'$])/) !== null) {
        skip()
        read = joined(read, simple())
      } else return read
    }
  }

  return {
    isAtEnd: () => at >= text.length,
    skip,
    take,
    /** The value that begins here. Throws where none does. */
    value,
    /** The values up to the closing bracket; the opening one has been taken. */
    list,
    /** Goes on behind the next end of a line or a statement. */
    leaveStatement: () => {
      if (take(/^[\s\S]*?(?:;|\n|$)/, text.length) === null) at = text.length
    },
  }
}

export function isWord(value: Value | undefined): value is Word {
  return value !== undefined && !Array.isArray(value) && 'text' in value && typeof value.text === 'string'
}

function unknown(name: string): Word {
  return { text: `$${name}`, missing: [name] }
}

function joined(left: Value, right: Value): Value {
  if (!isWord(left) || !isWord(right)) return unknown('(expression)')
  return { text: left.text + right.text, missing: [...left.missing, ...right.missing] }
}

/** As `ConvertTo-Json` writes it; numbers and switches are written bare. */
function asJson(value: Value): Word {
  const missing: string[] = []
  const plain = (one: Value): unknown => {
    if (isWord(one)) {
      missing.push(...one.missing)
      return /^(true|false|null|-?\d{1,15}(\.\d{1,15})?)$/.test(one.text) ? JSON.parse(one.text) : one.text
    }
    if (one instanceof Map) return Object.fromEntries([...one].map(([name, inner]) => [name, plain(inner)]))
    return Array.isArray(one) ? one.map(plain) : null
  }
  return { text: JSON.stringify(plain(value), null, 2), missing }
}
