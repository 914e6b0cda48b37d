// Gives a kind that takes any dialect the endings that a person names: an event's name, its data, a search that finds it, or the
// end of the stream itself. What a person says goes before what the events seem to say.

import type { Job } from '../job/job.ts'
import type { Reading } from '../job/reading.ts'
import type { Kind, Params, StreamEvent } from '../kind/kind.ts'
import { linesOf } from '../kind/params.ts'
import { reasonInText } from '../kind/reason-in-text.ts'
import { eventTest } from '../query/match.ts'
import { parseQuery } from '../query/parse.ts'
import { endingFields } from './ending-fields.ts'
import { completed, failed } from './say.ts'

/** `kind` with the endings, where it takes any dialect; else `kind` itself. */
export function withEndings(kind: Kind): Kind {
  if (kind.takesReader !== true) return kind
  return {
    ...kind,
    fields: [...kind.fields, ...endingFields],
    read: (event, params, chosen) => {
      const end = endOf(event, params)
      if (end === null) return kind.read(event, params, chosen)
      // The text that a person named as the end is a mark, and nothing to read.
      const own = end === 'mark' ? [] : kind.read(event, params, chosen).filter(isNoVerdict)
      const verdict = end === 'failed' ? failed(reasonInText(event.data)) : completed
      return [...own, verdict, { type: 'terminal' }]
    },
    endsWell: (job, params) =>
      (params.endOnClose === 'yes' && hasGoneWell(job)) || kind.endsWell?.(job, params) === true,
  }
}

/** An answer without any event, or one whose last word was an error, is not what a good end looks like. */
export function hasGoneWell(job: Job): boolean {
  return job.counts.events > 0 && job.lastLog?.level !== 'error'
}

function isNoVerdict({ type }: Reading): boolean {
  return type !== 'outcome' && type !== 'terminal' && type !== 'status'
}

type Test = (event: StreamEvent) => boolean
type Rules = { readonly completes: Test; readonly marks: Test; readonly fails: Test }

function endOf(event: StreamEvent, params: Params): 'completed' | 'failed' | 'mark' | null {
  const rules = rulesOf(params)
  if (rules === null) return null
  if (rules.fails(event)) return 'failed'
  if (rules.marks(event)) return 'mark'
  return rules.completes(event) ? 'completed' : null
}

/** Rules are made once for a run's parameters, and these few are asked for with every event. */
const made = new Map<string, Rules>()
const mostMade = 64
/** The same by the parameters themselves, which are never changed: their text is made once for each. */
const known = new WeakMap<Params, Rules | null>()

function rulesOf(params: Params): Rules | null {
  let rules = known.get(params)
  if (rules === undefined) {
    rules = makeRules(params)
    known.set(params, rules)
  }
  return rules
}

function makeRules({ endEvent, endData, endWhen, failEvent, failWhen }: Params): Rules | null {
  const said = [endEvent, endData, endWhen, failEvent, failWhen]
  if (said.every((one) => one === undefined)) return null
  const key = JSON.stringify(said)
  const before = made.get(key)
  if (before !== undefined) return before
  const rules: Rules = {
    fails: any(named(failEvent), found(failWhen)),
    marks: dataIs(endData),
    completes: any(named(endEvent), found(endWhen)),
  }
  if (made.size >= mostMade) made.clear()
  made.set(key, rules)
  return rules
}

function any(...tests: readonly Test[]): Test {
  return (event) => tests.some((test) => test(event))
}

function named(lines: string | undefined): Test {
  const names = new Set(linesOf(lines ?? '').map((line) => line.trim()))
  return ({ name }) => names.has(name)
}

function dataIs(lines: string | undefined): Test {
  const texts = new Set(linesOf(lines ?? '').map((line) => line.trim()))
  return ({ data }) => texts.size > 0 && texts.has(data.trim())
}

/** A search with a problem was refused when it was given; one in an old log or a foreign file finds nothing. */
function found(lines: string | undefined): Test {
  const tests = linesOf(lines ?? '').flatMap((line) => {
    const { query, problems } = parseQuery(line)
    return problems.length > 0 || query.length === 0 ? [] : [eventTest(query, 0)]
  })
  return ({ name, data }) => tests.some((test) => test({ at: 0, name, data, flags: 0 }))
}
