// The story's metrics and choices as facts. Names are the server's own, made readable; values that the document does
// not describe are shown as they came.

import { asText, field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'

/** One fact for each value of `body` that says something; null, empty texts and empty lists do not. */
export function readFacts(body: JsonObject): readonly Reading[] {
  return Object.entries(body).flatMap(([name, given]): Reading[] => {
    const value = Array.isArray(given) ? formatList(given).join(' · ') : formatOne(given)
    return value === '' ? [] : [{ type: 'fact', name: formatName(name), value }]
  })
}

/** The entries of a list as texts; what is no list is a list of one. */
export function formatList(given: unknown): readonly string[] {
  const list = Array.isArray(given) ? given : [given]
  return list.map(formatOne).filter((text) => text !== '')
}

/** `generate_content` as people write it: `Generate content`. */
export function formatName(name: string): string {
  const words = name.replace(/[\s_-]+/g, ' ').trim()
  return words === '' ? name : words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** A choice is an object with its text in it; any other object is shown as JSON. */
function formatOne(given: unknown): string {
  if (given === null || given === undefined) return ''
  const text = isJsonObject(given) ? asText(field(given, 'text')) : asText(given)
  return (text ?? JSON.stringify(given)).trim()
}
