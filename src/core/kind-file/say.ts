// Makes the sayings of a rule ready: each becomes a function that gives readings, or none where the event lacks the value
// that the saying is about. A value of another type than it should be is said as unreadable, never guessed.

import { asNumber, asText } from '../basics/json.ts'
import { readFinalStatus, readPolledStatus } from '../job/polled-status.ts'
import type { Reading } from '../job/reading.ts'
import { noReason } from '../run/words.ts'
import { type Path, quote, type Report } from './problem.ts'
import { nothing, type OfType, type Readings, type Take, type Text, unreadable } from './say-parts.ts'
import { sayCheck, sayTimes, sayTool, sayUsage } from './say-results.ts'
import { sayItem, sayLog, sayProgress, sayStage } from './say-work.ts'
import type { Saying, Value } from './sayings.ts'
import { asWords, compileValue, type Found, literalsIn } from './values.ts'

/** A saying made ready. */
export type Say = {
  readonly readings: Readings
  /** One of its values is looked for in the data, which must be an object then. */
  readonly wantsObject: boolean
}

export function compileSaying(saying: Saying, at: Path, report: Report, inEach: boolean): Say {
  let wantsObject = false
  const take = (value: Value | undefined, name: string): Found | null => {
    const found = compileValue(value, [...at, name], report, inEach)
    if (found?.wantsObject === true) wantsObject = true
    return found
  }
  reportLiterals(saying, at, report)
  const readings = sayingOf(saying, take)
  return { readings, wantsObject }
}

/** Reports texts that stand where only a state or a number has a meaning: most often a path that is mistyped. */
function reportLiterals(saying: Saying, at: Path, report: Report): void {
  for (const [name, value] of Object.entries<Value | undefined>(saying)) {
    if (name === 'type') continue
    const states = name === 'state' && saying.type !== 'item' ? statesOf[saying.type] : undefined
    for (const [path, text] of literalsIn(value)) {
      const place = [...at, name, ...path]
      if (states?.includes(text) === false)
        report(place, `${quote(text)} is no state of this: write ${states.join(', ')}.`)
      if (numbers.has(name) && asNumber(text) === null)
        report(place, `${quote(text)} is no number: write a path, data.…, or a number.`)
    }
  }
}

const numbers: ReadonlySet<string> = new Set([
  ...['percent', 'done', 'total', 'index', 'of', 'score'],
  ...['input', 'output', 'cached', 'reasoning'],
])

const statesOf: Readonly<Partial<Record<Saying['type'], readonly string[]>>> = {
  status: ['pending', 'processing', 'completed', 'failed'],
  outcome: ['completed', 'failed'],
  stage: ['entered', 'started', 'completed', 'failed'],
  tool: ['writing', 'called', 'completed', 'failed'],
}

function sayingOf(saying: Saying, take: Take): Readings {
  const text = (value: Value | undefined, name: string): Text => {
    const found = take(value, name)
    return found === null ? () => null : (scope) => asText(found.get(scope))
  }
  const words = (value: Value | undefined, name: string): Text => {
    const found = take(value, name)
    return found === null ? () => null : (scope) => asWords(found.get(scope))
  }
  switch (saying.type) {
    case 'ping':
      return () => [{ type: 'ping' }]
    case 'terminal':
      return () => [{ type: 'terminal' }]
    case 'unreadable': {
      const reason = text(saying.reason, 'reason')
      return (scope) => [unreadable(reason(scope) ?? 'It is not what was to be expected.')]
    }
    case 'status':
      return sayState(text(saying.state, 'state'), reasonOf(saying, take), (word) => readPolledStatus(word))
    case 'outcome':
      return sayState(text(saying.state, 'state'), reasonOf(saying, take), (word) => finalWord(word))
    case 'progress':
      return sayProgress(saying, take)
    case 'stage':
      return sayStage(saying, take, text)
    case 'log':
      return sayLog(saying, words, text)
    case 'item':
      return sayItem(saying, take, text)
    case 'text': {
      const found = take(saying.text, 'text')
      const channel = saying.channel === 'reasoning' ? { channel: saying.channel } : {}
      return (scope) => {
        const piece = asText(found?.get(scope))
        return piece === null || piece === ''
          ? nothing
          : [{ type: 'text', mode: saying.mode ?? 'append', text: piece, ...channel }]
      }
    }
    case 'tool':
      return sayTool(saying, text, words)
    case 'usage':
      return sayUsage(saying, take)
    case 'check':
      return sayCheck(saying, take, text)
    case 'times':
      return sayTimes(saying, take)
    case 'fact': {
      const [name, value] = [text(saying.name, 'name'), words(saying.value, 'value')]
      return (scope) => {
        const [key, said] = [name(scope)?.trim() ?? '', value(scope)?.trim() ?? '']
        return key === '' || said === '' ? nothing : [{ type: 'fact', name: key, value: said }]
      }
    }
  }
}

/** A word of the service's, after its meaning was looked up, as the shared readings of status words have it. */
function sayState(state: Text, reason: Text, read: (word: string) => Reading): Readings {
  return (scope) => {
    const word = state(scope)
    if (word === null) return nothing
    const said = read(word)
    return [said.type === 'outcome' ? { ...said, reason: reason(scope) ?? said.reason } : said]
  }
}

/** A last event that names a state on the way is none. */
function finalWord(word: string): Reading {
  return readFinalStatus(word)[0] ?? unreadable(`${quote(word)} is no verdict.`)
}

/** A flag such as `"error": true` gives no reason. */
function reasonOf({ reason }: OfType<'status' | 'outcome'>, take: Take): Text {
  const found = take(reason, 'reason')
  return (scope) => {
    const given = found?.get(scope)
    if (typeof given === 'boolean') return given ? noReason : null
    return asWords(typeof given === 'string' ? given.trim() && given : given)
  }
}
