// Takes JSON apart into its signs without ever building the value, so that what is shown is what was sent: large integers,
// repeated keys and all. Pure, linear, and never throws: what is no JSON is one plain sign. Parsing and printing anew was
// rejected, because JSON.stringify writes another text than it read.

export type Sign = {
  readonly type: 'key' | 'string' | 'number' | 'word' | 'mark' | 'space' | 'plain'
  readonly text: string
}

const pattern =
  /(?<space>\s+)|(?<string>"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$))|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>true|false|null)|(?<mark>[{}[\],:])/gsu

/** The signs of `text`; joined they are `text` again. A text that does not begin like an object or array is plain. */
export function lexJson(text: string): readonly Sign[] {
  if (!/^\s*[{[]/.test(text)) return [{ type: 'plain', text }]
  const signs: Sign[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) signs.push({ type: 'plain', text: text.slice(end, match.index) })
    signs.push({ type: typeOf(match.groups ?? {}), text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) signs.push({ type: 'plain', text: text.slice(end) })
  return withKeys(signs)
}

function typeOf(groups: Readonly<Record<string, string | undefined>>): Sign['type'] {
  if (groups.space !== undefined) return 'space'
  if (groups.string !== undefined) return 'string'
  if (groups.number !== undefined) return 'number'
  return groups.word === undefined ? 'mark' : 'word'
}

/** A string before a colon is a key. */
function withKeys(signs: readonly Sign[]): readonly Sign[] {
  return signs.map((sign, i) => {
    if (sign.type !== 'string') return sign
    const after = signs[i + 1]?.type === 'space' ? signs[i + 2] : signs[i + 1]
    return after?.text === ':' ? { type: 'key', text: sign.text } : sign
  })
}

const deepest = 64
/** A longer text is shown as it came: setting it out would take longer than a person waits. */
const longest = 1_000_000

/** `text` with one member per line, or null where it is no JSON or nests too deep to be read that way. */
export function prettyJson(text: string): string | null {
  if (text.length > longest || !/^\s*[{[]/.test(text)) return null
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  const signs = lexJson(text).filter((sign) => sign.type !== 'space')
  const out: string[] = []
  let depth = 0
  for (const [i, { text: sign }] of signs.entries()) {
    const previous = signs[i - 1]?.text
    const opens = previous === '{' || previous === '['
    if (sign === '}' || sign === ']') {
      depth--
      if (!opens) out.push('\n', '  '.repeat(depth))
    } else if (opens || previous === ',') {
      out.push('\n', '  '.repeat(depth))
    }
    out.push(sign === ':' ? ': ' : sign)
    if (sign === '{' || sign === '[') depth++
    if (depth > deepest) return null
  }
  return out.join('')
}
