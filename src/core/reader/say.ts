// Readings that many dialects make, so that the same fact reads the same whoever tells it.

import { withoutColours } from '../basics/colours.ts'
import { asNumber, asText, field, isJsonObject, type JsonObject } from '../basics/json.ts'
import type { Reading } from '../job/reading.ts'

type OfType<T extends Reading['type']> = Extract<Reading, { readonly type: T }>

/** A piece of the answer; nothing for an empty one. */
export function answer(text: unknown): readonly Reading[] {
  return typeof text === 'string' && text !== '' ? [{ type: 'text', mode: 'append', text }] : []
}

/** A piece of what a model thinks; nothing for an empty one. */
export function reasoning(text: unknown): readonly Reading[] {
  return typeof text === 'string' && text !== ''
    ? [{ type: 'text', mode: 'append', text, channel: 'reasoning' }]
    : []
}

/** The job failed, in the server's own words. */
export function failed(reason: string | null): Reading {
  return { type: 'outcome', state: 'failed', reason: reason?.trim() || null }
}

export const completed: Reading = { type: 'outcome', state: 'completed', reason: null }

/** The answer ended for want of room: it is not what it should have been, and not a failure of the service. `word` is its own. */
export function cutShort(word: string): Reading {
  return { type: 'check', name: 'Whole answer', passed: false, score: null, issues: [word] }
}

/** The whole text, as the service itself gives it; nothing for an empty one. */
export function whole(text: unknown): readonly Reading[] {
  return typeof text === 'string' && text !== '' ? [{ type: 'text', mode: 'final', text }] : []
}

/**
 * The work stopped because somebody must answer first, and goes on in another request, if at all: in good order, and not done.
 * `questions` are what is asked, in the service's own words; none where the answer came.
 */
export function asksBack(questions: readonly string[]): Reading {
  const passed = questions.length === 0
  return { type: 'check', name: 'Needs no answer', passed, score: null, issues: questions }
}

/** A line of the job's own log. */
export function logLine(
  level: OfType<'log'>['level'],
  message: string,
  details: string | null = null,
): Reading {
  return { type: 'log', level, message: withoutColours(message), details, at: null }
}

/** Something that was made or found, by the id that makes it the same again. */
export function item(id: string, title: string, description: string | null = null): Reading {
  return { type: 'item', id, title, description, tags: [], state: null, at: null }
}

/** A call of a tool; what is not given leaves what is known of it. */
export function tool(
  id: string,
  state: OfType<'tool'>['state'],
  said: Partial<Pick<OfType<'tool'>, 'name' | 'args' | 'result' | 'alias'>> = {},
): Reading {
  return { type: 'tool', id, state, name: null, args: null, result: null, ...said }
}

/** What a model used; nothing where nothing of it is given. Tokens are read as numbers, negative ones are none. */
export function usage(
  said: Readonly<Partial<Record<'input' | 'output' | 'cached' | 'reasoning' | 'model' | 'finish', unknown>>>,
  adds = false,
): readonly Reading[] {
  const tokens = (value: unknown) => {
    const number = asNumber(value)
    return number === null || number < 0 ? null : number
  }
  const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const one: Reading = {
    type: 'usage',
    input: tokens(said.input),
    output: tokens(said.output),
    cached: tokens(said.cached),
    reasoning: tokens(said.reasoning),
    model: word(said.model),
    finish: word(said.finish),
    ...(adds ? { adds: true } : {}),
  }
  const { input, output, cached, reasoning: thought, model, finish } = one
  return [input, output, cached, thought, model, finish].every((value) => value === null) ? [] : [one]
}

/** The member `name` of `value` where both are objects; null elsewhere. */
export function objectIn(value: unknown, name: string): JsonObject | null {
  const member = isJsonObject(value) ? field(value, name) : null
  return isJsonObject(member) ? member : null
}

/** The text `name` of `value`; null where `value` is no object or has none. */
export function textIn(value: unknown, name: string): string | null {
  return isJsonObject(value) ? asText(field(value, name)) : null
}

/** Any value as text: what is no text by itself, as JSON. */
export function asWords(value: unknown): string {
  return asText(value) ?? JSON.stringify(value ?? null)
}

/** What an error object says, its own short name first: `overloaded_error: Overloaded`. */
export function errorWords(error: unknown): string | null {
  if (!isJsonObject(error)) return typeof error === 'boolean' ? null : asText(error)
  const name = textIn(error, 'type') ?? textIn(error, 'code')
  const message = textIn(error, 'message')
  if (name === null || message === null || message.includes(name)) return message ?? name
  return `${name}: ${message}`
}

/** The objects in the list `name` of `value`, others left out. */
export function objectsIn(value: unknown, name: string): readonly JsonObject[] {
  const member = isJsonObject(value) ? field(value, name) : null
  return Array.isArray(member) ? member.filter(isJsonObject) : []
}

/** The text `name` of `value` where it is one and not empty; null elsewhere. Numbers are none. */
export function wordIn(value: unknown, name: string): string | null {
  const member = isJsonObject(value) ? field(value, name) : null
  return typeof member === 'string' && member !== '' ? member : null
}

/** The stream carries several answers to one prompt, of which Runlight shows the first. */
export const severalAnswers: Reading = { type: 'fact', name: 'Answers', value: 'several, the first is shown' }

/** What was written is the model's refusal to answer. */
export const refusal: Reading = { type: 'fact', name: 'Answer', value: 'refusal' }

/** Arguments or a result as text: text as it is, nothing for nothing, and anything else as JSON. */
export function asWritten(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Something of the dialect that says nothing more than that the job is being done. */
export const working: Reading = { type: 'status', state: 'processing' }
