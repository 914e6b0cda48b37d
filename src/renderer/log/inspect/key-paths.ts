// The path of every key in JSON, by the index of its token. Pure; works on tokens and does not build the value. Arrays do
// not count, as in a query: `items.id` is the id of each item.

import type { Token } from '../../ui/json-lex.ts'

const maxDepth = 16
/** The maximum length of a column in the settings. */
const maxLength = 200

/** For each token that is a key its path; null for other tokens, and for paths that are too long or too deep. */
export function keyPaths(tokens: readonly Token[]): readonly (string | null)[] {
  const levels: { key: string; readonly object: boolean }[] = []
  return tokens.map((token) => {
    if (token.text === '{' || token.text === '[') levels.push({ key: '', object: token.text === '{' })
    else if (token.type === 'mark' && (token.text === '}' || token.text === ']')) levels.pop()
    if (token.type !== 'key') return null
    const level = levels.at(-1)
    if (level === undefined || levels.length > maxDepth || levels[0]?.object !== true) return null
    level.key = unquote(token.text)
    const path = levels.filter((one) => one.object).map((one) => one.key)
    const joined = path.join('.')
    // Dots separate the keys of a path, so that no key may contain one.
    const readable = path.every((key) => key !== '' && !key.includes('.'))
    return readable && joined.length <= maxLength ? joined : null
  })
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return ''
  }
}
