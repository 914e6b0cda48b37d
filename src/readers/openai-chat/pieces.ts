// The text in one choice of a chunk.

import { field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import { answer, objectsIn, reasoning, refusal, wordIn } from '../../core/reader/say.ts'

export function readPieces(choice: JsonObject, delta: JsonObject): readonly Reading[] {
  const refused = answer(field(delta, 'refusal'))
  return [
    // Gateways give the same thought under both names.
    ...reasoning(wordIn(delta, 'reasoning_content') ?? wordIn(delta, 'reasoning')),
    ...readContent(field(delta, 'content')),
    // Text completions have no delta.
    ...answer(field(choice, 'text')),
    ...refused,
    ...(refused.length > 0 ? [refusal] : []),
  ]
}

/** Text, or (Mistral) a list of pieces, of which some are thoughts. */
function readContent(content: unknown): readonly Reading[] {
  if (!Array.isArray(content)) return answer(content)
  return content.filter(isJsonObject).flatMap((part) => {
    const thoughts = objectsIn(part, 'thinking').flatMap((one) => reasoning(field(one, 'text')))
    return [...thoughts, ...answer(field(part, 'text'))]
  })
}
