// Reads untrusted JSON. Nothing here throws or assigns by a key from the input, and text nested too deeply is refused.

/** Deeper nesting is shown as text: no documented event nests more than four levels. */
const maxDepth = 64

export type JsonObject = { readonly [name: string]: unknown }

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string }

/** Numbers that a double may not hold as written. Rare, and `JSON.parse` with a reviver is slow. */
const mayBeInexact = /\d{16}|[eE]\+?\d{3}/

/**
 * How every JSON text begins, and how one that is a number or a word ends. `JSON.parse` refuses other texts by throwing, which
 * takes twenty times as long as reading a short text, and a stream may consist of lines of a log.
 */
const mayBeJson =
  /^[\t\n\r ]*(?:\{[\t\n\r ]*["}]|\[[\t\n\r ]*(?:["{[\]\d-]|true|false|null)|"|(?:-?\d[\d.eE+-]*|true|false|null)[\t\n\r ]*$)/

/** An event's data is asked for several times in a row: by whoever may know its dialect, and by whoever reads it. */
let latest: { readonly text: string; readonly parsed: Parsed } | null = null
/** A longer text (UTF-16 units) is not held on to. */
const keptText = 65_536

/**
 * Parses `text` (RFC 8259). The value is not to be changed: the same text soon again gives the same value. Duplicate keys: the last one wins, as in `JSON.parse`; the raw text is kept elsewhere.
 * Integers beyond 2^53 and numbers beyond the double's range come as their own text: rounded ids would be other ids.
 */
export function parseJson(text: string): Parsed {
  if (latest?.text === text) return latest.parsed
  const parsed = parse(text)
  latest = text.length > keptText ? null : { text, parsed }
  return parsed
}

const notJson = 'not valid JSON'

function parse(text: string): Parsed {
  if (nestsTooDeep(text)) return { ok: false, reason: `nested deeper than ${maxDepth} levels` }
  if (!mayBeJson.test(text)) return { ok: false, reason: notJson }
  try {
    return { ok: true, value: mayBeInexact.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text) }
  } catch {
    return { ok: false, reason: notJson }
  }
}

/** Whether `parseJson` makes an object or an array of `text`, without making it exactly: asked of every event, it costs half as much. */
export function isJsonContainer(text: string): boolean {
  if (!opens.test(text)) return false
  if (latest?.text === text) return latest.parsed.ok
  return !nestsTooDeep(text) && mayBeJson.test(text) && isJson(text)
}

/** Whether `text` is JSON (RFC 8259), however deep it is. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What stands before an object or an array (RFC 8259, 2). */
const opens = /^[ \t\n\r]*[[{]/

/** Hosts without the source text of a number (it is newer than the rest of JSON) give the rounded number. */
function keepExact(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)
  return exact ? value : context.source
}

/** Parses `text` and keeps it only if it is an object; null otherwise. */
export function parseJsonObject(text: string): JsonObject | null {
  const parsed = parseJson(text)
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : null
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two values of JSON are equal, whatever the order of their members. */
export function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other))
}

/** Objects as lists of their members by name, which no array of JSON is mistaken for. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { members: members.map(([name, inner]) => [name, inOrder(inner)]) }
}

/** The text that `text` is as a JSON string, as serializers write any text that they are given; null where it is none. */
export function parseJsonString(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.length < 2 || !trimmed.startsWith('"') || !trimmed.endsWith('"')) return null
  const parsed = parseJson(trimmed)
  return parsed.ok && typeof parsed.value === 'string' ? parsed.value : null
}

/** Own property only, so that `constructor` and `__proto__` never answer for a field. */
export function field(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** Text as it is, numbers and booleans as their JSON text, null for everything else. */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/**
 * A finite number, or a text that is one (`"50"`, `"50%"`); null for everything else. Never -0, which JSON can say and
 * `JSON.stringify` cannot: a job must be the same after it was stored.
 */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (typeof value !== 'string') return null
  const text = value.trim().replace(/%$/, '')
  const number = text === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number + 0 : null
}

/** The texts of an array, others left out; an empty array for everything else. */
export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(asText).filter((text) => text !== null) : []
}

/**
 * Whether `text` is refused for its depth, if it is JSON. Counts brackets outside strings; linear, without recursion, and
 * nearly free for the texts that have too few brackets to be deep.
 */
export function nestsTooDeep(text: string): boolean {
  if (text.length < maxDepth || !opensMoreThan(text, maxDepth)) return false
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 92) i++
      else if (code === 34) inString = false
    } else if (code === 34) inString = true
    else if (code === 123 || code === 91) {
      if (++depth > maxDepth) return true
    } else if (code === 125 || code === 93) depth--
  }
  return false
}

/** Whether `text` has more than `limit` opening brackets, those in strings counted along. */
function opensMoreThan(text: string, limit: number): boolean {
  let count = 0
  for (const bracket of ['{', '['])
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (++count > limit) return true
  return false
}
