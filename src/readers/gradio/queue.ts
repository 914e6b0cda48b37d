// What one message of the queue says.

import { asNumber, field, isJsonObject, type JsonObject } from '../../core/basics/json.ts'
import type { LogLevel, Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import { completed, failed, logLine, objectIn, textIn } from '../../core/reader/say.ts'
import { readOutputs } from './outputs.ts'

/** Has no name of its own in the protocol: the sentence is the word. */
const stopped = 'Server stopped unexpectedly.'

export function readQueue({ json }: DialectEvent): readonly Reading[] {
  const msg = textIn(json, 'msg')
  if (json === null || msg === null) return []
  switch (msg) {
    case 'heartbeat':
      return [{ type: 'ping' }]
    case 'send_hash':
    case 'send_data':
      return [{ type: 'status', state: 'pending' }]
    case 'estimation':
      return [{ type: 'status', state: 'pending' }, ...readPlace(json)]
    case 'process_starts':
      return [{ type: 'status', state: 'processing' }]
    case 'progress':
      return readProgress(json)
    case 'log':
      return [readLog(json)]
    case 'process_generating':
    case 'process_streaming':
      return readOutcome(json, [])
    case 'process_completed':
      return readOutcome(json, [completed])
    case 'queue_full':
      return [failed(msg)]
    case stopped:
    case 'unexpected_error':
      return [failed(textIn(json, 'message') ?? msg)]
    case 'close_stream':
      return [{ type: 'terminal' }]
    default:
      return []
  }
}

/** The rank counts from zero. */
function readPlace(json: JsonObject): readonly Reading[] {
  const rank = asNumber(field(json, 'rank'))
  const size = asNumber(field(json, 'queue_size'))
  if (rank === null || size === null) return []
  return [{ type: 'fact', name: 'Place in the queue', value: `${rank + 1} of ${size}` }]
}

/** Loops within loops, the outermost first: that one is how far the job is, the innermost what it is doing. */
function readProgress(json: JsonObject): readonly Reading[] {
  const list = field(json, 'progress_data')
  const units = (Array.isArray(list) ? list : []).filter(isJsonObject)
  const doing = units.flatMap((unit) => textIn(unit, 'desc') ?? []).at(-1)
  return [
    ...(units[0] === undefined ? [] : readUnit(units[0])),
    ...(doing === undefined || doing === '' ? [] : [logLine('info', doing)]),
  ]
}

/** A share of one, or a number of a length. */
function readUnit(unit: JsonObject): readonly Reading[] {
  const share = asNumber(field(unit, 'progress'))
  const done = asNumber(field(unit, 'index'))
  const total = asNumber(field(unit, 'length'))
  if (share === null && done === null) return []
  return [
    {
      type: 'progress',
      percent: share === null ? null : Math.round(share * 10_000) / 100,
      done,
      total,
      raw: null,
    },
  ]
}

const levels: Readonly<Record<string, LogLevel>> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  error: 'error',
}

function readLog(json: JsonObject): Reading {
  const level = textIn(json, 'level') ?? ''
  return logLine(Object.hasOwn(levels, level) ? (levels[level] ?? 'info') : 'info', textIn(json, 'log') ?? '')
}

/** An output that names an error is one, whatever `success` says; an app that hides its errors leaves it null. */
function readOutcome(json: JsonObject, end: readonly Reading[]): readonly Reading[] {
  const output = objectIn(json, 'output') ?? {}
  if (field(json, 'success') === false || Object.hasOwn(output, 'error'))
    return [failed(textIn(output, 'error') ?? textIn(output, 'title') ?? textIn(json, 'title'))]
  return [...readOutputs(field(output, 'data'), end.length > 0), ...end]
}
