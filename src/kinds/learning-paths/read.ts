// Reads a learning path's event (its guide, “SSE Message Format”). There are no event names; one object may carry
// progress, a message, the end, the result's URL and an error, in any combination.

import { asNumber, asText, field, type JsonObject, parseJsonObject } from '../../core/basics/json.ts'
import { rawPercent } from '../../core/job/progress.ts'
import type { Reading } from '../../core/job/reading.ts'
import { readTextAsLog } from '../../core/job/text-as-log.ts'
import { isPing } from '../../core/kind/is-ping.ts'
import type { StreamEvent } from '../../core/kind/kind.ts'
import { noReason } from '../../core/run/words.ts'

/** The readings of one event; total. A hundred per cent is not the end: only `done` and `error` are. */
export function read({ name, data }: StreamEvent): readonly Reading[] {
  if (isPing({ name, data })) return [{ type: 'ping' }]
  if (name !== 'message') return readTextAsLog(data)
  const object = parseJsonObject(data)
  if (object === null) return [{ type: 'unreadable', reason: 'The data of this event is no JSON object.' }]
  return [
    ...readProgress(field(object, 'progress') ?? null),
    ...readMessage(field(object, 'message')),
    ...readResult(field(object, 'redirect_url')),
    ...readEnd(object),
  ]
}

function readProgress(given: unknown): readonly Reading[] {
  if (given === null) return []
  const percent = asNumber(given)
  if (percent === null) return [{ type: 'unreadable', reason: 'Its progress is not a number.' }]
  return [{ type: 'progress', percent, done: null, total: null, raw: rawPercent(given) }]
}

/** Each message announces the next stage and thereby the end of the one before. */
function readMessage(given: unknown): readonly Reading[] {
  const label = asText(given)?.trim() ?? ''
  return label === '' ? [] : [{ type: 'stage', id: label, label, state: 'entered', index: null, of: null }]
}

/** Shown as the server wrote it, relative to the server: it is text here, and nothing follows it. */
function readResult(given: unknown): readonly Reading[] {
  const value = asText(given)?.trim() ?? ''
  return value === '' ? [] : [{ type: 'fact', name: 'Result page', value }]
}

function readEnd(object: JsonObject): readonly Reading[] {
  const reason = readError(object)
  if (reason !== null) return [{ type: 'outcome', state: 'failed', reason }, { type: 'terminal' }]
  const done = field(object, 'done') ?? false
  if (done === true) return [{ type: 'outcome', state: 'completed', reason: null }, { type: 'terminal' }]
  return done === false ? [] : [{ type: 'unreadable', reason: 'Its done is neither true nor false.' }]
}

/**
 * Why it failed, or null where it did not. The service sends `{"error": str(e)}`, and the text of an exception may be
 * empty; beside other words, an empty error is a field left blank.
 */
function readError(object: JsonObject): string | null {
  const error = field(object, 'error') ?? false
  if (error === false) return null
  if (typeof error !== 'string') return error === true ? noReason : JSON.stringify(error)
  if (error.trim() !== '') return error
  return Object.keys(object).length === 1 ? noReason : null
}
