// What somebody copied elsewhere, as a request: the shape that the readers of all forms give, and what they share.

import { percentDecode } from '../../core/basics/percent.ts'
import { unreadable, type Word } from './words/word.ts'

/** One request as it was copied. `notes` say in sentences what of it is not taken over. */
export type PastedRequest = {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | null
  readonly notes: readonly string[]
}

/** The word's text. Throws where a variable in it is not known; `what` is what the word is. */
export function known({ text, missing }: Word, what: string): string {
  const [name] = missing
  if (name === undefined) return text
  throw unreadable(
    `${what} uses ${named(name)}, whose value is not known here: write the value in its place.`,
  )
}

/** Headers whose values are known, and a sentence for each of the others. */
export function knownHeaders(headers: readonly (readonly [name: string, value: Word])[]): {
  readonly headers: readonly (readonly [string, string])[]
  readonly notes: readonly string[]
} {
  const lacking = headers.filter(([, { missing }]) => missing.length > 0)
  return {
    headers: headers.filter((one) => !lacking.includes(one)).map(([name, { text }]) => [name, text]),
    notes: lacking.map(
      ([name, { missing }]) => `${name} is left out: it uses ${named(missing[0] ?? '')}; add it as a header.`,
    ),
  }
}

/** A variable by its name; other expressions have none. */
function named(name: string): string {
  return /^[\w.]+$/.test(name) ? `the variable ${name}` : 'an expression'
}

/** The header that user name and password make (RFC 7617, 2), in UTF-8. */
export function basicCredentials(userAndPassword: string): string {
  return `Basic ${Buffer.from(userAndPassword, 'utf8').toString('base64')}`
}

/**
 * `url` without user name and password, and the header that carries them; other text unchanged. A % that escapes nothing
 * is sent as it is written, as curl sends it.
 */
export function splitCredentials(url: string): {
  readonly url: string
  readonly authorization: string | null
} {
  if (!URL.canParse(url)) return { url, authorization: null }
  const { username, password } = new URL(url)
  if (username === '' && password === '') return { url, authorization: null }
  const plain = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
  return {
    url: plain,
    authorization: basicCredentials(`${percentDecode(username)}:${percentDecode(password)}`),
  }
}
