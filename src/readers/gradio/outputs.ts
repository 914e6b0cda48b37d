// The outputs of an app, one for each of its components, and none of them named. The first text is the text; what is no text
// is worth showing once it is final.

import { asText, field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import { item, textIn, whole } from '../../core/reader/say.ts'

/**
 * Each value is whole, and replaces the one before. Newer clients are sent the difference instead, as lists of operations,
 * which only one who keeps the value could apply: what it has become stands in the last message.
 */
export function readOutputs(data: unknown, final: boolean): readonly Reading[] {
  const values = Array.isArray(data) ? data.map(unwrap) : []
  const text = values.findIndex((value) => textOf(value) !== null)
  const shown = text < 0 ? [] : whole(textOf(values[text]))
  if (!final) return shown
  return [...shown, ...values.flatMap((value, index) => (index === text ? [] : readOther(value, index)))]
}

/** A value may come inside an update of its component. */
function unwrap(value: unknown): unknown {
  return isJsonObject(value) && field(value, '__type__') === 'update' ? field(value, 'value') : value
}

/** A text, or what an assistant said last in a chat. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  if (!Array.isArray(value)) return null
  const last: unknown = value.at(-1)
  return isJsonObject(last) && field(last, 'role') === 'assistant' ? textIn(last, 'content') : null
}

function readOther(value: unknown, index: number): readonly Reading[] {
  if (isJsonObject(value)) return readFile(value)
  const words = asText(value)
  return words === null || words === '' ? [] : [{ type: 'fact', name: `Output ${index + 1}`, value: words }]
}

function readFile(value: JsonObject): readonly Reading[] {
  const path = textIn(value, 'url') ?? textIn(value, 'path')
  return path === null ? [] : [item(path, textIn(value, 'orig_name') ?? path, path)]
}
