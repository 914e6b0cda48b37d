// The one list of names that stand for credentials: parameters, fields, headers, options and elements. Names have three
// grades, because some are everyday words: `token` is also a piece of a model's answer, and `code` a country.

/** Whatever stands under such a name is a credential. */
const certain = ending([
  'pass(word|wd|phrase|code)?s?',
  'passwd',
  'pwd',
  'secrets?',
  'secret_?(access_?)?keys?',
  'secret_?values?',
  '(api|access|private|signing|encryption|master|account|subscription|license|webhook)_?keys?',
  '(access|refresh|auth|oauth|id|bearer|session|security|csrf|xsrf|api|bot|deploy)_?tokens?',
  'credentials?',
  'authorization',
  'cookies?2?',
])

/** A credential in an address; elsewhere only where the value looks like one. */
const likely = ending([
  'token',
  'auth',
  'key',
  'access_?key_?id',
  'bearer',
  'session(_?id)?',
  'sid',
  'sig',
  'signature',
  'jwt',
  'hmac',
  'otp',
  'assertion',
])

/** A credential in an address alone: in data it is a word like any other. */
const inAddress =
  /^((auth|authorization|oauth|device|user|invite|access|login|verification|reset|mfa|confirmation)_?)?code$|^((auth|service|session|login)_?)?ticket$|^(code_?verifier|id_?token_?hint|sas|saml_?(response|request|art)|pin)$/

const secretHeader =
  /^(authorization|proxy-authorization|cookie2?|set-cookie2?|.*(token(?!s)|secret|api-?key|subscription-key|auth(?!or)|session|password|signature).*)$/i

/** The grade of a name; null where it says nothing of a credential. */
export type Grade = 'certain' | 'likely' | 'in-address' | null

/** Headers that describe a request and belong to nobody. */
const publicHeader =
  /^(accept|accept-language|anthropic-(beta|version)|content-language|content-type|dnt|mcp-protocol-version|openai-beta|priority|sec-(ch|fetch)-.*|user-agent|x-requested-with)$/i

/** Longer names are not looked at. */
const longestName = 128
/** Cache: a stream has few names and repeats them in every event. */
const seen = new Map<string, Grade>()
const keptNames = 2_000

export function gradeOf(name: string): Grade {
  const known = seen.get(name)
  if (known !== undefined) return known
  if (name.length > longestName) return null
  const words = apart(name)
  const grade = certain.test(words)
    ? 'certain'
    : likely.test(words)
      ? 'likely'
      : inAddress.test(words)
        ? 'in-address'
        : null
  if (seen.size < keptNames) seen.set(name, grade)
  return grade
}

/** Whether a parameter or field of this name usually holds a secret: `api_key`, `X-Auth-Token`, `refreshToken`. */
export function isSecretName(name: string): boolean {
  const grade = gradeOf(name)
  return grade === 'certain' || grade === 'likely'
}

/** Whether a parameter of an address does, where fewer words are innocent: `code` and `ticket` too. */
export function isSecretInAddress(name: string): boolean {
  return gradeOf(name) !== null
}

/** Whether a header of this name usually holds a secret. */
export function isSecretHeader(name: string): boolean {
  return secretHeader.test(name)
}

/** Whether a header of this name never holds one; of every other that a person gave, only the name is shown. */
export function isPublicHeader(name: string): boolean {
  return publicHeader.test(name)
}

/** Whether `value` under `name` is a credential in data, where a false alarm would destroy something. */
export function isCredential(name: string, value: string): boolean {
  const grade = gradeOf(name)
  return grade === 'certain' || (grade === 'likely' && looksLikeCredential(value))
}

/** Whether a bare number under `name` is one: `passwords: 3` and `pass: 12` are counts. */
export function isSecretNumber(name: string): boolean {
  return gradeOf(name) === 'certain' && !/(s|^pass)$/i.test(name)
}

/**
 * One word without spaces, of sixteen characters or more, a piece of it letters and digits mixed: a token rather than a text,
 * a path of words or a date.
 */
export function looksLikeCredential(value: string): boolean {
  return (
    /^[\w\-+/=.~%:|]{16,8192}$/.test(value) &&
    /[a-z]\d[a-z\d]{3}|\d[a-z][a-z\d]{3}|[a-z\d]{3}(?:[a-z]\d|\d[a-z])/i.test(value)
  )
}

/** `refreshToken`, `AWSAccessKeyId`, `X-Api-Key` and `user[password]` in words with one sign between them. */
function apart(name: string): string {
  return name
    .replace(/([A-Z])([A-Z][a-z])|([a-z\d])([A-Z])/g, '$1$3_$2$4')
    .replace(/\]+$/, '')
    .replace(/[-.\s[\]]+/g, '_')
    .toLowerCase()
}

function ending(words: readonly string[]): RegExp {
  return new RegExp(`(^|_)(${words.join('|')})$`)
}
