// Rules for credentials in plain text, for exports: what a credential looks like wherever it stands (redact.ts compares the
// rule sets). Every expression is bounded, so none costs more than its text is long. JSON is parsed before it comes here.

import { fromBase64 } from '../basics/base64.ts'
import { percentDecode } from '../basics/percent.ts'
import { type Pair, replaceBehind } from './replace-behind.ts'
import {
  gradeOf,
  isCredential,
  isSecretInAddress,
  isSecretName,
  isSecretNumber,
  looksLikeCredential,
} from './secret-names.ts'
import { replacePaths } from './secret-paths.ts'
import { replaceShapes } from './secret-shapes.ts'

/** What stands in the place of what was taken out of an export. */
export const redactedMark = '‹redacted›'

export const ruleNames = {
  header: 'credential headers and cookies',
  scheme: 'bearer, basic and other authorization values',
  userinfo: 'user names and passwords in URLs',
  path: 'secret parts of paths and webhook addresses',
  query: 'secret query parameters',
  jwt: 'JSON web tokens',
  key: 'keys of known shapes',
  field: 'fields named like credentials',
  stored: 'credentials stored for this run and its server',
  client: 'addresses of the clients of tapped runs',
} as const

export type RuleName = keyof typeof ruleNames
export type Count = (rule: RuleName) => void

