// What one event says. Logic reads status words, which are codes; a text that is none of them is shown and not understood.

import { asNumber, field, type JsonObject } from '../../core/basics/json.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { DialectEvent } from '../../core/reader/reader.ts'
import { asWords, completed, errorWords, failed, logLine, whole } from '../../core/reader/say.ts'
import { readAmount } from './amount.ts'
import { fieldsOf, firstOf, textOf, wordOf } from './fields.ts'

type Word = 'pending' | 'processing' | 'completed' | 'failed'

const words: ReadonlyMap<string, Word> = new Map(
  Object.entries({
    pending:
      'pending queued waiting scheduled created submitted accepted received enqueued in_queue not_started',
    processing:
      'processing running in_progress progress started starting active working executing generating retry',
    completed: 'completed complete succeeded success successful done finished',
    failed:
      'failed failure fail error errored cancelled canceled aborted revoked timeout timed_out expired rejected',
  } satisfies Record<Word, string>).flatMap(([word, list]) =>
    list.split(' ').map((one) => [one, word as Word]),
  ),
)
const dones = ['done', 'finished', 'completed', 'complete']
const messages = ['message', 'msg', 'status_text', 'statusText', 'status_message', 'statusMessage', 'detail']
const stages = ['stage', 'step', 'step_name', 'stepName', 'current_step', 'currentStep', 'phase']

export function read({ name, json }: DialectEvent): readonly Reading[] {
  if (json === null) return []
  const said = fieldsOf(json)
  const stage = textOf(said, stages)
  const status = statusOf(said)
  // Of a step that is named the status is the step's.
  const own = stage === null ? status : null
  return [
    ...(own === 'pending' || own === 'processing' ? [{ type: 'status' as const, state: own }] : []),
    ...readStage(stage, status, said),
    ...readAmount(said),
    ...readMessage(said),
    ...readResult(said),
    ...readEnd(said, own, ended(name, json)),
  ]
}

/** `state` before `status`: Celery has both, and then the second is a sentence. */
function statusOf(said: JsonObject): Word | null {
  return words.get(wordOf(field(said, 'state'))) ?? words.get(wordOf(field(said, 'status'))) ?? null
}

/** What the event's name or its `type` says of the end. */
function ended(name: string, json: JsonObject): Word | null {
  const word = words.get(wordOf(name)) ?? words.get(wordOf(field(json, 'type'))) ?? null
  return word === 'completed' || word === 'failed' ? word : null
}

function readStage(stage: string | null, status: Word | null, said: JsonObject): readonly Reading[] {
  if (stage === null) return []
  const state = status === 'completed' || status === 'failed' ? status : 'entered'
  const of = asNumber(firstOf(said, ['total_steps', 'totalSteps', 'steps']))
  return [{ type: 'stage', id: stage, label: stage, state, index: null, of }]
}

function readMessage(said: JsonObject): readonly Reading[] {
  const sentence = sentenceOf(said)
  return sentence === null ? [] : [logLine('info', sentence)]
}

/** A status that is no known word is a sentence for people too. */
function sentenceOf(said: JsonObject): string | null {
  const status = textOf(said, ['status'])
  return textOf(said, messages) ?? (status !== null && !words.has(wordOf(status)) ? status : null)
}

function readResult(said: JsonObject): readonly Reading[] {
  const result = firstOf(said, ['result'])
  if (result === null) return []
  return typeof result === 'string'
    ? whole(result)
    : [{ type: 'fact', name: 'Result', value: asWords(result) }]
}

/** An error outweighs what says that all is done. `done: true` is the last event; after a status there may come a result. */
function readEnd(said: JsonObject, status: Word | null, word: Word | null): readonly Reading[] {
  const error = firstOf(said, ['error'])
  const isError = error !== null && error !== false && error !== ''
  const done = dones.some((name) => field(said, name) === true)
  const last: readonly Reading[] = done ? [{ type: 'terminal' }] : []
  if (isError || status === 'failed' || word === 'failed' || field(said, 'success') === false)
    return [failed(errorWords(error) ?? sentenceOf(said) ?? failedWord(said)), ...last]
  return done || status === 'completed' || word === 'completed' ? [completed, ...last] : last
}

/** The word itself, where nothing else gives a reason. */
function failedWord(said: JsonObject): string | null {
  return textOf(said, ['state', 'status'])
}
