// The path of every key in a text of JSON, by the sign it stands in. Pure; follows the signs of `lexJson` and never builds
// the value. Arrays are passed through, as they are in a query: `items.id` is the id of each item.

import type { Sign } from './json-lex.ts'

const deepest = 16
/** What the settings take as a column. */
const longest = 200

/** For each sign that is a key its path; null for every other sign, and where a path would be too long to be of use. */
export function keyPaths(signs: readonly Sign[]): readonly (string | null)[] {
  const levels: { key: string; readonly object: boolean }[] = []
  return signs.map((sign) => {
    if (sign.text === '{' || sign.text === '[') levels.push({ key: '', object: sign.text === '{' })
    else if (sign.type === 'mark' && (sign.text === '}' || sign.text === ']')) levels.pop()
    if (sign.type !== 'key') return null
    const level = levels.at(-1)
    if (level === undefined || levels.length > deepest || levels[0]?.object !== true) return null
    level.key = unquote(sign.text)
    const path = levels.filter((one) => one.object).map((one) => one.key)
    const joined = path.join('.')
    // A path is read back by its dots.
    const readable = path.every((key) => key !== '' && !key.includes('.'))
    return readable && joined.length <= longest ? joined : null
  })
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return ''
  }
}
