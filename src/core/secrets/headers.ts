// Validates headers that a person adds (RFC 9110, 5.1 and 5.5). Headers that the connection sets itself are refused, so
// no setting can smuggle a second request or fake a resume id.

import { mask, redactHeaders } from './redact.ts'
import { isPublicHeader } from './secret-names.ts'
import { applyTextRules } from './text-rules.ts'

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** Visible ASCII, space and tab; a value is trimmed before it is sent. */
const value = /^[\t\x20-\x7e]*$/

const owned = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
  'proxy-connection',
  'expect',
  'last-event-id',
  'accept-encoding',
  'cache-control',
])

/** What is wrong with the header, in one sentence; null where nothing is. */
export function headerProblem(name: string, text: string): string | null {
  if (!token.test(name)) return `“${show(name)}” is not a header name: use letters, digits and - only.`
  if (owned.has(name.toLowerCase()))
    return `The header ${name} is set by the connection itself; leave it out.`
  if (!value.test(text)) {
    return `The value of ${name} has a character that no header may carry (line break, control or non-ASCII).`
  }
  return null
}

export type HeaderLines =
  | { readonly ok: true; readonly headers: readonly (readonly [string, string])[] }
  | { readonly ok: false; readonly problem: string }

/** Reads `Name: value` lines, as a person types or pastes them. Empty lines are passed over. */
export function parseHeaderLines(text: string): HeaderLines {
  const headers: [string, string][] = []
  const lines = text.split(/\r\n|\r|\n/)
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    const colon = line.indexOf(':')
    // Not quoted: what has lost its colon is most often a token.
    const which = lines.length === 1 ? 'This' : `Line ${i + 1}`
    if (colon <= 0) return { ok: false, problem: `${which} is not a header: write it as Name: value.` }
    headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
  }
  return { ok: true, headers }
}

/** Headers that a person gave as they may be stored and shown: the values of all but the well-known public ones are masked. */
export function maskHeaders(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, text]) => [name, isShownHeader(name, text) ? text : mask])
}

/** Whether the value `text` of a header may be stored and shown: it belongs to nobody. */
export function isShownHeader(name: string, text: string): boolean {
  return isPublicHeader(name) && applyTextRules(text, () => {}, mask) === text
}

type Header = readonly [name: string, value: string]

/** Headers that somebody else sent, by what may become of them: sent and shown, sent and kept secret, or not sent at all. */
export function partHeaders(headers: readonly Header[]): {
  readonly shown: readonly Header[]
  readonly secret: readonly Header[]
  readonly lost: readonly Header[]
} {
  const shown: Header[] = []
  const secret: Header[] = []
  const lost: Header[] = []
  for (const header of headers) {
    const [name, text] = header
    const isSecret = redactHeaders([header])[0]?.[1] !== text
    const place = headerProblem(name, text) !== null ? lost : isSecret ? secret : shown
    place.push(header)
  }
  return { shown, secret, lost }
}

/** Headers by name; a name that comes again is one list (RFC 9110, 5.3). */
export function joinHeaders(headers: readonly Header[]): Readonly<Record<string, string>> {
  const all = new Map<string, string>()
  for (const [name, value] of headers) {
    const known = all.get(name)
    all.set(name, known === undefined ? value : `${known}, ${value}`)
  }
  return Object.fromEntries(all)
}

/** At most 40 characters of untrusted text, without secrets, control and format characters. */
function show(text: string): string {
  const clean = applyTextRules(text, () => {}, mask).replace(/[\p{Cc}\p{Cf}]/gu, '�')
  return clean.length > 40 ? `${clean.slice(0, 40)}…` : clean
}
