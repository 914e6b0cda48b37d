// What one response of the stream says.

import { asNumber, field, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  cutShort,
  errorWords,
  failed,
  objectIn,
  objectsIn,
  severalAnswers,
  usage,
  wordIn,
  working,
} from '../../core/reader/say.ts'
import { readPart } from './parts.ts'

export function read({ json }: DialectEvent): readonly Reading[] {
  if (json === null) return []
  const error = objectIn(json, 'error')
  // Its status is a word, its code only that word's number.
  if (error !== null) return [failed(namedWords(wordIn(error, 'status'), error))]
  const candidates = objectsIn(json, 'candidates')
  const first = candidates.find((one) => (asNumber(field(one, 'index')) ?? 0) === 0) ?? null
  const finish = wordIn(first, 'finishReason')
  const readings = [
    ...objectsIn(objectIn(first, 'content'), 'parts').flatMap(readPart),
    ...(candidates.length > 1 || (first === null && candidates.length > 0) ? [severalAnswers] : []),
    ...readUsage(json, finish),
    ...readFinish(finish, wordIn(first, 'finishMessage')),
    ...readBlocked(objectIn(json, 'promptFeedback')),
  ]
  return readings.length > 0 || candidates.length === 0 ? readings : [working]
}

/** Whatever is neither the natural end nor want of room gives no answer: its filters, calls and pictures, and what will follow. */
function readFinish(finish: string | null, message: string | null): readonly Reading[] {
  switch (finish) {
    case null:
    case 'FINISH_REASON_UNSPECIFIED':
    case 'STOP':
      return []
    case 'MAX_TOKENS':
      return [cutShort(finish)]
    default:
      return [failed(message === null ? finish : errorWords({ type: finish, message }))]
  }
}

/** A prompt that was not let through has no answer. */
function readBlocked(feedback: JsonObject | null): readonly Reading[] {
  const reason = wordIn(feedback, 'blockReason')
  if (reason === null) return []
  const message = wordIn(feedback, 'blockReasonMessage')
  return [failed(`blockReason ${reason}${message === null ? '' : `: ${message}`}`)]
}

function namedWords(name: string | null, error: JsonObject): string | null {
  return errorWords(name === null ? error : { ...error, type: name })
}

/** The counts are those of the whole stream so far; thoughts and what tools gave are counted apart. */
function readUsage(json: JsonObject, finish: string | null): readonly Reading[] {
  const said = objectIn(json, 'usageMetadata') ?? {}
  const number = (name: string) => asNumber(field(said, name))
  const thoughts = number('thoughtsTokenCount')
  return usage({
    input: sum(number('promptTokenCount'), number('toolUsePromptTokenCount')),
    output: sum(number('candidatesTokenCount'), thoughts),
    cached: number('cachedContentTokenCount'),
    reasoning: thoughts,
    model: wordIn(json, 'modelVersion'),
    finish: finish === 'FINISH_REASON_UNSPECIFIED' ? null : finish,
  })
}

function sum(a: number | null, b: number | null): number | null {
  return a === null ? b : a + (b ?? 0)
}
