// Redaction of text that is no event: bodies that a person typed, error messages, stacks. A name is enough, as in URLs and
// headers; then text-rules.ts. What neither finds is left to whoever knows the secret values themselves.

import { parseJson } from '../basics/json.ts'
import { replaceInJson } from './json-tokens.ts'
import { isSecretPair, mask, redactPath, redactUrl } from './redact.ts'
import { isSecretName, isSecretNumber } from './secret-names.ts'
import { replaceShapes } from './secret-shapes.ts'
import { applyTextRules } from './text-rules.ts'

// Every repetition is bounded where another start could follow it: untrusted text must not take quadratic time.
/** A member of JSON up to the quote that opens its value. */
const jsonMember = /"((?:[^"\\]|\\.){0,200})"\s*:\s*"/g
const assignment = /(^|[?&;,\s])([\w.[\]%-]{1,200})=([^&;,\s”]+)/g
const scheme = /\b(Bearer|Basic|Token|Digest|Negotiate)\s+([\w.~+/=-]{6,})/gi
/** Words that servers say beside those: “token expired” is the cause that a person needs, and no credential is such a word. */
const refusalWord =
  /^(?:access|auth|authenticat(?:ion|ed)|authori[sz](?:ation|ed)|audience|bearer|cannot|challenge|credentials?|denied|does|expire[ds]?|expiry|failed|failure|format|header|incorrect|invalid|issuer|malformed|mismatch|missing|needed|provided|realm|refused|rejected|required|revoked|scheme|signature|supplied|unknown|unsupported|validation|verification)[.]?$/i
const headerLine =
  /\b(authorization|proxy-authorization|cookie|set-cookie|x-[\w-]{0,40}(?:key|token|secret|auth)[\w-]{0,40})\s*:\s*[^\r\n]+/gi
const userInfo = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]+@/gi

/** `text` without credentials that can be told by their form or by the name they stand under. */
export function redactText(text: string): string {
  const left = redactMembers(text)
    .replace(headerLine, (_line, name: string) => `${name}: ${mask}`)
    .replace(scheme, (all, name: string, value: string) =>
      refusalWord.test(value) ? all : `${name} ${mask}`,
    )
    .replace(userInfo, (_all, start: string) => `${start}${mask}@`)
  return applyTextRules(left, () => {}, mask)
}

/**
 * A parameter's text without secrets, where it has the form of an address, a body or a path: a JSON text, `name=value`
 * lines, a query, a path with its query. Everything else, such as a prompt, is unchanged whatever words it holds.
 */
export function redactParameter(text: string): string {
  const trimmed = text.trim()
  if (/^https?:\/\/\S+$/i.test(trimmed)) return redactUrl(trimmed)
  if (/^\/\S*$/.test(trimmed)) return redactPath(trimmed)
  if (/^[[{]/.test(trimmed))
    return parseJson(text).ok ? redactJsonText(text) : withoutKeys(redactMembers(text))
  return arePairs(trimmed) ? redactPairs(text) : text
}

/** Pairs of a form, on one line or on several. */
function redactPairs(text: string): string {
  return text.replace(/([^&=\r\n]+)=([^&\r\n]+)/g, (all, name: string, value: string) =>
    isSecretPair(name.trim(), value) ? `${name}=${mask}` : all,
  )
}

function withoutKeys(text: string): string {
  return replaceShapes(text, () => mask)
}

function redactMembers(text: string): string {
  return redactJson(text).replace(assignment, (all, before: string, name: string) =>
    isSecretName(name) ? `${before}${name}=${mask}` : all,
  )
}

/** The strings of a whole JSON text, also those that stand deeper under a secret name. */
function redactJsonText(text: string): string {
  return replaceInJson(text, {
    key: withoutKeys,
    string: (value, key, within) =>
      value !== '' && (within || (key !== null && isSecretName(key))) ? mask : withoutKeys(value),
    number: (_text, key) => (key !== null && isSecretNumber(key) ? mask : null),
  })
}

/** By hand from each secret's opening quote to its end, so that a value may be long and no text is read twice. */
function redactJson(text: string): string {
  let shown = ''
  let from = 0
  for (const member of text.matchAll(jsonMember)) {
    const start = member.index + member[0].length
    if (member.index < from || !isSecretName(member[1] ?? '')) continue
    let end = start
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
    shown += `${text.slice(from, start)}${mask}`
    from = Math.min(end, text.length)
  }
  return shown + text.slice(from)
}

function arePairs(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  return lines.length > 0 && lines.every((line) => /^\s*[\w.[\]%+-]+=/.test(line))
}
