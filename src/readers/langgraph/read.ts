// What one event says. The same messages come in several modes, and a stream may have many modes at once: pieces are read from
// `messages` alone, so that nothing is joined twice; `values` and `updates` give each message that is whole as a thing made.

import { asText, field, isJsonObject, type JsonObject, parseJson } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  answer,
  asWords,
  completed,
  errorWords,
  failed,
  logLine,
  textIn,
  tool,
} from '../../core/reader/say.ts'
import { readChunk, readMade, readWhole } from './messages.ts'
import { modeOf } from './mode.ts'
import { readDebug, readInterrupts, readLangChainEvent, readNode, readTask } from './nodes.ts'

export function read({ name, data, json }: DialectEvent): readonly Reading[] {
  const { mode, path } = modeOf(name)
  switch (mode) {
    case 'metadata':
      return readMetadata(json ?? {})
    case 'end':
      return [completed, { type: 'terminal' }]
    case 'error':
      return [failed(errorOf(json, data))]
    case 'messages':
      return listIn(data).slice(0, 1).flatMap(readChunk)
    case 'messages/partial':
    case 'messages/complete':
      return listIn(data).flatMap((message) => readWhole(message, mode === 'messages/complete'))
    case 'data':
      return readLangServe(data, json)
    case 'custom':
      return readCustom(data)
    default:
      return json === null ? [] : readObject(mode, json, path)
  }
}

function readObject(mode: string, json: JsonObject, path: readonly string[]): readonly Reading[] {
  switch (mode) {
    case 'values':
      return [...readInterrupts(field(json, '__interrupt__')), ...readMade(lastOf(json))]
    case 'updates':
      return readUpdates(json, path)
    case 'tasks':
      return readTask(json, path)
    case 'debug':
      return readDebug(json, path)
    case 'events':
      return readLangChainEvent(json)
    case 'tools':
      return readTool(json)
    default:
      return []
  }
}

function readMetadata(json: JsonObject): readonly Reading[] {
  const fact = (name: string, value: string | null): readonly Reading[] =>
    value === null ? [] : [{ type: 'fact', name, value }]
  return [
    { type: 'status', state: 'processing' },
    ...fact('Thread', textIn(json, 'thread_id')),
    ...fact('Run', textIn(json, 'run_id')),
  ]
}

/** `ValueError: no such port`, or a sentence alone. */
function errorOf(json: JsonObject | null, data: string): string | null {
  if (json !== null)
    return errorWords({ code: field(json, 'error'), message: field(json, 'message') }) ?? data
  const parsed = parseJson(data)
  return parsed.ok ? (asText(parsed.value) ?? data) : data
}

/** The objects of a list that is the whole data. */
function listIn(data: string): readonly JsonObject[] {
  const parsed = parseJson(data)
  return parsed.ok && Array.isArray(parsed.value) ? parsed.value.filter(isJsonObject) : []
}

/** Its nodes have ended; keys between underscores are the graph's own. */
function readUpdates(json: JsonObject, path: readonly string[]): readonly Reading[] {
  const nodes = Object.entries(json).filter(([node]) => !node.startsWith('__'))
  return [
    ...readInterrupts(field(json, '__interrupt__')),
    ...nodes.flatMap(([node, update]) => [
      readNode(node, path, 'completed'),
      ...readMade((Array.isArray(update) ? update : [update]).flatMap(messagesOf)),
    ]),
  ]
}

function messagesOf(state: unknown): readonly JsonObject[] {
  const messages = isJsonObject(state) ? field(state, 'messages') : null
  return (Array.isArray(messages) ? messages : [messages]).filter(isJsonObject)
}

/** The state holds the whole thread: what this step has added is its last message, or the results of several tools. */
function lastOf(state: JsonObject): readonly JsonObject[] {
  const messages = messagesOf(state)
  const other = messages.findLastIndex((message) => field(message, 'type') !== 'tool')
  return other === messages.length - 1 ? messages.slice(-1) : messages.slice(other + 1)
}

/** What a node tells of itself: a line where it is text, and the application's own otherwise. */
function readCustom(data: string): readonly Reading[] {
  const parsed = parseJson(data)
  return parsed.ok && typeof parsed.value === 'string' ? [logLine('info', parsed.value)] : []
}

function readLangServe(data: string, json: JsonObject | null): readonly Reading[] {
  if (json !== null) return readChunk(json)
  const parsed = parseJson(data)
  return parsed.ok ? answer(parsed.value) : []
}

function readTool(json: JsonObject): readonly Reading[] {
  const id = textIn(json, 'toolCallId')
  const name = textIn(json, 'name')
  if (id === null) return []
  switch (textIn(json, 'event')) {
    case 'on_tool_start':
      return [tool(id, 'called', { name, args: { mode: 'final', text: asWords(field(json, 'input')) } })]
    case 'on_tool_end':
      return [tool(id, 'completed', { name, result: asWords(field(json, 'output')) })]
    case 'on_tool_error':
      return [tool(id, 'failed', { name, result: errorWords(field(json, 'error')) })]
    default:
      return []
  }
}
