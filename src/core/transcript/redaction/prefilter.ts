// A fast prefilter for redaction: whether a text can match any rule for plain text. Most texts of a stream cannot and
// need no further work.

import { createTrigramScan } from '../../basics/trigram-scan.ts'
import { shapeSigns } from '../../secrets/secret-shapes.ts'

/** Names of credentials, as far as they are needed to tell them from other words. */
const names = [
  'token(?!s)',
  ...['access', 'refresh', 'auth', 'bearer', 'session', 'api'].map((of) => `${of}_?tokens`),
  'auth',
  'key',
  'cookie',
  'secret',
  'pass',
  'pwd',
  'credential',
  'bearer',
  'session',
  '(?<![a-z])sid',
  'sig',
  'jwt',
  'hmac',
  'otp',
  'assertion',
]
/** A name counts where a value can follow: behind a sign, in a pair of a list, in an element, a path or an option. */
const valueFollows =
  '[\\w.-]{0,40}(?:["\'\\\\\\]]{0,3}[ \\t]{0,8}[:=]|["\'\\\\]{1,2}[ \\t]{0,4}[,v]|[>/%]|(?<=[<:-][\\w.-]{0,60})[ \\t])'

const marks = [
  '://',
  'basic[ %]',
  'digest[ %]',
  'negotiate[ %]',
  'apikey[ %]',
  'token(?: |\\t|%20)[ \\t]{0,3}(?=\\S{0,64}\\d)',
  'bearer(?: |\\t|%20)[ \\t]{0,3}(?=\\S{0,64}\\d|\\S{24})',
  'response=',
  'webhook',
  'services/T',
  'workflows/T',
  'triggers/T',
  '--user',
  '-u ',
  '%3d',
  '%253d',
  '%25253d',
]

const scan = createTrigramScan([...names.map((name) => `${name}${valueFollows}`), ...marks, ...shapeSigns])

/** As long as a name or a password may be that stands before `=` or `@`. */
const longestBefore = 256

/** Whether the rules need to look at `text`. */
export function mayHoldSecret(text: string): boolean {
  return (
    scan(text) || stands(text, '=', /[?&#;]/, /[\w.[\]%-]/, 1) || stands(text, '@', /:/, /[^\s@/"'<>\\]/, 3)
  )
}

/** Whether `sign` has a `start` before it, with `least` or more characters of the kind `between` between them. */
function stands(text: string, sign: string, start: RegExp, between: RegExp, least: number): boolean {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    for (let i = at - 1; i >= 0 && at - i <= longestBefore; i--) {
      const character = text.charAt(i)
      if (start.test(character)) {
        if (at - i > least) return true
        break
      }
      if (!between.test(character)) break
    }
  }
  return false
}
