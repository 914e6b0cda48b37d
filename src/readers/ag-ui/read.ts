// What one event of a run says. State and messages of a snapshot are those of the whole thread and not of this run.

import { field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  answer,
  asksBack,
  asWords,
  completed,
  errorWords,
  failed,
  logLine,
  objectIn,
  reasoning,
  textIn,
  tool,
  usage,
} from '../../core/reader/say.ts'

export function read({ json }: DialectEvent): readonly Reading[] {
  const type = textIn(json, 'type')
  if (json === null || type === null) return []
  if (type.startsWith('TOOL_CALL_')) return readTool(type, json)
  if (type.startsWith('RUN_')) return readRun(type, json)
  switch (type) {
    case 'STEP_STARTED':
    case 'STEP_FINISHED':
      return readStep(textIn(json, 'stepName'), type === 'STEP_STARTED' ? 'started' : 'completed')
    case 'TEXT_MESSAGE_CONTENT':
      return answer(field(json, 'delta'))
    case 'TEXT_MESSAGE_CHUNK':
      return isOfAgent(json) ? answer(field(json, 'delta')) : []
    case 'REASONING_MESSAGE_CONTENT':
    case 'REASONING_MESSAGE_CHUNK':
    case 'THINKING_TEXT_MESSAGE_CONTENT':
      return reasoning(field(json, 'delta'))
    case 'ACTIVITY_SNAPSHOT':
      return [logLine('info', textIn(json, 'activityType') ?? type, asWords(field(json, 'content')))]
    case 'CUSTOM':
      return [logLine('info', textIn(json, 'name') ?? type, asWords(field(json, 'value')))]
    default:
      return []
  }
}

/** A chunk may be of a message that the person or the system wrote. */
function isOfAgent(json: JsonObject): boolean {
  return (textIn(json, 'role') ?? 'assistant') === 'assistant'
}

function readStep(name: string | null, state: 'started' | 'completed'): readonly Reading[] {
  return name === null ? [] : [{ type: 'stage', id: name, label: name, state, index: null, of: null }]
}

/** Of a chunk that leaves the id of its call out nobody can tell, by itself, whose it is. */
function readTool(type: string, json: JsonObject): readonly Reading[] {
  const id = textIn(json, 'toolCallId')
  if (id === null) return []
  const name = textIn(json, 'toolCallName')
  const delta = textIn(json, 'delta') ?? ''
  switch (type) {
    case 'TOOL_CALL_START':
      return [tool(id, 'writing', { name })]
    case 'TOOL_CALL_ARGS':
    case 'TOOL_CALL_CHUNK': {
      const args = delta === '' ? null : { mode: 'append' as const, text: delta }
      return name === null && args === null ? [] : [tool(id, 'writing', { name, args })]
    }
    case 'TOOL_CALL_END':
      return [tool(id, 'called')]
    case 'TOOL_CALL_RESULT':
      return [tool(id, 'completed', { result: asWords(field(json, 'content')) })]
    default:
      return []
  }
}

function readRun(type: string, json: JsonObject): readonly Reading[] {
  switch (type) {
    case 'RUN_STARTED':
      return [
        { type: 'status', state: 'processing' },
        ...readFact('Thread', textIn(json, 'threadId')),
        ...readFact('Run', textIn(json, 'runId')),
      ]
    case 'RUN_FINISHED':
      return [
        ...readUsage(json),
        ...readResult(field(json, 'result')),
        ...readInterrupts(json),
        completed,
        { type: 'terminal' },
      ]
    case 'RUN_ERROR':
      return [...readUsage(json), failed(runError(json)), { type: 'terminal' }]
    default:
      return []
  }
}

/** The event's own `type` is no name of the error. */
function runError(json: JsonObject): string | null {
  return errorWords({ code: field(json, 'code'), message: field(json, 'message') })
}

function readFact(name: string, value: string | null): readonly Reading[] {
  return value === null ? [] : [{ type: 'fact', name, value }]
}

/** What a run gives back is no text of its answer, even where it is text. */
function readResult(result: unknown): readonly Reading[] {
  return result === undefined || result === null ? [] : readFact('Result', asWords(result))
}

/** One entry for each model, of all its calls in this run. */
function readUsage(json: JsonObject): readonly Reading[] {
  const entries = field(json, 'usage')
  return (Array.isArray(entries) ? entries : []).filter(isJsonObject).flatMap((one) =>
    usage(
      {
        input: field(one, 'inputTokens'),
        output: field(one, 'outputTokens'),
        cached: field(one, 'cachedInputTokens'),
        reasoning: field(one, 'reasoningTokens'),
        model: field(one, 'model'),
      },
      true,
    ),
  )
}

/** A run that ends by an interrupt is over: what it waits for is answered in a run of its own. */
function readInterrupts(json: JsonObject): readonly Reading[] {
  const outcome = objectIn(json, 'outcome')
  if (textIn(outcome, 'type') !== 'interrupt') return []
  const list = field(outcome ?? {}, 'interrupts')
  const questions = (Array.isArray(list) ? list : []).map(
    (one) => textIn(one, 'message') ?? textIn(one, 'reason') ?? asWords(one),
  )
  return [asksBack(questions.length === 0 ? ['interrupt'] : questions)]
}
