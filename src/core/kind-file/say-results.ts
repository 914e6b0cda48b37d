// Sayings about what a model used and called, about verdicts on its result, and about the service's own clock.

import { asNumber, asText, asTexts } from '../basics/json.ts'
import type { Reading } from '../job/reading.ts'
import { usage } from '../reader/say.ts'
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
import { present } from './values.ts'

type ToolState = Extract<Reading, { readonly type: 'tool' }>['state']
const toolStates: ReadonlyMap<string, ToolState> = new Map(
  (['writing', 'called', 'completed', 'failed'] as const).map((state) => [state, state]),
)

export function sayTool(saying: OfType<'tool'>, text: TextOf, words: TextOf): Readings {
  const [id, name, alias] = [text(saying.id, 'id'), text(saying.name, 'name'), text(saying.alias, 'alias')]
  const [args, result] = [words(saying.args, 'args'), words(saying.result, 'result')]
  const state = text(saying.state ?? 'called', 'state')
  const mode = saying.argsMode ?? 'final'
  return (scope) => {
    const known = id(scope)
    if (known === null) return nothing
    const word = state(scope)
    const is = toolStates.get(word ?? '')
    if (is === undefined) return [unreadable(stateProblem(word, 'tool'))]
    const [piece, other] = [args(scope), alias(scope)]
    return [
      {
        type: 'tool',
        id: known,
        name: name(scope),
        state: is,
        args: piece === null ? null : { mode, text: piece },
        result: result(scope),
        ...(other === null ? {} : { alias: other }),
      },
    ]
  }
}

const usageNames = ['input', 'output', 'cached', 'reasoning', 'model', 'finish'] as const

export function sayUsage(saying: OfType<'usage'>, take: Take): Readings {
  const found = usageNames.map((name) => [name, take(saying[name], name)] as const)
  return (scope) =>
    usage(Object.fromEntries(found.map(([name, one]) => [name, one?.get(scope)])), saying.adds === true)
}

export function sayCheck(saying: OfType<'check'>, take: Take, text: TextOf): Readings {
  const [name, passed] = [text(saying.name, 'name'), take(saying.passed, 'passed')]
  const [scoreOf, issues] = [numberOf(take(saying.score, 'score')), take(saying.issues, 'issues')]
  const stage = text(saying.stage, 'stage')
  return (scope) => {
    const [key, given] = [name(scope), passed?.get(scope)]
    if (key === null || !present(given)) return nothing
    const verdict = given === 'true' ? true : given === 'false' ? false : given
    if (typeof verdict !== 'boolean') return [unreadable(`Its ${passed?.name} is neither true nor false.`)]
    const told: Reading[] = []
    const score = scoreOf(scope, told)
    const [list, of] = [issues?.get(scope), stage(scope)]
    const said = Array.isArray(list) ? asTexts(list) : asTexts([list])
    const where = of === null ? {} : { stage: of }
    return [...told, { type: 'check', name: key, passed: verdict, score, issues: said, ...where }]
  }
}

/** Before this a number is of seconds: the year 5138 in them, March 1973 in milliseconds. */
const leastMs = 1e11
/** ECMAScript, 21.4.1.1: what a date can name. */
const mostMs = 8.64e15

function instantOf(given: unknown): number | null {
  const number = asNumber(given)
  const at = number === null ? Date.parse(asText(given) ?? '') : number < leastMs ? number * 1_000 : number
  return Number.isFinite(at) && Math.abs(at) <= mostMs ? at : null
}

export function sayTimes({ startedAt: from, endedAt: to }: OfType<'times'>, take: Take): Readings {
  const [start, end] = [take(from, 'startedAt'), take(to, 'endedAt')]
  return (scope) => {
    const [startedAt, endedAt] = [instantOf(start?.get(scope)), instantOf(end?.get(scope))]
    return startedAt === null && endedAt === null ? nothing : [{ type: 'times', startedAt, endedAt }]
  }
}