const userinfo = /:\/\/[^\s/?#"'<>\\]{1,1024}@/g
/** `bob:secret@host` without a scheme. */
const login: Pair = {
  sign: /:/g,
  name: /(?<![\w.@/:+-])([A-Za-z][\w.+-]{0,63})$/,
  value: /([^\s:@/"'<>\\]{3,256})@(?=([A-Za-z][\w-]{0,62}(?:\.[\w-]{1,63}){0,8})(?::(\w{1,64}))?)/y,
}
const query = /([?&#]|&amp;)([\w.\-[\]%]{1,128})=([^&#\s"'<>\\]{1,8192})/g
/** A pair inside a value that was percent-encoded, perhaps more than once. */
const encodedPair: Pair = {
  sign: /%(?:25){0,3}3[Dd]/g,
  name: /(?:^|[^\w.%-]|%(?:25){0,3}[0-9A-Fa-f]{2})([A-Za-z_][\w.-]{0,63})$/,
  value: /(?:[^\s&#;,"'<>\\%]|%(?!(?:25){0,3}(?:26|23|3[Bb]|2[0Cc2]|7[Dd]|0[AaDd]))){1,8192}/y,
}
const headerLine =
  /(?<![\w-])((?:proxy-)?authorization|(?:set-)?cookie2?|x-[a-z-]{0,40}(?:token|secret|key|auth)[a-z-]{0,40})(["']?[ \t]{0,8}[:=][ \t]{0,8}["']?)([^\r\n"']{1,8192})/gi
const scheme =
  /(?<![\w-])(bearer|basic|token|apikey|negotiate|digest)([ \t]{1,4}|%20)([\w\-.~+/]{6,8192}={0,2})/gi
/** RFC 7616, 3.4: what is proof of the password, and what makes it possible to guess. */
const digest = /(?<![\w-])digest[ \t]{1,4}(?=[a-z]{2,16}=)[^\r\n]{1,4096}/gi
const digestPart = /(?<![\w-])((?:response|cnonce|nonce|opaque)=\\?["']?)([^"',\s\\]{3,512})/gi
const hashedResponse = /(?<![\w-])(response=\\?["']?)([0-9a-f]{32,128})(?![0-9a-z])/gi
/** `--api-key X`, `--password=X`; `-u bob:X`. */
const option = /(?<![\w-])(--?([A-Za-z][\w-]{1,63})(=|[ \t]{1,4})["']?)([^\s"'<>\\-][^\s"'<>\\]{2,8191})/g
const userOption = /(?<![\w-])((?:-u|--user)(?:=|[ \t]{0,4})["']?[\w.@+-]{1,128}:)([^\s"'<>\\]{3,1024})/g
const element =
  /(<(?:[\w-]{1,32}:)?([A-Za-z_][\w.-]{0,63})(?:\s[^<>]{0,512})?>(?:<!\[CDATA\[)?\s{0,64})([^<>\s\]][^<>\]]{0,8191})/g
const attributePair = /(\b(?:key|name)=["']([\w.:-]{1,64})["']\s{1,8}value=["'])([^"'<>]{1,8192})/gi
/** `password: x`, `password = "x"`, `\"password\": \"x\"`. */
const setting: Pair = {
  sign: /(?::=|[:=])[ \t]{0,4}\\{0,3}["']?/g,
  name: /(?<![\w.-])([A-Za-z_][\w.-]{0,63})\\{0,3}["']?[ \t]{0,4}$/,
  value: /[^\s"'&,;<>\\{}[\]]{3,8192}/y,
}

/** `text` with `mark` for everything that a rule recognises; `count` is called once for each. */
export function applyTextRules(text: string, count: Count, mark: string = redactedMark): string {
  const take = (rule: RuleName) => {
    count(rule)
    return mark
  }
  const isDone = (value: string) => value.startsWith(mark)
  const pair = (all: string, before: string, name: string, value: string) =>
    isDone(value) || !isCredential(name, value) ? all : `${before}${take('field')}`
  const proof = (all: string, before: string, value: string) =>
    isDone(value) ? all : `${before}${take('scheme')}`

  let left = text
    .replace(digest, (line) => line.replace(digestPart, proof))
    .replace(hashedResponse, proof)
    .replace(userinfo, (all) => (all === `://${mark}@` ? all : `://${take('userinfo')}@`))
  const isUser = (user: string) => !isLabel(user)
  left = replaceBehind(left, login, isUser, (user, _sign, [, word = '', host = '', port = '']) =>
    isDone(word) || !isLogin(user, word, host, port) ? null : `${take('userinfo')}@`,
  )
  if (left.includes('/')) left = replacePaths(left, (value) => (isDone(value) ? value : take('path')))
  left = left.replace(query, (all, sign: string, name: string, value: string) =>
    isDone(value) || !isQuerySecret(percentDecode(name), value) ? all : `${sign}${name}=${take('query')}`,
  )
  left = replaceBehind(left, encodedPair, isSecretInAddress, (name, _sign, [value]) =>
    isDone(value) || !isQuerySecret(name, value) ? null : take('query'),
  )
  left = left
    .replace(headerLine, (all, name: string, between: string, value: string) =>
      isDone(value) || !isHeaderValue(name, value) ? all : `${name}${between}${take('header')}`,
    )
    .replace(scheme, (all, name: string, space: string, value: string) =>
      isAuthorization(name, value) ? `${name}${space}${take('scheme')}` : all,
    )
  left = replaceShapes(left, (key) => take(key.startsWith('eyJ') ? 'jwt' : 'key'))
    .replace(option, (all, before: string, name: string, between: string, value: string) =>
      isDone(value) || !isOption(name, between, value) ? all : `${before}${take('field')}`,
    )
    .replace(userOption, (all, before: string, value: string) =>
      isDone(value) ? all : `${before}${take('field')}`,
    )
    .replace(element, pair)
    .replace(attributePair, pair)
  const isSetting = (name: string) => isSecretName(lastWord(name))
  return replaceBehind(left, setting, isSetting, (name, sign, [value]) =>
    isDone(value) || !isNamed(lastWord(name), sign, value) ? null : take('field'),
  )
}

/** Of `spring.datasource.password` the last. */
function lastWord(name: string): string {
  return name.split('.').at(-1) ?? name
}

/** In a query `token=5` is hidden for its name; `code` and `ticket` only where what they hold looks like one. */
function isQuerySecret(name: string, value: string): boolean {
  return isSecretName(name) || (gradeOf(name) === 'in-address' && looksLikeCredential(value))
}

/** `mailto:bob@h.example` is no login. */
function isLabel(user: string): boolean {
  return /^(mailto|e-?mail|from|to|cc|bcc|sips?|xmpp|acct|reply-to|sender|by|author|owner|contact|npm)$/i.test(
    user,
  )
}

/** An image's digest and a package's version look alike and are none. */
function isLogin(user: string, word: string, host: string, port: string): boolean {
  if (/^sha\d+$/i.test(host) || /^v?\d+([._-]\w+)*$/.test(word)) return false
  if (isNoWord(word) || host === 'localhost' || /^\d+$/.test(port)) return true
  // “Contact:bob@h.example” is mail to Bob; a user’s name has no capital.
  return host.includes('.') && user === user.toLowerCase() && !/^(user(name)?|login|account)$/.test(user)
}

/** A cookie has a name and a value; what is told about cookies has none. */
function isHeaderValue(name: string, value: string): boolean {
  if (/cookie/i.test(name)) return /[^\s=;]=[^\s=;]/.test(value)
  // What is left of a digest is its user, its realm and marks.
  if (/^digest\s/i.test(value)) return false
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

/** “The --password option” is told about; `--password hunter2` is a setting. */
function isOption(name: string, between: string, value: string): boolean {
  const grade = gradeOf(name)
  if (grade !== 'certain') return grade === 'likely' && (looksLikeCredential(value) || isMixed(value))
  return between === '=' || isNoWord(value)
}

function isNamed(name: string, sign: string, value: string): boolean {
  if (gradeOf(name) !== 'certain') {
    // `token=a1b2c3` is a setting, where `token: 5` is a count.
    return looksLikeCredential(value) || (sign.includes('=') && isMixed(value))
  }
  // “3 secrets: 120 in all” and `pass: 120` are counts.
  if (!isSecretNumber(name) && /^[\d.]+$/.test(value)) return false
  // “The secret: be kind” is a sentence; `client_secret: abc` is a setting.
  const isProse = /^(secret|credentials?|cookies?|authorization)$/i.test(name) && /[:=][ \t]/.test(sign)
  return !isProse || /\d/.test(value) || value.length >= 16
}

/** Letters and digits in one, and not short. */
function isMixed(value: string): boolean {
  return /^(?=.*\d)(?=.*[a-z]).{6,}$/i.test(value)
}

/** Something that no sentence has: digits, signs, capitals within, or great length. */
export function isNoWord(value: string): boolean {
  return value.length >= 16 || !/^[A-Za-z]?[a-z]+[.,:;!?)]*$/.test(value)
}
