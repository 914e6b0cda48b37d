// The rules for plain text: what a credential looks like wherever it stands. Every expression is bounded, so that none
// costs more than its text is long. JSON is taken apart before it comes here.

import { fromBase64 } from './base64.ts'
import { looksLikeCredential, mayNameCredential, namesCredential } from './names.ts'

/** What stands in the place of what was taken out. */
export const redactedMark = '‹redacted›'

export const ruleNames = {
  header: 'credential headers and cookies',
  scheme: 'bearer, basic and other authorization values',
  userinfo: 'user names and passwords in URLs',
  query: 'secret query parameters',
  jwt: 'JSON web tokens',
  key: 'keys of known shapes',
  field: 'fields named like credentials',
  stored: 'credentials stored for this run and its server',
} as const

export type RuleName = keyof typeof ruleNames
export type Count = (rule: RuleName) => void

/** Cheap and generous: a text without any of this has nothing for the rules below. */
export const suspicious =
  /:\/\/|[?&#][\w.[\]%-]+=|\b(?:basic|digest)\b|bearer|eyJ|[sprk]k[-_]|gh[pousr]_|github_pat|glpat|xox|A[KS]IA|AIza|hf_|npm_|PRIVATE|token|key|auth|cookie|secret|passw|pass\b|passphrase|pwd|credential|session|\bsig|jwt/i

const keyShapes = [
  /(?<![A-Za-z0-9])(?:sk|pk|rk)[-_][A-Za-z0-9_-]{10,512}/g,
  /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{16,255}|github_pat_\w{16,255}|glpat-[\w-]{16,255}|hf_[A-Za-z0-9]{16,255}|npm_[A-Za-z0-9]{16,255})/g,
  /(?<![A-Za-z0-9])xox[a-z]-[\w-]{10,255}/g,
  /(?<![A-Za-z0-9])A[KS]IA[0-9A-Z]{16}(?![0-9A-Z])/g,
  /(?<![A-Za-z0-9])AIza[\w-]{30,64}/g,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,16384}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
] as const

const userinfo = /:\/\/[^\s/?#"'<>\\]{1,1024}@/g
const query = /([?&#]|&amp;)([\w.\-[\]%]{1,128})=([^&#\s"'<>\\]{1,8192})/g
const headerLine =
  /(?<![\w-])((?:proxy-)?authorization|(?:set-)?cookie2?|x-[a-z-]{0,40}(?:token|secret|key|auth)[a-z-]{0,40})(["']?[ \t]{0,8}[:=][ \t]{0,8}["']?)([^\r\n"']{1,8192})/gi
const scheme =
  /(?<![\w-])(bearer|basic|token|apikey|negotiate|digest)([ \t]{1,4}|%20)([\w\-.~+/]{6,8192}={0,2})/gi
const jwt = /(?<![A-Za-z0-9])eyJ[\w-]{5,8192}\.[\w-]{5,8192}(?:\.[\w-]{0,8192})?/g
const named =
  /(?<![\w.-])([A-Za-z_][\w.-]{0,63})(["']?[ \t]{0,4}(?::=|[:=])[ \t]{0,4}["']?)([^\s"'&,;<>\\{}[\]]{3,8192})/g

/** `text` with everything that a rule recognises replaced; `count` is told of each. */
export function redactPlain(text: string, count: Count): string {
  const take = (rule: RuleName) => {
    count(rule)
    return redactedMark
  }
  let left = text
    .replace(userinfo, (all) => (all === `://${redactedMark}@` ? all : `://${take('userinfo')}@`))
    .replace(query, (all, sign: string, name: string, value: string) =>
      value === redactedMark || !mayNameCredential(decode(name)) ? all : `${sign}${name}=${take('query')}`,
    )
    .replace(headerLine, (all, name: string, between: string, value: string) =>
      isHeaderValue(name, value) ? `${name}${between}${take('header')}` : all,
    )
    .replace(scheme, (all, name: string, space: string, value: string) =>
      isAuthorization(name, value) ? `${name}${space}${take('scheme')}` : all,
    )
    .replace(jwt, () => take('jwt'))
  for (const shape of keyShapes) left = left.replace(shape, () => take('key'))
  return left.replace(named, (all, name: string, between: string, value: string) =>
    isNamed(name, between, value) ? `${name}${between}${take('field')}` : all,
  )
}

/** A cookie has a name and a value; what is told about cookies has none. */
function isHeaderValue(name: string, value: string): boolean {
  if (value.startsWith(redactedMark)) return false
  if (/cookie/i.test(name)) return /[^\s=;]=[^\s=;]/.test(value)
  return /^x-/i.test(name) ? !/\s/.test(value.trim()) : /^\S{6,}$|^\S+\s+\S/.test(value.trim())
}

/** “Bearer certificates” and “basic understanding” are words; `Basic dXNlcjpwYXNz` is not. */
function isAuthorization(name: string, value: string): boolean {
  switch (name.toLowerCase()) {
    case 'basic':
      return fromBase64(value)?.includes(':') === true
    case 'token':
    case 'apikey':
    case 'digest':
    case 'negotiate':
      return looksLikeCredential(value)
    default:
      return /\d/.test(value) || value.length >= 24
  }
}

function isNamed(name: string, between: string, value: string): boolean {
  if (value.startsWith(redactedMark)) return false
  const words = name.split('.').at(-1) ?? name
  if (namesCredential(words)) {
    // “The secret: be kind” is a sentence; `client_secret: abc` is a setting.
    const isProse = /^(secret|credentials?|cookies?|authorization)$/i.test(words) && /[:=][ \t]/.test(between)
    return !isProse || /\d/.test(value) || value.length >= 16
  }
  if (!mayNameCredential(words)) return false
  // `token=a1b2c3` is a setting, where `token: 5` is a count.
  return looksLikeCredential(value) || (between.includes('=') && /^(?=.*\d)(?=.*[a-z]).{6,}$/i.test(value))
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
