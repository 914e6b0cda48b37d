// AG-UI, the Agent User Interaction Protocol: events whose `type` is a word in capitals, from `RUN_STARTED` to `RUN_FINISHED`
// or `RUN_ERROR` (AG-UI documentation, “Events” and “Interrupts”).

import { field, isJsonObject } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'ag-ui',
  label: 'AG-UI',
  source: 'https://docs.ag-ui.com/concepts/events',
  choice: 'auto',
  recognises,
  read,
  // Every run ends with an event of its own.
  endsWell: () => false,
}

const words = /^(RUN|TEXT_MESSAGE|TOOL_CALL|THINKING|REASONING|STATE|MESSAGES)_[A-Z_]+$/

/** By words together with a member of their own; some servers name the event too. */
function recognises({ name, json }: DialectEvent): boolean {
  if (json === null) return false
  const type = field(json, 'type')
  if (typeof type !== 'string' || !words.test(type)) return false
  if (name !== 'message' && name !== type) return false
  const has = (member: string) => typeof field(json, member) === 'string'
  if (type.startsWith('RUN_')) return has('threadId') && has('runId')
  if (type.startsWith('TOOL_CALL_')) return has('toolCallId')
  if (type.startsWith('TEXT_MESSAGE_') || type.startsWith('REASONING_')) return has('messageId')
  if (type === 'STATE_SNAPSHOT') return isJsonObject(field(json, 'snapshot'))
  if (type === 'STATE_DELTA') return Array.isArray(field(json, 'delta'))
  if (type === 'MESSAGES_SNAPSHOT') return Array.isArray(field(json, 'messages'))
  return type === 'THINKING_TEXT_MESSAGE_CONTENT' && has('delta')
}
