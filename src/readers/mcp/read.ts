// What the messages of one event say: mostly one, a batch in the version of 2025-03-26.

import { asNumber, asText, field, isJsonObject, type JsonObject, parseJson } from '../../core/basics/json.ts'
import type { LogLevel, Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import { asWords, errorWords, failed, logLine, objectIn, textIn } from '../../core/reader/say.ts'
import { readResult } from './result.ts'

export function read({ json, data }: DialectEvent): readonly Reading[] {
  if (json !== null) return readMessage(json)
  // The first event may be an id alone, so that the client can come back with it.
  if (data === '') return [{ type: 'ping' }]
  const batch = data.trimStart().startsWith('[') ? parseJson(data) : null
  if (batch?.ok !== true || !Array.isArray(batch.value)) return []
  return batch.value.filter(isJsonObject).flatMap(readMessage)
}

function readMessage(json: JsonObject): readonly Reading[] {
  if (field(json, 'jsonrpc') !== '2.0') return []
  const method = textIn(json, 'method')
  if (method !== null) return readMethod(method, objectIn(json, 'params') ?? {}, Object.hasOwn(json, 'id'))
  const error = objectIn(json, 'error')
  if (error !== null) return [failed(errorWords(error)), { type: 'terminal' }]
  const result = objectIn(json, 'result')
  return result === null ? [] : readResult(result)
}

function readMethod(method: string, params: JsonObject, asks: boolean): readonly Reading[] {
  switch (method) {
    case 'ping':
      return [{ type: 'ping' }]
    case 'notifications/progress':
      return readProgress(params)
    case 'notifications/message':
      return [readLog(params)]
    case 'notifications/tasks/status':
      return readTask(params)
    case 'notifications/cancelled':
      return [logLine('warning', method, textIn(params, 'reason'))]
    case 'notifications/subscriptions/acknowledged':
      return [{ type: 'status', state: 'processing' }]
    default:
      // A request of the server's own waits for an answer that a monitor does not give.
      return asks ? [logLine('warning', method, textIn(params, 'message'))] : []
  }
}

/** Without a total nobody knows of how much. */
function readProgress(params: JsonObject): readonly Reading[] {
  const done = asNumber(field(params, 'progress'))
  const total = asNumber(field(params, 'total'))
  const message = textIn(params, 'message')
  return [
    ...(done === null ? [] : [{ type: 'progress' as const, percent: null, done, total, raw: null }]),
    ...(message === null ? [] : [logLine('info', message)]),
  ]
}

/** The levels of RFC 5424. */
const levels: Readonly<Record<string, LogLevel>> = {
  debug: 'debug',
  info: 'info',
  notice: 'info',
  warning: 'warning',
  error: 'error',
  critical: 'error',
  alert: 'error',
  emergency: 'error',
}

function readLog(params: JsonObject): Reading {
  const level = textIn(params, 'level') ?? ''
  const data = field(params, 'data')
  const message = asText(data) ?? textIn(data, 'message') ?? asWords(data)
  return logLine(
    Object.hasOwn(levels, level) ? (levels[level] ?? 'info') : 'info',
    message,
    textIn(params, 'logger'),
  )
}

function readTask(params: JsonObject): readonly Reading[] {
  const message = textIn(params, 'statusMessage')
  switch (textIn(params, 'status')) {
    case 'completed':
      return [{ type: 'outcome', state: 'completed', reason: message }]
    case 'failed':
    case 'cancelled':
      return [failed(message ?? textIn(params, 'status'))]
    case 'working':
      return [
        { type: 'status', state: 'processing' },
        ...(message === null ? [] : [logLine('info', message)]),
      ]
    default:
      return message === null ? [] : [logLine('info', message)]
  }
}
