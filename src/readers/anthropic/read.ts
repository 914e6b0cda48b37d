// What one event of a message says.

import { asNumber, field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  answer,
  completed,
  cutShort,
  errorWords,
  failed,
  objectIn,
  reasoning,
  textIn,
  tool,
  usage,
} from '../../core/reader/say.ts'

/** Stop reasons by which the answer lacks what did not fit. */
const cutReasons: ReadonlySet<string> = new Set(['max_tokens', 'model_context_window_exceeded'])

export function read({ json }: DialectEvent): readonly Reading[] {
  if (json === null) return []
  switch (field(json, 'type')) {
    case 'ping':
      return [{ type: 'ping' }]
    case 'message_start':
      return [{ type: 'status', state: 'processing' }, ...readUsage(objectIn(json, 'message'), null)]
    case 'content_block_start':
      return readBlock(blockId(json), objectIn(json, 'content_block'))
    case 'content_block_delta':
      return readDelta(blockId(json), objectIn(json, 'delta'))
    case 'content_block_stop':
      // Of a block that is no call of a tool the fold knows none by this number.
      return [tool(blockId(json), 'called')]
    case 'message_delta':
      return readEnd(json)
    case 'message_stop':
      return [completed, { type: 'terminal' }]
    case 'error':
      return [failed(errorWords(field(json, 'error')))]
    default:
      return []
  }
}

function blockId(json: JsonObject): string {
  return `block ${textIn(json, 'index') ?? ''}`
}

function readBlock(id: string, block: JsonObject | null): readonly Reading[] {
  const type = textIn(block, 'type') ?? ''
  if (type === 'text') return answer(field(block ?? {}, 'text'))
  if (type === 'thinking') return reasoning(field(block ?? {}, 'thinking'))
  if (type.endsWith('tool_use')) {
    const alias = textIn(block, 'id')
    return [tool(id, 'writing', { name: textIn(block, 'name'), ...(alias === null ? {} : { alias }) })]
  }
  const of = textIn(block, 'tool_use_id')
  return of === null ? [] : [readResult(of, field(block ?? {}, 'content'), field(block ?? {}, 'is_error'))]
}

/** A tool of the service's own answers in the same stream, by the id of its call. */
function readResult(of: string, content: unknown, isError: unknown): Reading {
  const code = textIn(content, 'error_code')
  const result = code ?? (typeof content === 'string' ? content : JSON.stringify(content ?? null))
  return tool(of, code !== null || isError === true ? 'failed' : 'completed', { result })
}

function readDelta(id: string, delta: JsonObject | null): readonly Reading[] {
  switch (textIn(delta, 'type')) {
    case 'text_delta':
      return answer(textIn(delta, 'text'))
    case 'thinking_delta':
      return reasoning(textIn(delta, 'thinking'))
    case 'input_json_delta': {
      const text = textIn(delta, 'partial_json') ?? ''
      return text === '' ? [] : [tool(id, 'writing', { args: { mode: 'append', text } })]
    }
    default:
      return []
  }
}

/** The reason it stopped, and the tokens so far: the counts of `message_delta` are those of the whole message. */
function readEnd(json: JsonObject): readonly Reading[] {
  const reason = textIn(objectIn(json, 'delta'), 'stop_reason')
  const used = readUsage(json, reason)
  if (reason === 'refusal')
    return [
      ...used,
      failed(textIn(objectIn(objectIn(json, 'delta'), 'stop_details'), 'explanation') ?? reason),
    ]
  return reason !== null && cutReasons.has(reason) ? [...used, cutShort(reason)] : used
}

/** Tokens read from the cache or written to it are counted apart from `input_tokens`. */
function readUsage(holder: JsonObject | null, finish: string | null): readonly Reading[] {
  const said = objectIn(holder, 'usage') ?? {}
  const number = (name: string) => asNumber(field(said, name))
  const cached = number('cache_read_input_tokens')
  const parts = [number('input_tokens'), cached, number('cache_creation_input_tokens')]
  const input = parts[0] === null ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
  const model = isJsonObject(holder) ? field(holder, 'model') : null
  return usage({ input, output: number('output_tokens'), cached, model, finish })
}
