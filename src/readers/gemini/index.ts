// Gemini, by the Gemini API and by Vertex AI: `streamGenerateContent` gives the same object again and again, each with the next
// parts (API reference, “Generating content”, ai.google.dev/api/generate-content); with `alt=sse` as events without names,
// else as the elements of one JSON array.

import { field } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { objectIn, objectsIn, wordIn } from '../../core/reader/say.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'gemini',
  label: 'Gemini',
  source: 'https://ai.google.dev/api/generate-content',
  choice: 'auto',
  recognises,
  read,
  // There is no mark of the end: the stream is finished after the reason to finish.
  endsWell: ({ usage }) => usage !== undefined && usage.finish !== null,
}

/** An error alone is not recognised: other dialects have the same. */
function recognises({ json }: DialectEvent): boolean {
  if (json === null) return false
  if (wordIn(objectIn(json, 'promptFeedback'), 'blockReason') !== null) return true
  const [candidate] = objectsIn(json, 'candidates')
  if (candidate === undefined) return false
  const content = objectIn(candidate, 'content')
  return (
    (content !== null && Array.isArray(field(content, 'parts'))) ||
    wordIn(candidate, 'finishReason') !== null ||
    objectIn(json, 'usageMetadata') !== null
  )
}
