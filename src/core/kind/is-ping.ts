// Recognises pings: events named or typed as one that carry nothing but a time. They are signs of life; as log lines
// they would be one every fifteen seconds.

import { isJsonObject, type JsonObject, parseJson } from '../basics/json.ts'
import type { StreamEvent } from './kind.ts'

const words: ReadonlySet<string> = new Set(['ping', 'heartbeat', 'keepalive'])
const timeNames: ReadonlySet<string> = new Set(['ts', 'time', 'timestamp', 'now', 'at', 'date'])
/** A date with a time as ISO 8601 or Python writes it, or a number of an epoch. */
const bareTime = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.,]*\s?(Z|UTC|[+-]\d\d:?\d\d)?|\d{9,20}(\.\d{1,9})?)$/i
/** Longer data carries something. */
const longest = 200

/** Whether `event` is a ping by its name or its `type`, and carries nothing. */
export function isPing({ name, data }: Pick<StreamEvent, 'name' | 'data'>): boolean {
  if (data.length > longest) return false
  if (name === 'message' && isWrappedComment(data)) return true
  const named = isPingWord(name)
  // Most events end here, unparsed.
  if (!named && (name !== 'message' || !/ping|heartbeat|keep/i.test(data))) return false
  const text = data.trim()
  if (named && (text === '' || bareTime.test(text))) return true
  const parsed = parseJson(text)
  if (!parsed.ok) return named && isPingWord(text)
  const { value } = parsed
  if (isJsonObject(value)) return carriesNothing(value, named)
  return (
    named &&
    (value === null ||
      (typeof value === 'string' && (value === '' || bareTime.test(value) || isPingWord(value))))
  )
}

/** A comment of a stream that something on the way took for data: `: keepalive`, OpenRouter's `: OPENROUTER PROCESSING`. */
function isWrappedComment(data: string): boolean {
  if (!data.startsWith(':')) return false
  const text = data.slice(1).trim()
  return text === '' || text === 'OPENROUTER PROCESSING' || isPingWord(text)
}

function isPingWord(word: string): boolean {
  return words.has(word.toLowerCase().replace(/[-_ ]/g, ''))
}

/** Whether there is nothing but the type of a ping, which `named` makes needless, and times. */
function carriesNothing(object: JsonObject, named: boolean): boolean {
  let typed = false
  for (const [key, value] of Object.entries(object)) {
    if ((key === 'type' || key === 'event') && typeof value === 'string' && isPingWord(value)) typed = true
    else if (!timeNames.has(key) || (typeof value !== 'number' && typeof value !== 'string')) return false
  }
  return named || typed
}
