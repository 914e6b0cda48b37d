// The response to the request: the end of its stream.

import { asText, field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import {
  asksBack,
  asWords,
  completed,
  failed,
  item,
  objectIn,
  objectsIn,
  textIn,
  whole,
} from '../../core/reader/say.ts'

const end: Reading = { type: 'terminal' }

export function readResult(result: JsonObject): readonly Reading[] {
  if (field(result, 'resultType') === 'input_required') return [asksBack(questionsOf(result)), completed, end]
  const task = objectIn(result, 'task')
  if (task !== null) return readTask(task)
  const blocks = blocksOf(result)
  const text = textOf(blocks)
  const made = [...blocks.flatMap(readBlock), ...readOffers(result)]
  if (field(result, 'isError') === true) return [...made, failed(text ?? 'isError'), end]
  const structured = field(result, 'structuredContent')
  const words = text ?? (structured === undefined ? null : asWords(structured))
  return [...made, ...whole(words), completed, end]
}

/** The work goes on as a task, which others are asked about: this stream has no verdict on it. */
function readTask(task: JsonObject): readonly Reading[] {
  const id = textIn(task, 'taskId')
  return [
    ...(id === null ? [] : [{ type: 'fact' as const, name: 'Task', value: id }]),
    { type: 'status', state: 'processing' },
    end,
  ]
}

/** Each by its own sentence, else by its method. */
function questionsOf(result: JsonObject): readonly string[] {
  const asked = Object.values(objectIn(result, 'inputRequests') ?? {})
  const words = asked.map(
    (one) => textIn(objectIn(one, 'params'), 'message') ?? textIn(one, 'method') ?? asWords(one),
  )
  return words.length === 0 ? ['input_required'] : words
}

/** Tools give lists of content, a sampled message one block, a prompt one for each message, a resource its parts. */
function blocksOf(result: JsonObject): readonly JsonObject[] {
  const content = field(result, 'content')
  return [
    ...(Array.isArray(content) ? content : [content]),
    ...objectsIn(result, 'messages').map((message) => field(message, 'content')),
    ...objectsIn(result, 'contents').map((resource) => ({ type: 'resource', resource })),
  ].filter(isJsonObject)
}

/** What a server has, where a list of it was asked for. */
function readOffers(result: JsonObject): readonly Reading[] {
  const named = [...objectsIn(result, 'tools'), ...objectsIn(result, 'prompts')].map(
    (one) => [textIn(one, 'name'), one] as const,
  )
  const placed = objectsIn(result, 'resources').map((one) => [textIn(one, 'uri'), one] as const)
  const patterns = objectsIn(result, 'resourceTemplates').map(
    (one) => [textIn(one, 'uriTemplate'), one] as const,
  )
  return [...named, ...placed, ...patterns].flatMap(([id, one]) =>
    id === null
      ? []
      : [item(id, textIn(one, 'title') ?? textIn(one, 'name') ?? id, textIn(one, 'description'))],
  )
}

function textOf(blocks: readonly JsonObject[]): string | null {
  const texts = blocks.flatMap((block) =>
    field(block, 'type') === 'text' ? (asText(field(block, 'text')) ?? []) : [],
  )
  return texts.length === 0 ? null : texts.join('\n')
}

function readBlock(block: JsonObject, index: number): readonly Reading[] {
  const type = textIn(block, 'type') ?? ''
  switch (type) {
    case 'image':
    case 'audio':
      return [item(`${type} ${index + 1}`, textIn(block, 'mimeType') ?? type)]
    case 'resource_link':
      return readResource(block, textIn(block, 'description'))
    case 'resource':
      return readResource(objectIn(block, 'resource'), textIn(objectIn(block, 'resource'), 'text'))
    default:
      return []
  }
}

function readResource(resource: JsonObject | null, description: string | null): readonly Reading[] {
  const uri = textIn(resource, 'uri')
  return uri === null ? [] : [item(uri, textIn(resource, 'name') ?? uri, description)]
}
