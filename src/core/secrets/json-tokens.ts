// Replaces strings, numbers and keys inside JSON text in place: everything else keeps its exact characters, and the
// result is JSON again. The input must be valid JSON.

import { gradeOf } from './secret-names.ts'

export type TokenRules = {
  /**
   * What stands instead of a string (already decoded); the same text where nothing does. `within`: an object or list around
   * it is a credential by its name.
   */
  readonly string: (text: string, key: string | null, within: boolean) => string
  /** What stands instead of a number, as its text; null where nothing does. */
  readonly number: (text: string, key: string | null) => string | null
  readonly key: (text: string) => string
}

type Level = {
  readonly object: boolean
  readonly within: boolean
  key: string | null
  expectsKey: boolean
  pairName: string | null
}

/** How a list of pairs (a HAR's headers) calls the name. */
const pairName = /^(name|key|header)$/i
/** What stands under these is the value of whatever is around it: `{"secret":{"value":"x"}}`. */
const valueKey = /^(values?|raw|plain(text)?|text|data|content|current|default|(secret)?string|#text|\$t|_)$/i

/** `json` with its strings, numbers and keys put through `rules`. */
export function replaceInJson(json: string, rules: TokenRules): string {
  const levels: Level[] = []
  let out = ''
  let copied = 0
  let at = 0
  const put = (from: number, to: number, text: string) => {
    out += json.slice(copied, from) + text
    copied = to
  }
  /** The key that a value stands under; a list's values stand under the list's own. */
  const keyNow = (): string | null => {
    let own: string | null = null
    for (let i = levels.length - 1; i >= 0; i--) {
      const level = levels[i]
      if (level?.object !== true || level.key === null) continue
      if (!valueKey.test(level.key)) return level.key
      if (level.pairName !== null) return level.pairName
      own ??= level.key
    }
    return own
  }
  const opened = (object: boolean): Level => {
    const around = levels.at(-1)
    const key = around?.object === true ? around.key : null
    const within = around?.within === true || (key !== null && gradeOf(key) === 'certain')
    return { object, within, key: null, expectsKey: object, pairName: null }
  }

  while (at < json.length) {
    const code = json.charCodeAt(at)
    const level = levels.at(-1)
    if (code === 34) {
      const end = stringEnd(json, at)
      const text = decodeString(json.slice(at, end))
      if (level?.object === true && level.expectsKey) {
        level.key = text
        const shown = rules.key(text)
        if (shown !== text) put(at, end, JSON.stringify(shown))
      } else {
        const shown = rules.string(text, keyNow(), level?.within === true)
        if (level?.object === true && level.key !== null && pairName.test(level.key)) level.pairName = text
        if (shown !== text) put(at, end, JSON.stringify(shown))
      }
      at = end
      continue
    }
    if (code === 123 || code === 91) {
      levels.push(opened(code === 123))
    } else if (code === 125 || code === 93) levels.pop()
    else if (code === 58 && level !== undefined) level.expectsKey = false
    else if (code === 44 && level !== undefined) level.expectsKey = level.object
    else if (code === 45 || (code >= 48 && code <= 57)) {
      const end = numberEnd(json, at)
      const shown = rules.number(json.slice(at, end), keyNow())
      if (shown !== null) put(at, end, JSON.stringify(shown))
      at = end
      continue
    }
    at++
  }
  return copied === 0 ? json : out + json.slice(copied)
}

/** The place after the string that begins at `from`. */
function stringEnd(json: string, from: number): number {
  for (let at = json.indexOf('"', from + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let backslashes = 0
    while (json.charCodeAt(at - 1 - backslashes) === 92) backslashes++
    if (backslashes % 2 === 0) return at + 1
  }
  return json.length
}

function numberEnd(json: string, from: number): number {
  let at = from + 1
  while (at < json.length && '0123456789+-.eE'.includes(json.charAt(at))) at++
  return at
}

function decodeString(token: string): string {
  return token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1)
}
