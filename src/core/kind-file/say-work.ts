// Sayings about work: how far it is, its steps, its log and what it made.

import { asNumber, asTexts } from '../basics/json.ts'
import { rawPercent } from '../job/progress.ts'
import type { LogLevel, Reading } from '../job/reading.ts'
import {
  nothing,
  numberOf,
  type OfType,
  type Readings,
  stateProblem,
  type Take,
  type TextOf,
  unreadable,
} from './say-parts.ts'

export function sayProgress(saying: OfType<'progress'>, take: Take): Readings {
  const percentAt = take(saying.percent, 'percent')
  const [percentOf, doneOf, totalOf] = [
    numberOf(percentAt),
    numberOf(take(saying.done, 'done')),
    numberOf(take(saying.total, 'total')),
  ]
  const rawAt = take(saying.raw, 'raw') ?? percentAt
  return (scope) => {
    const told: Reading[] = []
    const [percent, done, total] = [percentOf(scope, told), doneOf(scope, told), totalOf(scope, told)]
    const isWrong = percent === null && rawAt === percentAt
    const raw = isWrong ? null : rawPercent(rawAt?.get(scope))
    // What says nothing of progress must not wipe what is known of it.
    if (percent === null && done === null && total === null && raw === null) return told
    return [...told, { type: 'progress', percent, done, total, raw }]
  }
}

type StageState = Extract<Reading, { readonly type: 'stage' }>['state']
const stageStates: ReadonlyMap<string, StageState> = new Map(
  (['entered', 'started', 'completed', 'failed'] as const).map((state) => [state, state]),
)

export function sayStage(saying: OfType<'stage'>, take: Take, text: TextOf): Readings {
  const [label, id, state] = [
    text(saying.label, 'label'),
    text(saying.id, 'id'),
    text(saying.state ?? 'entered', 'state'),
  ]
  const [index, of] = [take(saying.index, 'index'), take(saying.of, 'of')]
  return (scope) => {
    const known = id(scope)?.trim() ?? ''
    const said = label(scope)?.trim() || known
    if (said === '') return nothing
    const word = state(scope)
    const is = stageStates.get(word ?? '')
    if (is === undefined) return [unreadable(stateProblem(word, 'stage'))]
    const [at, last] = [countOf(index?.get(scope)), countOf(of?.get(scope))]
    return [{ type: 'stage', id: known || said, label: said, state: is, index: at, of: last }]
  }
}

/** A whole number from 1 on. */
function countOf(given: unknown): number | null {
  const number = asNumber(given)
  return number !== null && Number.isSafeInteger(number) && number >= 1 ? number : null
}

const levels: ReadonlyMap<string, LogLevel> = new Map([
  ['debug', 'debug'],
  ['trace', 'debug'],
  ['info', 'info'],
  ['success', 'success'],
  ['warning', 'warning'],
  ['warn', 'warning'],
  ['error', 'error'],
  ['err', 'error'],
  ['critical', 'error'],
  ['fatal', 'error'],
])

function levelOf(word: string | null): LogLevel {
  return levels.get(word?.toLowerCase() ?? '') ?? 'info'
}

export function sayItem(saying: OfType<'item'>, take: Take, text: TextOf): Readings {
  const [id, title] = [text(saying.id, 'id'), text(saying.title, 'title')]
  const [description, state] = [text(saying.description, 'description'), text(saying.state, 'state')]
  const [tags, at] = [take(saying.tags, 'tags'), text(saying.at, 'at')]
  return (scope) => {
    const known = id(scope)
    if (known === null) return nothing
    return [
      {
        type: 'item',
        id: known,
        title: title(scope) ?? known,
        description: description(scope),
        tags: asTexts(tags?.get(scope)),
        state: state(scope),
        at: at(scope),
      },
    ]
  }
}

export function sayLog(saying: OfType<'log'>, words: TextOf, text: TextOf): Readings {
  const [message, level] = [words(saying.message, 'message'), text(saying.level, 'level')]
  const [details, at] = [words(saying.details, 'details'), text(saying.at, 'at')]
  return (scope) => {
    const line = message(scope)
    if (line === null) return nothing
    const is = levelOf(level(scope))
    return [{ type: 'log', level: is, message: line, details: details(scope), at: at(scope) }]
  }
}
