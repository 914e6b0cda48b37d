// Calls of tools among the items of a response: those that the service makes itself (searches, code, MCP) and ends in the same
// stream, and those that are left to who asked.

import { field, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import { asWritten, errorWords, objectIn, objectsIn, textIn, tool, wordIn } from '../../core/reader/say.ts'

/** Tools that the service runs. */
const hosted: ReadonlySet<string> = new Set([
  'web_search_call',
  'file_search_call',
  'code_interpreter_call',
  'image_generation_call',
  'mcp_call',
  'mcp_list_tools',
])

/** An item that was begun, or with `isDone` is whole. Messages and thoughts come as text of their own. */
export function readItem(json: JsonObject, isDone: boolean): readonly Reading[] {
  const item = objectIn(json, 'item')
  const type = wordIn(item, 'type') ?? ''
  const call = wordIn(item, 'call_id')
  if (item === null) return []
  if (type.endsWith('_output') && call !== null)
    return [tool(call, 'completed', { result: asWritten(field(item, 'output')) })]
  if (!type.endsWith('_call') && !hosted.has(type)) return []
  const id = wordIn(item, 'id') ?? call ?? `output ${textIn(json, 'output_index') ?? ''}`
  const text = argumentsOf(item)
  return [
    tool(id, isDone ? stateOf(item, type) : 'writing', {
      name: wordIn(item, 'name') ?? type.replace(/_call$/, ''),
      args: isDone && text !== null ? { mode: 'final', text } : null,
      result: isDone ? resultOf(item) : null,
      ...(call === null || call === id ? {} : { alias: call }),
    }),
  ]
}

function argumentsOf(item: JsonObject): string | null {
  return asWritten(
    field(item, 'arguments') ??
      field(item, 'input') ??
      field(item, 'code') ??
      field(item, 'queries') ??
      field(item, 'action'),
  )
}

function stateOf(item: JsonObject, type: string): 'writing' | 'called' | 'completed' | 'failed' {
  const status = wordIn(item, 'status')
  if (status === 'failed' || asWritten(field(item, 'error')) !== null) return 'failed'
  if (hosted.has(type)) return status === 'incomplete' ? 'called' : 'completed'
  return status === 'incomplete' ? 'writing' : 'called'
}

/** A picture is not told: its bytes would be no text. */
function resultOf(item: JsonObject): string | null {
  const error = field(item, 'error')
  if (asWritten(error) !== null) return errorWords(error) ?? asWritten(error)
  const logs = objectsIn(item, 'outputs').flatMap((one) => wordIn(one, 'logs') ?? [])
  return logs.length > 0 ? logs.join('\n') : asWritten(field(item, 'output') ?? field(item, 'results'))
}

const pieces: ReadonlySet<string> = new Set([
  'response.function_call_arguments.delta',
  'response.mcp_call_arguments.delta',
  'response.custom_tool_call_input.delta',
  'response.code_interpreter_call_code.delta',
])

const wholes: ReadonlyMap<string, string> = new Map([
  ['response.function_call_arguments.done', 'arguments'],
  ['response.mcp_call_arguments.done', 'arguments'],
  ['response.custom_tool_call_input.done', 'input'],
  ['response.code_interpreter_call_code.done', 'code'],
])

/** A piece of a call's arguments, or all of them; null where the event is neither. */
export function readArguments(type: string, json: JsonObject): readonly Reading[] | null {
  const id = itemId(json)
  if (pieces.has(type)) {
    const text = wordIn(json, 'delta')
    return text === null ? [] : [tool(id, 'writing', { args: { mode: 'append', text } })]
  }
  const name = wholes.get(type)
  if (name === undefined) return null
  const text = asWritten(field(json, name))
  return [tool(id, 'called', text === null ? {} : { args: { mode: 'final', text } })]
}

const ends = { completed: 'completed', failed: 'failed' } as const

/** Where a tool of the service is, such as `response.web_search_call.searching`. */
export function readProgress(type: string, json: JsonObject): readonly Reading[] {
  const [, item = '', state = ''] = /^response\.(\w+)\.(\w+)$/.exec(type) ?? []
  if (!hosted.has(item)) return []
  // Arguments of these are written after they are said to be in progress.
  if (state === 'in_progress') return [tool(itemId(json), 'writing')]
  return [tool(itemId(json), state === 'completed' || state === 'failed' ? ends[state] : 'called')]
}

function itemId(json: JsonObject): string {
  return wordIn(json, 'item_id') ?? `output ${textIn(json, 'output_index') ?? ''}`
}
