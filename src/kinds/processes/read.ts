// Reads a process event (its API document, “Event Types”). An event named `error` is the server's own event, never a
// transport error.

import { clip, oneLine } from '../../core/basics/clip.ts'
import { asNumber, asText, field, type JsonObject, parseJsonObject } from '../../core/basics/json.ts'
import { rawPercent } from '../../core/job/progress.ts'
import type { LogLevel, Reading } from '../../core/job/reading.ts'
import { readTextAsLog } from '../../core/job/text-as-log.ts'
import { isPing } from '../../core/kind/is-ping.ts'
import type { StreamEvent } from '../../core/kind/kind.ts'
import { noReason } from '../../core/run/words.ts'

const resultLength = 2_000

const readers: ReadonlyMap<string, (object: JsonObject) => readonly Reading[]> = new Map([
  ['progress', readProgress],
  ['log', readLog],
  ['result', readResult],
  ['error', readError],
])

/** The readings of one event; total. `result` and `error` are the end of it even where they cannot be read. */
export function read({ name, data }: StreamEvent): readonly Reading[] {
  const reader = readers.get(name)
  if (reader === undefined) return isPing({ name, data }) ? [{ type: 'ping' }] : readTextAsLog(data)
  const object = parseJsonObject(data)
  if (object !== null) return reader(object)
  const missing = unreadable(`The data of this ${name} event is no JSON object.`)
  if (name === 'result') return [missing, { type: 'terminal' }]
  return name === 'error' ? [missing, ...failure(oneLine(data, 500))] : [missing]
}

function unreadable(reason: string): Reading {
  return { type: 'unreadable', reason }
}

/** Only the step that begins is announced, which is the end of the one before. */
function readProgress(object: JsonObject): readonly Reading[] {
  const readings: Reading[] = []
  const index = asCount(field(object, 'current_step'))
  const label = asText(field(object, 'step_name'))?.trim() ?? ''
  if (index !== null || label !== '') {
    readings.push({
      type: 'stage',
      id: index === null ? label : `step ${index}`,
      label: label === '' ? `Step ${index}` : label,
      state: 'entered',
      index,
      of: asCount(field(object, 'total_steps')),
    })
  }
  const given = field(object, 'percent') ?? null
  const percent = asNumber(given)
  if (percent !== null)
    readings.push({ type: 'progress', percent, done: null, total: null, raw: rawPercent(given) })
  else if (given !== null) readings.push(unreadable('Its percent is not a number.'))
  return readings.length > 0 ? readings : [unreadable('It names neither a step nor a percentage.')]
}

/** A whole number from 1 on, or null. */
function asCount(given: unknown): number | null {
  const number = asNumber(given)
  return number !== null && Number.isSafeInteger(number) && number >= 1 ? number : null
}

const levels: Readonly<Record<LogLevel, true>> = {
  debug: true,
  info: true,
  success: true,
  warning: true,
  error: true,
}

function isLevel(word: string): word is LogLevel {
  return Object.hasOwn(levels, word)
}

function readLog(object: JsonObject): readonly Reading[] {
  const message = asText(field(object, 'message'))
  if (message === null) return [unreadable('This log event has no message.')]
  const word = (asText(field(object, 'level')) ?? '').toLowerCase()
  const level = isLevel(word) ? word : 'info'
  const details = formatValue(field(object, 'details'))
  return [{ type: 'log', level, message, details, at: asText(field(object, 'timestamp')) }]
}

function readResult(object: JsonObject): readonly Reading[] {
  const data = formatValue(field(object, 'data'))
  const facts: Reading[] =
    data === null ? [] : [{ type: 'fact', name: 'Result', value: clip(data, resultLength) }]
  const success = field(object, 'success')
  if (success === false)
    return [
      ...facts,
      ...failure(formatValue(field(object, 'error')) ?? formatValue(field(object, 'message'))),
    ]
  const verdict: Reading =
    success === true
      ? { type: 'outcome', state: 'completed', reason: null }
      : unreadable('It does not say whether the process succeeded.')
  return [...facts, verdict, { type: 'terminal' }]
}

function readError(object: JsonObject): readonly Reading[] {
  return failure(formatValue(field(object, 'error')) ?? formatValue(field(object, 'message')))
}

function failure(reason: string | null): readonly Reading[] {
  return [{ type: 'outcome', state: 'failed', reason: reason || noReason }, { type: 'terminal' }]
}

/** Text as it is, anything else as compact JSON, null where there is nothing. */
function formatValue(given: unknown): string | null {
  if (given === null || given === undefined || given === '') return null
  return asText(given) ?? JSON.stringify(given)
}
