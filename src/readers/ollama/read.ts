// What one line says.

import { momentIn } from '../../core/basics/humanise.ts'
import { asNumber, field, type JsonObject } from '../../core/basics/json.ts'
import { formatMs } from '../../core/basics/quantities.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  answer,
  asWritten,
  completed,
  cutShort,
  errorWords,
  failed,
  objectIn,
  objectsIn,
  reasoning,
  tool,
  usage,
  wordIn,
  working,
} from '../../core/reader/say.ts'
import { readStep } from './steps.ts'

export function read({ json }: DialectEvent): readonly Reading[] {
  if (json === null) return []
  const error = field(json, 'error')
  if (error !== undefined && error !== null && error !== '') return [failed(errorWords(error))]
  const isDone = field(json, 'done') === true
  if (!isDone && wordIn(json, 'status') !== null) return readStep(json)
  const message = objectIn(json, 'message') ?? json
  const readings = [
    ...reasoning(field(message, 'thinking')),
    ...answer(field(message, message === json ? 'response' : 'content')),
    ...objectsIn(message, 'tool_calls').flatMap(readCall),
    ...(isDone ? readEnd(json) : []),
  ]
  return readings.length > 0 || field(json, 'done') !== false ? readings : [working]
}

/** A call comes whole. Without an id it is known by its name and arguments. */
function readCall(call: JsonObject): readonly Reading[] {
  const said = objectIn(call, 'function')
  const name = wordIn(said, 'name')
  const text = asWritten(field(said ?? {}, 'arguments'))
  if (name === null) return []
  const args = text === null ? null : ({ mode: 'final', text } as const)
  return [tool(wordIn(call, 'id') ?? `${name} ${text ?? ''}`.trim(), 'called', { name, args })]
}

/** Reasons are `stop`, `length`, and for a request without a prompt `load` and `unload`; older servers give none. */
function readEnd(json: JsonObject): readonly Reading[] {
  const finish = wordIn(json, 'done_reason')
  return [
    ...usage({
      input: field(json, 'prompt_eval_count'),
      output: field(json, 'eval_count'),
      model: wordIn(json, 'model'),
      finish,
    }),
    ...readTimes(json),
    ...(finish === 'length' ? [cutShort(finish)] : []),
    completed,
    { type: 'terminal' },
  ]
}

/** Durations are nanoseconds; the line is made when the work has ended. */
function readTimes(json: JsonObject): readonly Reading[] {
  const ms = (name: string) => {
    const value = asNumber(field(json, name))
    return value === null || value < 0 ? null : value / 1e6
  }
  const endedAt = momentIn(wordIn(json, 'created_at') ?? '')
  const total = ms('total_duration')
  const facts = durations.flatMap(([name, label]): readonly Reading[] => {
    const value = ms(name)
    return value === null ? [] : [{ type: 'fact', name: label, value: formatMs(value) }]
  })
  if (endedAt === null || total === null) return facts
  return [...facts, { type: 'times', startedAt: Math.round(endedAt - total), endedAt }]
}

const durations = [
  ['load_duration', 'Loading the model'],
  ['prompt_eval_duration', 'Reading the prompt'],
  ['eval_duration', 'Writing the answer'],
] as const
