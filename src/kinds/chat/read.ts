// Reads a chat event (its guide, “LLM Streaming Integration” and “Error Handling”): JSON with a piece of the answer,
// plain text, an error, or `[DONE]`. An error does not end the stream: `[DONE]` follows it, and changes nothing.

import { oneLine } from '../../core/basics/clip.ts'
import {
  asText,
  field,
  isJsonObject,
  type JsonObject,
  parseJsonObject,
  parseJsonString,
} from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import { readTextAsLog } from '../../core/job/text-as-log.ts'
import { isPing } from '../../core/kind/is-ping.ts'
import type { StreamEvent } from '../../core/kind/kind.ts'
import { noReason } from '../../core/run/words.ts'

/** JSON that broke off, was glued to more, or nests too deep: it would be no text that a person was meant to read. */
const brokenObject = /^\s*(\[\s*)?\{\s*"/

/** The readings of one event; total. */
export function read({ name, data }: StreamEvent): readonly Reading[] {
  if (isPing({ name, data })) return [{ type: 'ping' }]
  if (data.trim() === '[DONE]') {
    return [{ type: 'outcome', state: 'completed', reason: null }, { type: 'terminal' }]
  }
  const object = parseJsonObject(data)
  if (object === null) return readText(name, data)
  const failed = readError(object, name)
  return name === 'message' || name === 'error' ? [...readContent(object), ...failed] : failed
}

function readText(name: string, data: string): readonly Reading[] {
  if (name === 'error') {
    const said = parseJsonString(data) ?? data
    return [unreadable('The data of this error event is no JSON object.'), failure(said)]
  }
  if (brokenObject.test(data)) return [unreadable('This looks like JSON and cannot be read as such.')]
  if (name !== 'message') return readTextAsLog(data)
  return data === '' ? [] : [{ type: 'text', mode: 'append', text: data }]
}

function unreadable(reason: string): Reading {
  return { type: 'unreadable', reason }
}

function failure(reason: string): Reading {
  return { type: 'outcome', state: 'failed', reason: oneLine(reason, 2_000) || noReason }
}

/** `{"error": true, "message": …}` as documented, or with the error itself as text or object, as model APIs send it. */
function readError(object: JsonObject, name: string): readonly Reading[] {
  const error = field(object, 'error') || false
  if (error === false && name !== 'error') return []
  const nested = isJsonObject(error) ? field(error, 'message') : error
  const said = asText(field(object, 'message')) ?? (typeof nested === 'boolean' ? null : asText(nested))
  return [failure(said ?? '')]
}

function readContent(object: JsonObject): readonly Reading[] {
  const content = field(object, 'content') ?? readDelta(object)
  if (content === null || content === '') return []
  if (typeof content === 'string') return [{ type: 'text', mode: 'append', text: content }]
  return [unreadable('Its content is no text.')]
}

/** The piece in `{"choices": [{"delta": {"content": …}}]}`, the shape of OpenAI's own stream; null where there is none. */
function readDelta(object: JsonObject): unknown {
  const choices = field(object, 'choices')
  const first: unknown = Array.isArray(choices) ? choices[0] : null
  const delta = isJsonObject(first) ? field(first, 'delta') : null
  return isJsonObject(delta) ? (field(delta, 'content') ?? null) : null
}
