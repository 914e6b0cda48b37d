// Splits JSON into tokens without building the value, so that it is shown as it was sent: large integers, repeated keys.
// Pure, linear, never throws: text that is not JSON is one plain token. JSON.stringify was rejected: it writes other text
// than was read.

export type Token = {
  readonly type: 'key' | 'string' | 'number' | 'word' | 'mark' | 'space' | 'plain'
  readonly text: string
}

const pattern =
  /(?<space>\s+)|(?<string>"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$))|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>true|false|null)|(?<mark>[{}[\],:])/gsu

/** The tokens of `text`; joined they are `text`. Text that does not begin like an object or array is one plain token. */
export function lexJson(text: string): readonly Token[] {
  if (!/^\s*[{[]/.test(text)) return [{ type: 'plain', text }]
  const tokens: Token[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ type: 'plain', text: text.slice(end, match.index) })
    tokens.push({ type: typeOf(match.groups ?? {}), text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) tokens.push({ type: 'plain', text: text.slice(end) })
  return withKeys(tokens)
}

function typeOf(groups: Readonly<Record<string, string | undefined>>): Token['type'] {
  if (groups.space !== undefined) return 'space'
  if (groups.string !== undefined) return 'string'
  if (groups.number !== undefined) return 'number'
  return groups.word === undefined ? 'mark' : 'word'
}

/** A string before a colon is a key. */
function withKeys(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, i) => {
    if (token.type !== 'string') return token
    const after = tokens[i + 1]?.type === 'space' ? tokens[i + 2] : tokens[i + 1]
    return after?.text === ':' ? { type: 'key', text: token.text } : token
  })
}

const maxDepth = 64
/** Longer text (UTF-16 units) is not formatted: it would take too long. */
const maxLength = 1_000_000

/** `text` with one member per line; null where it is not JSON, too long or too deeply nested. */
export function prettyJson(text: string): string | null {
  if (text.length > maxLength || !/^\s*[{[]/.test(text)) return null
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  const tokens = lexJson(text).filter((token) => token.type !== 'space')
  const out: string[] = []
  let depth = 0
  for (const [i, { text: token }] of tokens.entries()) {
    const previous = tokens[i - 1]?.text
    const opens = previous === '{' || previous === '['
    if (token === '}' || token === ']') {
      depth--
      if (!opens) out.push('\n', '  '.repeat(depth))
    } else if (opens || previous === ',') {
      out.push('\n', '  '.repeat(depth))
    }
    out.push(token === ':' ? ': ' : token)
    if (token === '{' || token === '[') depth++
    if (depth > maxDepth) return null
  }
  return out.join('')
}
