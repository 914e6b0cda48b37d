// What one event of a response says.

import { field, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  answer,
  completed,
  errorWords,
  failed,
  objectIn,
  reasoning,
  refusal,
  textIn,
  usage,
  wordIn,
  working,
} from '../../core/reader/say.ts'
import { readArguments, readItem, readProgress } from './items.ts'

const end: Reading = { type: 'terminal' }

export function read({ data, json }: DialectEvent): readonly Reading[] {
  // Servers that also speak chat completions may end so; of the response it says nothing.
  if (json === null) return data.trim() === '[DONE]' ? [end] : []
  const type = wordIn(json, 'type') ?? ''
  return readText(type, json) ?? readResponse(type, json) ?? readTools(type, json)
}

/** Null where the event is no text. */
function readText(type: string, json: JsonObject): readonly Reading[] | null {
  switch (type) {
    case 'response.output_text.delta':
    case 'response.refusal.delta':
    case 'response.audio.transcript.delta':
      return orWorking(answer(field(json, 'delta')))
    case 'response.reasoning_text.delta':
    case 'response.reasoning_summary_text.delta':
      return orWorking(reasoning(field(json, 'delta')))
    case 'response.refusal.done':
      return [refusal]
    default:
      return null
  }
}

/** Null where the event is not of the response as a whole. */
function readResponse(type: string, json: JsonObject): readonly Reading[] | null {
  const response = objectIn(json, 'response')
  switch (type) {
    case 'response.created':
    case 'response.in_progress':
      return [working, ...readUsage(response)]
    case 'response.queued':
      return [{ type: 'status', state: 'pending' }]
    case 'response.completed':
    case 'response.failed':
    case 'response.incomplete':
    case 'response.cancelled':
      return readEnd(type, response)
    case 'error':
      return [failed(errorWords(objectIn(json, 'error') ?? withoutType(json)))]
    case 'keepalive':
      return [{ type: 'ping' }]
    default:
      return null
  }
}

/** An event called `completed` whose response says otherwise is none. */
function readEnd(type: string, response: JsonObject | null): readonly Reading[] {
  const state = wordIn(response, 'status') ?? type.slice('response.'.length)
  const error = errorWords(objectIn(response, 'error'))
  const why = textIn(objectIn(response, 'incomplete_details'), 'reason')
  const used = readUsage(response, why)
  if (state === 'completed' && type === 'response.completed' && error === null)
    return [...used, { type: 'called' }, completed, end]
  const reason = why === null ? (type === 'response.completed' ? state : type.slice(9)) : `incomplete: ${why}`
  return [...used, failed(error ?? reason), end]
}

/** The type of the event is no name of the error. */
function withoutType({ type: _type, ...error }: JsonObject): JsonObject {
  return error
}

function readUsage(response: JsonObject | null, finish: string | null = null): readonly Reading[] {
  const said = objectIn(response, 'usage') ?? {}
  return usage({
    input: field(said, 'input_tokens'),
    output: field(said, 'output_tokens'),
    cached: field(objectIn(said, 'input_tokens_details') ?? {}, 'cached_tokens'),
    reasoning: field(objectIn(said, 'output_tokens_details') ?? {}, 'reasoning_tokens'),
    model: wordIn(response, 'model'),
    finish,
  })
}

function readTools(type: string, json: JsonObject): readonly Reading[] {
  const readings = /^response\.output_item\.(added|done)$/.test(type)
    ? readItem(json, type.endsWith('.done'))
    : (readArguments(type, json) ?? readProgress(type, json))
  return readings.length > 0 || !type.startsWith('response.') ? readings : [working]
}

function orWorking(readings: readonly Reading[]): readonly Reading[] {
  return readings.length > 0 ? readings : [working]
}
