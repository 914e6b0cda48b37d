// The server's own sentence on why it refuses or fails, found in a response's body or an event's data: common JSON shapes, an
// HTML title, or a short text. It is untrusted text: shortened, on one line, and without recognisable credentials.

import { oneLine } from '../basics/clip.ts'
import { withoutColours } from '../basics/colours.ts'
import { asText, field, isJsonObject, type JsonObject, parseJson, parseJsonString } from '../basics/json.ts'
import { redactText } from '../secrets/redact-text.ts'

const longest = 300
/** A text with more than this is no sentence. */
const longestText = 1_000
/** Enough for what precedes a page's title. */
const titlePart = 4_096

/** The sentence in a body or data, or in its beginning; null where none is found. */
export function reasonInText(given: string): string | null {
  const text = withoutColours(parseJsonString(given) ?? given).trim()
  const said = /^[[{]/.test(text) ? inJson(text) : text.startsWith('<') ? inMarkup(text) : plain(text)
  const shown = oneLine(redactText(said ?? ''), longest)
  return shown === '' ? null : shown
}

/**
 * The sentence of a whole JSON document that says of itself that it tells of an error; null of any other. Such a document has
 * an error in it, or is called one.
 */
export function errorInText(text: string): string | null {
  const parsed = parseJson(text.trim())
  if (!parsed.ok) return null
  const value: unknown = Array.isArray(parsed.value) ? parsed.value[0] : parsed.value
  if (!isJsonObject(value)) return null
  const isCalled = ['type', 'object', 'status'].some((name) => field(value, name) === 'error')
  return isCalled || ['error', 'errors'].some((name) => isThere(field(value, name)))
    ? reasonInText(text)
    : null
}

function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

function plain(text: string): string | null {
  return text.length <= longestText && !/(?![\t\n\r])\p{Cc}|\ufffd/u.test(text) ? text : null
}

/** The rest of a page is not quoted: it is written for a browser. */
function inMarkup(text: string): string | null {
  return /<title[^>]{0,200}>([^<]{1,1000})/i.exec(text.slice(0, titlePart))?.[1] ?? null
}

function inJson(text: string): string | null {
  const parsed = parseJson(text)
  if (!parsed.ok) return null
  const value: unknown = Array.isArray(parsed.value) ? parsed.value[0] : parsed.value
  return isJsonObject(value) ? inObject(value, 0) : null
}

const deepest = 3
/** Where services put it, the most telling first; objects and lists are looked into. */
const names = ['error', 'errors', 'message', 'detail', 'reason', 'msg', 'error_message'] as const

function inObject(object: JsonObject, depth: number): string | null {
  // RFC 9457: the title names the problem, the detail this occurrence of it.
  const title = asSentence(field(object, 'title'))
  const detail = asSentence(field(object, 'detail'))
  if (title !== null) return detail === null ? title : `${title}: ${detail}`
  const described = asSentence(field(object, 'error_description'))
  if (described !== null) return described
  // Beside a message, an error that is text is but its short name.
  const first = typeof field(object, 'error') === 'string' ? asSentence(field(object, 'message')) : null
  if (first !== null) return first
  for (const name of names) {
    const said = sentenceOf(field(object, name), depth)
    if (said !== null) return said
  }
  return null
}

function sentenceOf(value: unknown, depth: number): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value
  if (isJsonObject(one)) return depth < deepest ? inObject(one, depth + 1) : null
  return asSentence(one)
}

/** A flag such as `"error": true` says nothing. */
function asSentence(value: unknown): string | null {
  if (typeof value === 'boolean') return null
  const text = asText(value)?.trim() ?? ''
  return text === '' ? null : text
}
