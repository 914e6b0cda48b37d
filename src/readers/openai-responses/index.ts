// OpenAI Responses: events whose name is also their `type`, nearly all of them beginning with `response.` (API reference,
// “Responses: streaming events”). vLLM and llama.cpp speak it too, and leave out the sequence numbers.

import { field } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { objectIn } from '../../core/reader/say.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'openai-responses',
  label: 'OpenAI Responses',
  source: 'https://platform.openai.com/docs/api-reference/responses-streaming',
  choice: 'auto',
  recognises,
  read,
  // `response.completed` is the end; a stream without it was cut.
  endsWell: () => false,
}

/** Proxies may leave the events' names out. */
function recognises({ name, json }: DialectEvent): boolean {
  const type = json === null ? null : field(json, 'type')
  if (json === null || typeof type !== 'string' || (name !== 'message' && name !== type)) return false
  if (type === 'error')
    return typeof field(json, 'sequence_number') === 'number' && Object.hasOwn(json, 'param')
  if (!type.startsWith('response.')) return false
  return (
    objectIn(json, 'response') !== null ||
    objectIn(json, 'item') !== null ||
    typeof field(json, 'item_id') === 'string'
  )
}
