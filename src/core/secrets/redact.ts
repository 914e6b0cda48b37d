// Redaction by name and value: URLs, headers and known secrets. The engine puts the real values back into the request only.
//
// Three sets of rules overlap in this folder, because a false alarm costs differently in each place:
//
// * secret-names.ts: which names stand for credentials (parameters, fields, headers), in grades. Everything below asks it.
// * text-rules.ts: what a credential looks like in any text. Careful: it runs on events in exports, where a false alarm
//   destroys data, and it counts what each rule replaced.
// * redact-text.ts: text that is no event (bodies, error messages, stacks). Stricter: a name alone is enough, since nobody
//   needs that text whole. It ends with text-rules.ts.
//
// text-rules.ts and redact-text.ts each have an expression for header lines: they match different lines on purpose.

import { formDecode } from '../basics/percent.ts'
import { isSecretHeader, isSecretInAddress, isSecretName } from './secret-names.ts'
import { replacePaths } from './secret-paths.ts'
import { replaceShapes } from './secret-shapes.ts'
import { applyTextRules } from './text-rules.ts'

export const mask = '•••'

/**
 * `text` as a URL without user name, password, fragment and secrets in its path and query, all else as it was written;
 * other text unchanged, such as `error: timeout`, which is a URL by its grammar alone.
 */
export function redactUrl(text: string): string {
  if (!URL.canParse(text)) return text
  const url = new URL(text)
  if (url.host === '') return text
  return `${url.protocol}//${url.host}${redactPath(`${url.pathname}${url.search}`, url.host)}`
}

/** A path with its query: `/a;sid=•••/•••?token=•••&page=2`. Some secret paths are known by the host alone. */
export function redactPath(text: string, host = ''): string {
  const at = text.search(/[?#]/)
  const path = at < 0 ? text : text.slice(0, at)
  const plain = path.replace(/;([^=;/]+)=([^;/]+)/g, (all, name: string, value: string) =>
    isSecretPair(name, value) ? `;${name}=${mask}` : all,
  )
  const shown = replacePaths(`${host}${plain}`, () => mask).slice(host.length)
  return `${replaceShapes(shown, () => mask)}${at < 0 ? '' : redactQuery(text.slice(at))}`
}

/** `?a=1&token=•••` and `#access_token=•••`. A value under an innocent name may hold a secret all the same. */
function redactQuery(text: string): string {
  return text.replace(/([?#&;]|^)([^=&#;]*)=([^&#]*)/g, (all, sign: string, name: string, value: string) =>
    isSecretPair(name, value) ? `${sign}${name}=${mask}` : all,
  )
}

/** Whether the value of a pair of a query or a form is to be hidden, both as they are written there. */
export function isSecretPair(name: string, value: string): boolean {
  return value !== '' && (isSecretValue(formDecode(name), value) || holdsSecret(value))
}

/** `code=200`, `code=de` and `code=pt-BR` are what they look like. */
function isSecretValue(name: string, value: string): boolean {
  const isShort = /^(\d{1,3}|[a-z]{2,3}([-_][A-Za-z]{2,4})?)$/.test(value)
  return isSecretInAddress(name) && !(isShort && !isSecretName(name))
}

function holdsSecret(value: string): boolean {
  const plain = formDecode(value)
  const further = plain.split(';').slice(1)
  return (
    further.some(
      (pair) => /[^\s=]=./.test(pair) && isSecretInAddress(pair.slice(0, pair.indexOf('=')).trim()),
    ) || applyTextRules(plain, () => {}, mask) !== plain
  )
}

/** Headers as they may be shown: secret ones keep their name and lose their value, an address in another its secrets. */
export function redactHeaders(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, value]) => [
    name,
    isSecretHeader(name) ? mask : applyTextRules(value, () => {}, mask),
  ])
}

/** `text` without any of the given secret values (of four characters and more); one that holds another goes first. */
export function redactValues(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 4)
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, mask), text)
}
