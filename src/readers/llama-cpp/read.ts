// What one event of a completion says.

import { asNumber, field, type JsonObject } from '../../core/basics/json.ts'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import {
  answer,
  completed,
  cutShort,
  errorWords,
  failed,
  objectIn,
  severalAnswers,
  usage,
  wordIn,
  working,
} from '../../core/reader/say.ts'

export function read({ data, json }: DialectEvent): readonly Reading[] {
  if (json === null) return data.trim() === '[DONE]' ? [completed, { type: 'terminal' }] : []
  const error = field(json, 'error')
  if (error !== undefined && error !== null && error !== '') return [failed(errorWords(error))]
  if (typeof field(json, 'content') !== 'string') return []
  // Several completions of one request are told apart by number.
  if ((asNumber(field(json, 'index')) ?? 0) !== 0) return [severalAnswers]
  const readings = [
    ...readPrompt(objectIn(json, 'prompt_progress')),
    ...answer(field(json, 'content')),
    ...(field(json, 'stop') === true ? readEnd(json) : []),
  ]
  return readings.length > 0 ? readings : [working]
}

/** How far the prompt is read: of the answer it says nothing, so that it is no progress of the job. */
function readPrompt(said: JsonObject | null): readonly Reading[] {
  const done = asNumber(field(said ?? {}, 'processed'))
  const total = asNumber(field(said ?? {}, 'total'))
  if (done === null || total === null) return []
  return [
    {
      type: 'stage',
      id: 'prompt',
      label: 'Prompt',
      state: done >= total ? 'completed' : 'started',
      index: null,
      of: null,
    },
    { type: 'fact', name: 'Prompt read', value: `${done} of ${formatCount(total, 'token')}` },
  ]
}

/** Other completions of the request may still go on, so that it is not the stream's own last event. */
function readEnd(json: JsonObject): readonly Reading[] {
  const timings = objectIn(json, 'timings')
  const speed = asNumber(field(timings ?? {}, 'predicted_per_second'))
  const finish = wordIn(json, 'stop_type') ?? olderReason(json)
  return [
    ...usage({
      input: field(json, 'tokens_evaluated'),
      output: field(json, 'tokens_predicted'),
      cached: field(timings ?? {}, 'cache_n'),
      model: wordIn(json, 'model'),
      finish,
    }),
    ...(speed === null ? [] : [speedFact(speed)]),
    ...(field(json, 'truncated') === true
      ? [cutShort('truncated')]
      : finish === 'limit'
        ? [cutShort(finish)]
        : []),
    completed,
  ]
}

function speedFact(speed: number): Reading {
  return { type: 'fact', name: 'Speed', value: `${speed.toFixed(1)} tokens/s` }
}

/** Before `stop_type` there was a flag for each reason. */
function olderReason(json: JsonObject): string | null {
  return ['eos', 'word', 'limit'].find((name) => field(json, `stopped_${name}`) === true) ?? null
}
