// Reads events by the rules of a kind file. Every rule that fits an event says what it says, in the file's order; what none
// reads is left to the file's reader, and then to what all kinds make of a plain text. Total and stateless.

import { parseJson } from '../basics/json.ts'
import type { Reading } from '../job/reading.ts'
import { asksEventAlone } from '../query/asks-event.ts'
import { type Facts, factsOf, factsTest, objectOf } from '../query/match.ts'
import { parseQuery } from '../query/parse.ts'
import type { FileRule } from './format.ts'
import { type Path, quote, type Report } from './problem.ts'
import { compileSaying, type Say } from './say.ts'
import { compilePath, type Found, type Scope } from './values.ts'

type StreamEvent = Scope['event']

/** What the rules say of an event; null where none of them fits it. */
export type ReadByRules = (event: StreamEvent) => readonly Reading[] | null

/** Entries of one list that are read. */
const mostEntries = 1_000
/** Readings of one event. */
const mostReadings = 2_000

type Rule = {
  readonly fits: (facts: Facts) => boolean
  readonly each: Found | null
  readonly says: readonly Say[]
  readonly wantsObject: boolean
}

export function compileRules(rules: readonly FileRule[], report: Report): ReadByRules {
  const ready = rules.map((rule, i) => compileRule(rule, ['rules', i], report))
  return (event) => {
    const facts = factsOf({ at: 0, name: event.name, data: event.data, flags: 0 })
    const fitting = ready.filter(({ fits }) => fits(facts))
    if (fitting.length === 0) return null
    const object = objectOf(facts)
    const said: Reading[] = []
    let isTold = object !== null
    for (const rule of fitting) {
      if (!isTold && rule.wantsObject) {
        isTold = true
        said.push(noObject(event))
      }
      for (const reading of readingsOf(rule, { event, object, item: undefined })) {
        if (said.length >= mostReadings) return said
        if (!isSaidAgain(reading, said)) said.push(reading)
      }
    }
    return said
  }
}

/** The first verdict of an event is the one that counts, and it ends the stream once. */
function isSaidAgain({ type }: Reading, said: readonly Reading[]): boolean {
  return (type === 'outcome' || type === 'terminal') && said.some((one) => one.type === type)
}

function noObject({ name }: StreamEvent): Reading {
  const which = name === 'message' ? 'event' : `${name} event`
  return { type: 'unreadable', reason: `The data of this ${which} is no JSON object.` }
}

function compileRule({ when, each, says }: FileRule, at: Path, report: Report): Rule {
  const inEach = each !== undefined
  const list = Array.isArray(says) ? says : [says]
  const ready = list.map((saying, i) =>
    compileSaying(saying, Array.isArray(says) ? [...at, 'says', i] : [...at, 'says'], report, inEach),
  )
  const found = inEach ? compilePath(each, [...at, 'each'], report, false) : null
  const wantsObject = ready.some((say) => say.wantsObject) || found?.wantsObject === true
  return { fits: compileWhen(when, [...at, 'when'], report), each: found, says: ready, wantsObject }
}

/** A rule that asks what the data does not hold is about objects: of a text that says nothing. */
function compileWhen(when: string, at: Path, report: Report): Rule['fits'] {
  const { query, problems } = parseQuery(when)
  for (const { message, mend } of problems) report(at, `${message} ${mend}`)
  if (!asksEventAlone(query))
    report(at, 'Only an event’s name, words and fields can be asked for: event:done, data.status:failed.')
  const asksAbsence = query.flat().some(({ type, negated }) => type === 'field' && negated)
  const test = factsTest(query, 0)
  return (facts) => (!asksAbsence || objectOf(facts) !== null) && test(facts)
}

function readingsOf({ each, says }: Rule, scope: Scope): readonly Reading[] {
  if (each === null) return says.flatMap(({ readings }) => readings(scope))
  const given = each.get(scope)
  const list = each.wantsObject ? given : listIn(given)
  if (list === undefined || list === null) return []
  if (!Array.isArray(list)) return [{ type: 'unreadable', reason: `Its ${each.name} is no list.` }]
  const readings = list
    .slice(0, mostEntries)
    .flatMap((item: unknown) => says.flatMap((say) => say.readings({ ...scope, item })))
  if (list.length <= mostEntries) return readings
  const reason = `Its ${quote(each.name)} has ${list.length} entries, of which the first ${mostEntries} are read.`
  return [...readings, { type: 'unreadable', reason }]
}

/** Data that is a list itself. */
function listIn(data: unknown): unknown {
  const parsed = typeof data === 'string' ? parseJson(data) : null
  return parsed?.ok === true ? parsed.value : data
}
