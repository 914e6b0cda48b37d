// Failures in the midst of a stream. The status had been sent, so that they come as data: as an object or text under `error`,
// alone or beside choices, as an object that is the error itself, or in an event of that name.

import { field, type JsonObject } from '../../core/basics/json.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import { errorWords, objectIn, textIn } from '../../core/reader/say.ts'

/** What failed, in the server's own words; null where nothing did. */
export function errorIn({ name, json }: DialectEvent): string | null {
  if (json === null) return null
  const error = field(json, 'error') ?? field(objectIn(json, 'x_groq') ?? {}, 'error')
  if (error !== undefined && error !== null && error !== false && error !== '')
    return withRaw(errorWords(error) ?? errorWords(json) ?? 'error', error)
  return field(json, 'object') === 'error' || name === 'error' ? (errorWords(json) ?? 'error') : null
}

/** A gateway's own sentence is often empty of meaning; what the service behind it said lies beside it. */
function withRaw(words: string, error: unknown): string {
  const raw = textIn(objectIn(error, 'metadata'), 'raw')
  return raw === null || raw === '' || words.includes(raw) ? words : `${words} (${raw})`
}

/** The reason with the names of the filters that took the answer away, where they are told (Azure OpenAI). */
export function filtered(reason: string, choice: JsonObject | null): string {
  const results = objectIn(choice, 'content_filter_results') ?? {}
  const names = Object.keys(results).filter(
    (name) => field(objectIn(results, name) ?? {}, 'filtered') === true,
  )
  return names.length === 0 ? reason : `${reason}: ${names.join(', ')}`
}
