// Vercel AI SDK, UI-message streams of versions 5 and later: unnamed events whose `type` is a part of the message, then
// `[DONE]` (AI SDK documentation, “Stream Protocols”, Data Stream Protocol).

import { field, isJsonObject } from '../../core/basics/json.ts'
import type { DialectEvent, Reader } from '../../core/reader/reader.ts'
import { read } from './read.ts'

export const reader: Reader = {
  id: 'ai-sdk',
  label: 'Vercel AI SDK',
  source: 'https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol',
  choice: 'auto',
  recognises,
  read,
  // Backends of other makes may leave `[DONE]` out after the part that finishes the message.
  endsWell: ({ usage }) => usage !== undefined && usage.finish !== null,
}

/** By parts whose type and members no other dialect has: a bare `start`, `finish` and `data-…` are not among them. */
function recognises({ name, json }: DialectEvent): boolean {
  if (json === null || name !== 'message') return false
  const type = field(json, 'type')
  if (typeof type !== 'string') return false
  const has = (member: string) => typeof field(json, member) === 'string'
  switch (type) {
    case 'text-delta':
    case 'reasoning-delta':
      return has('id') && has('delta')
    case 'text-start':
    case 'reasoning-start':
      return has('id')
    case 'tool-input-start':
    case 'tool-input-available':
      return has('toolCallId') && has('toolName')
    case 'tool-output-available':
    case 'tool-output-error':
      return has('toolCallId')
    case 'source-url':
      return has('sourceId') && has('url')
    case 'source-document':
      return has('sourceId') && has('mediaType')
    case 'start':
    case 'message-metadata':
      return isJsonObject(field(json, 'messageMetadata'))
    case 'start-step':
      return Object.keys(json).length === 1
    case 'error':
      return has('errorText')
    default:
      return false
  }
}
