// LangChain's messages: pieces of them, the whole so far, and those that are whole.

import { oneLine } from '../../core/basics/clip.ts'
import { asText, field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import {
  answer,
  asWords,
  item,
  objectIn,
  reasoning,
  textIn,
  tool,
  usage,
  whole,
} from '../../core/reader/say.ts'

/** A piece of a message; whole where the model did not stream. */
export function readChunk(message: JsonObject): readonly Reading[] {
  if (field(message, 'type') === 'tool') return readResult(message)
  if (!isOfModel(message)) return []
  return [
    ...reasoning(thoughtOf(message)),
    ...answer(textOf(message)),
    ...readCallPieces(message),
    ...readUsage(message, true),
  ]
}

/** What a message has become: all of its text each time, so that it replaces what was before. */
export function readWhole(message: JsonObject, complete: boolean): readonly Reading[] {
  if (field(message, 'type') === 'tool') return readResult(message)
  if (!isOfModel(message)) return []
  const ended = complete || finishOf(message) !== null
  const thought = whole(thoughtOf(message)).map((one) => ({ ...one, channel: 'reasoning' as const }))
  return [...thought, ...whole(textOf(message)), ...readCalls(message, ended), ...readUsage(message, false)]
}

/** Messages that are whole, each a thing made: the same message comes again and again. */
export function readMade(messages: readonly JsonObject[]): readonly Reading[] {
  return messages.flatMap((message) => {
    if (field(message, 'type') === 'tool') return readResult(message)
    if (!isOfModel(message)) return []
    const text = textOf(message)
    const title = oneLine(text, 80)
    const id = textIn(message, 'id')
    const made = id === null || title === '' ? [] : [item(id, title, title === text ? null : text)]
    return [...made, ...readCalls(message, true)]
  })
}

function isOfModel(message: JsonObject): boolean {
  const type = field(message, 'type')
  return type === 'ai' || type === 'AIMessageChunk'
}

/** Content is a text, or blocks of which some are text. */
function textOf(message: JsonObject): string {
  const content = field(message, 'content')
  if (typeof content === 'string') return content
  return blocksOf(content, 'text').join('')
}

/** Thinking stands in blocks of its own, or beside the content. */
function thoughtOf(message: JsonObject): string {
  const beside = textIn(objectIn(message, 'additional_kwargs'), 'reasoning_content')
  const content = field(message, 'content')
  return beside ?? [...blocksOf(content, 'thinking'), ...blocksOf(content, 'reasoning')].join('')
}

/** The texts of the blocks of this type, which is the name of their member too. */
function blocksOf(content: unknown, type: string): readonly string[] {
  const blocks = Array.isArray(content) ? content.filter(isJsonObject) : []
  return blocks.flatMap((block) => (field(block, 'type') === type ? (asText(field(block, type)) ?? []) : []))
}

/** Later pieces of a call have its number in the message, and no id. */
function readCallPieces(message: JsonObject): readonly Reading[] {
  const pieces = field(message, 'tool_call_chunks')
  const of = textIn(message, 'id') ?? ''
  return (Array.isArray(pieces) ? pieces.filter(isJsonObject) : []).map((piece) => {
    const alias = textIn(piece, 'id')
    const text = textIn(piece, 'args') ?? ''
    return tool(`${of} ${textIn(piece, 'index') ?? ''}`, 'writing', {
      name: textIn(piece, 'name'),
      args: text === '' ? null : { mode: 'append', text },
      ...(alias === null ? {} : { alias }),
    })
  })
}

function readCalls(message: JsonObject, ended: boolean): readonly Reading[] {
  const calls = field(message, 'tool_calls')
  return (Array.isArray(calls) ? calls.filter(isJsonObject) : []).flatMap((call) => {
    const id = textIn(call, 'id')
    if (id === null) return []
    const args = { mode: 'final' as const, text: asWords(field(call, 'args')) }
    return [tool(id, ended ? 'called' : 'writing', { name: textIn(call, 'name'), args })]
  })
}

function readResult(message: JsonObject): readonly Reading[] {
  const id = textIn(message, 'tool_call_id')
  if (id === null) return []
  const content = field(message, 'content')
  const result = textOf(message) || asWords(content)
  return [
    tool(id, field(message, 'status') === 'error' ? 'failed' : 'completed', {
      name: textIn(message, 'name'),
      result,
    }),
  ]
}

function finishOf(message: JsonObject): string | null {
  const about = objectIn(message, 'response_metadata')
  return textIn(about, 'finish_reason') ?? textIn(about, 'stop_reason')
}

/** Pieces carry tokens of their own, which add up; of a message as a whole they are those of its call. */
function readUsage(message: JsonObject, adds: boolean): readonly Reading[] {
  const used = objectIn(message, 'usage_metadata')
  const finish = finishOf(message)
  if (used === null && finish === null) return []
  const said = {
    input: field(used ?? {}, 'input_tokens'),
    output: field(used ?? {}, 'output_tokens'),
    cached: field(objectIn(used, 'input_token_details') ?? {}, 'cache_read'),
    reasoning: field(objectIn(used, 'output_token_details') ?? {}, 'reasoning'),
    model: textIn(objectIn(message, 'response_metadata'), 'model_name'),
    finish,
  }
  return usage(said, adds)
}
