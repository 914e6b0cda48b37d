// What one part of a message says. Steps have no name in this protocol, so that they are no stages; `data-…` parts are the
// application's own and say nothing to anybody else.

import { field, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  answer,
  asksBack,
  asWords,
  completed,
  cutShort,
  failed,
  item,
  logLine,
  objectIn,
  reasoning,
  textIn,
  tool,
  usage,
} from '../../core/reader/say.ts'

export function read({ json, data }: DialectEvent): readonly Reading[] {
  if (json === null) return data.trim() === '[DONE]' ? [completed, { type: 'terminal' }] : []
  const type = textIn(json, 'type') ?? ''
  if (type.startsWith('tool-')) return readTool(type, json)
  switch (type) {
    case 'start':
      return [{ type: 'status', state: 'processing' }, ...readMetadata(json)]
    case 'message-metadata':
      return readMetadata(json)
    case 'text-delta':
      return answer(field(json, 'delta'))
    case 'reasoning-delta':
      return reasoning(field(json, 'delta'))
    case 'reset-step':
      return [logLine('warning', type)]
    case 'source-url':
    case 'source-document':
    case 'file':
    case 'reasoning-file':
      return readMaterial(json)
    case 'finish':
      return readFinish(json)
    // Both come before `[DONE]`, and what has failed stays so.
    case 'error':
      return [failed(textIn(json, 'errorText'))]
    case 'abort':
      return [failed(textIn(json, 'reason') ?? type)]
    default:
      return []
  }
}

function readTool(type: string, json: JsonObject): readonly Reading[] {
  const id = textIn(json, 'toolCallId')
  if (type === 'tool-approval-response') return readApproval(json)
  if (id === null) return []
  const name = textIn(json, 'toolName')
  const input = field(json, 'input')
  const args = input === undefined ? null : { mode: 'final' as const, text: asWords(input) }
  switch (type) {
    case 'tool-input-start':
      return [tool(id, 'writing', { name })]
    case 'tool-input-delta': {
      const text = textIn(json, 'inputTextDelta') ?? ''
      return text === '' ? [] : [tool(id, 'writing', { args: { mode: 'append', text } })]
    }
    case 'tool-input-available':
      return [tool(id, 'called', { name, args })]
    case 'tool-input-error':
      return [tool(id, 'failed', { name, args, result: textIn(json, 'errorText') })]
    case 'tool-output-available':
      return readOutput(id, json)
    case 'tool-output-error':
      return [tool(id, 'failed', { result: textIn(json, 'errorText') })]
    case 'tool-output-denied':
      return [tool(id, 'failed', { result: 'denied' })]
    case 'tool-approval-request':
      return field(json, 'isAutomatic') === true
        ? []
        : [asksBack([textIn(json, 'reason') ?? `${type} ${id}`])]
    default:
      return []
  }
}

/** A preliminary output is followed by others, and the call goes on. */
function readOutput(id: string, json: JsonObject): readonly Reading[] {
  const result = asWords(field(json, 'output'))
  return [tool(id, field(json, 'preliminary') === true ? 'called' : 'completed', { result })]
}

function readApproval(json: JsonObject): readonly Reading[] {
  const said = field(json, 'approved') === true ? 'approved' : 'not approved'
  return [asksBack([]), logLine('info', said, textIn(json, 'reason'))]
}

/** A source by its id, a file by its address; the end of a data URL stands for the whole. */
function readMaterial(json: JsonObject): readonly Reading[] {
  const url = textIn(json, 'url')
  const isData = url?.startsWith('data:') === true
  const short = isData ? `${url.length} ${url.slice(-100)}` : url
  const id = textIn(json, 'sourceId') ?? short
  if (id === null) return []
  const title = textIn(json, 'title') ?? textIn(json, 'filename') ?? textIn(json, 'mediaType')
  return [item(id, title ?? url ?? id, isData ? null : url)]
}

function readFinish(json: JsonObject): readonly Reading[] {
  const reason = textIn(json, 'finishReason')
  // Only the end of the whole message has a reason here, so that one stands for it.
  const used = usage({ ...usedIn(json), finish: reason ?? 'finish' })
  switch (reason) {
    case 'error':
    // The model's own stream ended without its end.
    case 'interrupted':
      return [...used, failed(reason)]
    case 'length':
    case 'content-filter':
      return [...used, cutShort(reason)]
    default:
      return used
  }
}

function readMetadata(json: JsonObject): readonly Reading[] {
  return usage(usedIn(json))
}

/** Metadata is the application's own; where it passes the SDK's usage on, its names are the SDK's. */
function usedIn(json: JsonObject): Parameters<typeof usage>[0] {
  const said = objectIn(json, 'messageMetadata')
  const used = objectIn(said, 'totalUsage') ?? objectIn(said, 'usage') ?? {}
  return {
    input: field(used, 'inputTokens'),
    output: field(used, 'outputTokens'),
    cached:
      field(used, 'cachedInputTokens') ?? field(objectIn(used, 'inputTokenDetails') ?? {}, 'cacheReadTokens'),
    reasoning:
      field(used, 'reasoningTokens') ?? field(objectIn(used, 'outputTokenDetails') ?? {}, 'reasoningTokens'),
    model: textIn(said, 'model'),
  }
}
