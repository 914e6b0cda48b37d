// Anthropic Messages: named events whose name is also their `type`; content comes in numbered blocks (Claude documentation,
// “Streaming messages”, platform.claude.com/docs/build-with-claude/streaming).

import { field, isJsonObject } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { objectIn, textIn } from '../../core/reader/say.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'anthropic',
  label: 'Anthropic Messages',
  source: 'https://platform.claude.com/docs/en/build-with-claude/streaming',
  choice: 'auto',
  recognises,
  read,
  // `message_stop` is the end; a stream without it was cut.
  endsWell: () => false,
}

/** Proxies may leave the events' names out; no other dialect has these types with these members. */
function recognises({ name, json }: DialectEvent): boolean {
  if (json === null) return false
  const type = field(json, 'type')
  if (typeof type !== 'string' || (name !== 'message' && name !== type)) return false
  switch (type) {
    case 'message_start':
      return textIn(objectIn(json, 'message'), 'role') === 'assistant'
    case 'content_block_start':
      return objectIn(json, 'content_block') !== null
    case 'content_block_delta':
      return textIn(objectIn(json, 'delta'), 'type') !== null && typeof field(json, 'index') === 'number'
    case 'message_delta':
      return isJsonObject(field(json, 'delta')) && Object.hasOwn(objectIn(json, 'delta') ?? {}, 'stop_reason')
    case 'error':
      return name === 'error' && textIn(objectIn(json, 'error'), 'type')?.endsWith('_error') === true
    default:
      return false
  }
}
