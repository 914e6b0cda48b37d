// What one chunk of a completion says.

import { asNumber, field, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  completed,
  cutShort,
  failed,
  objectIn,
  objectsIn,
  severalAnswers,
  usage,
  wordIn,
  working,
} from '../../core/reader/say.ts'
import { readCalls } from './calls.ts'
import { errorIn, filtered } from './errors.ts'
import { readPieces } from './pieces.ts'

/** Reasons to finish by which the answer lacks what did not fit (OpenAI; Mistral). */
const cutReasons: ReadonlySet<string> = new Set(['length', 'model_length'])

/** Reasons by which the answer is none (OpenAI; OpenRouter, Mistral; DeepSeek; vLLM, SGLang). */
const failReasons: ReadonlySet<string> = new Set([
  'content_filter',
  'error',
  'insufficient_system_resource',
  'abort',
])

export function read(event: DialectEvent): readonly Reading[] {
  const { data, json } = event
  if (json === null) return data.trim() === '[DONE]' ? [completed, { type: 'terminal' }] : []
  const choices = objectsIn(json, 'choices')
  const first = choices.find(isFirst) ?? null
  const finish = wordIn(first, 'finish_reason')
  const pieces = choices.flatMap(readChoice)
  const failure =
    errorIn(event) ?? (finish !== null && failReasons.has(finish) ? filtered(finish, first) : null)
  const readings = [
    ...pieces,
    ...readUsage(json, finish, first !== null && pieces.length === 0),
    ...(failure === null ? readFinish(finish) : [failed(failure)]),
  ]
  return readings.length > 0 || !Array.isArray(field(json, 'choices')) ? readings : [working]
}

/** The answer is the first choice; a choice without a number is the only one. */
function isFirst(choice: JsonObject): boolean {
  return (asNumber(field(choice, 'index')) ?? 0) === 0
}

function readChoice(choice: JsonObject): readonly Reading[] {
  const delta = objectIn(choice, 'delta') ?? {}
  const calls = readCalls(delta, asNumber(field(choice, 'index')) ?? 0)
  return isFirst(choice) ? [...readPieces(choice, delta), ...calls] : [severalAnswers, ...calls]
}

function readFinish(finish: string | null): readonly Reading[] {
  if (finish === null) return []
  return [cutReasons.has(finish) ? cutShort(finish) : { type: 'called' }]
}

/**
 * The model's name is in every chunk: it is told where no piece of text is, so that pieces stay pieces. Groq's tokens lie
 * apart; DeepSeek names the cached ones differently.
 */
function readUsage(json: JsonObject, finish: string | null, isBare: boolean): readonly Reading[] {
  const said = objectIn(json, 'usage') ?? objectIn(objectIn(json, 'x_groq'), 'usage')
  const tokens = said ?? {}
  return usage({
    input: field(tokens, 'prompt_tokens'),
    output: field(tokens, 'completion_tokens'),
    cached:
      field(objectIn(tokens, 'prompt_tokens_details') ?? {}, 'cached_tokens') ??
      field(tokens, 'prompt_cache_hit_tokens'),
    reasoning: field(objectIn(tokens, 'completion_tokens_details') ?? {}, 'reasoning_tokens'),
    model: isBare || said !== null || finish !== null ? wordIn(json, 'model') : null,
    finish,
  })
}
