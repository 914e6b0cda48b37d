// What a body that was sent says of a kind's parameters: the kind makes a body with a mark in place of each value, and what
// stands where a mark does is the value. So no kind has to know how to read its own bodies.

import { formPairs } from '../basics/form-pairs.ts'
import { asText, isJsonObject, parseJson } from '../basics/json.ts'
import type { Field, Kind, Params } from './kind.ts'
import { furtherField, type KindMatch } from './match-kind.ts'
import { fieldProblem } from './params.ts'

/** A sign that nobody writes. */
const sign = '\u{e000}'
/** Fields that take a mark for a value; others are read by their names. */
const taking: ReadonlySet<Field['type']> = new Set(['text', 'multiline', 'integer', 'url'])

type Place = Pick<KindMatch, 'baseUrl' | 'params'>

/** The parameters of `kind` that `body` holds, beside those that its address gave; what no field of its takes is left out. */
export function paramsInBody(kind: Kind, { baseUrl, params }: Place, body: string | null): Params {
  if (body === null) return {}
  const open = kind.fields.filter(
    ({ name, type }) => !Object.hasOwn(params, name) && name !== furtherField.name && type !== 'headers',
  )
  const marks = new Map(
    open.filter(({ type }) => taking.has(type)).map(({ name }) => [`${sign}${name}${sign}`, name]),
  )
  const made = bodyOf(kind, baseUrl, {
    ...params,
    ...Object.fromEntries([...marks].map(([mark, name]) => [name, mark])),
  })
  if (made === null) return {}
  const found = new Map<string, string>()
  const whole = marks.get(made)
  const [ours, theirs] = [parseJson(made), parseJson(body)]
  if (whole !== undefined) take(found, whole, body)
  else if (ours.ok && theirs.ok) compare(ours.value, theirs.value, marks, found)
  else if (!ours.ok && !theirs.ok) {
    const [sent, own] = [formPairs(body), formPairs(made)]
    const sentAs = (name: string) => sent.find(([one]) => one === name)?.[1] ?? null
    for (const [name, value] of own) compare(value, sentAs(name), marks, found)
    for (const { name, type } of open) if (!taking.has(type)) take(found, name, sentAs(name))
    const lines = open.find(
      ({ name, type }) =>
        type === 'multiline' && !found.has(name) && takesPairs(kind, { baseUrl, params }, name),
    )
    if (lines !== undefined)
      take(found, lines.name, linesOf(sent.filter(([name]) => !own.some(([one]) => one === name))))
  }
  return Object.fromEntries(
    [...found].filter(([name, value]) =>
      open.some((field) => field.name === name && fieldProblem(field, value) === null),
    ),
  )
}

function take(found: Map<string, string>, name: string, value: string | null): void {
  if (value !== null && value !== '') found.set(name, value)
}

/** Whether each line of the field `name` is a further pair of the form that `kind` sends. */
function takesPairs(kind: Kind, { baseUrl, params }: Place, name: string): boolean {
  const pair = [`${sign}name${sign}`, `${sign}value${sign}`]
  const made = bodyOf(kind, baseUrl, { ...params, [name]: pair.join('=') })
  return made !== null && formPairs(made).some((one) => one.join('=') === pair.join('='))
}

/** Those pairs that a line can say. */
function linesOf(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .filter(([name, value]) => name !== '' && !/[=\r\n]/.test(name) && !/[\r\n]/.test(value))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
}

function bodyOf(kind: Kind, baseUrl: string, params: Params): string | null {
  try {
    return kind.request({ baseUrl, params }, null).body
  } catch {
    return null
  }
}

/** Depth is bounded by the parser. */
function compare(
  made: unknown,
  sent: unknown,
  marks: ReadonlyMap<string, string>,
  found: Map<string, string>,
): void {
  if (typeof made === 'string') {
    const name = marks.get(made)
    if (name !== undefined) take(found, name, asText(sent))
  } else if (Array.isArray(made) && Array.isArray(sent)) {
    for (const [i, one] of made.entries()) compare(one, sent[i], marks, found)
  } else if (isJsonObject(made) && isJsonObject(sent)) {
    for (const [key, one] of Object.entries(made))
      if (Object.hasOwn(sent, key)) compare(one, sent[key], marks, found)
  }
}
