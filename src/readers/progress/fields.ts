// Finds fields by any of the names that they go by.

import { asText, field, type JsonObject } from '../../core/basics/json.ts'
import { objectIn } from '../../core/reader/say.ts'

/** The event's fields, and those of its `data` or `progress` where it wraps them. */
export function fieldsOf(json: JsonObject): JsonObject {
  return { ...objectIn(json, 'data'), ...objectIn(json, 'progress'), ...json }
}

/** The first of `names` that `said` has a value for. */
export function firstOf(said: JsonObject, names: readonly string[]): unknown {
  for (const name of names) {
    const value = field(said, name)
    if (value !== undefined && value !== null) return value
  }
  return null
}

/** The same where it is text. */
export function textOf(said: JsonObject, names: readonly string[]): string | null {
  const value = firstOf(said, names)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** `In progress`, `in-progress` and `IN_PROGRESS` are one word. */
export function wordOf(value: unknown): string {
  return (asText(value) ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}
