// Tests a field of an event's JSON. A path goes through objects by key and through arrays by index or, without one,
// through all elements.

import { assertNever } from '../basics/assert-never.ts'
import { field, isJsonObject, type JsonObject } from '../basics/json.ts'
import type { FieldTerm, Operator, Value } from './ast.ts'
import { numberOf } from './numbers.ts'
import { hasPhrase, phraseAt, words } from './words.ts'

/** Whether an object has a field as `term` wants it; its negation is not looked at. Made once for many objects. */
export function fieldTest({ path, operator, values }: FieldTerm): (object: JsonObject) => boolean {
  const test = valueTest(operator, values)
  const isNone = operator === '!='
  return (object) => {
    const found = valuesAt(object, path)
    if (found.length === 0) return false
    return isNone && values.length > 0 ? !found.some(test) : found.some(test)
  }
}

/** What one of the field's values must be; for `!=`, what none of them may be. */
function valueTest(operator: Operator, values: readonly Value[]): (value: unknown) => boolean {
  const [first] = values
  if (first === undefined) return () => true
  switch (operator) {
    case ':':
      return anyOf(values.map(says))
    case '=':
    case '!=':
      return anyOf(values.map(equals))
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const limit = numberOf(first.text) ?? Number.NaN
      return (value) => typeof value === 'number' && compare(value, operator, limit)
    }
    default:
      return assertNever(operator)
  }
}

function anyOf(tests: readonly ((value: unknown) => boolean)[]): (value: unknown) => boolean {
  const [only] = tests
  return tests.length === 1 && only !== undefined ? only : (value) => tests.some((test) => test(value))
}

/** Whether `number` stands to `limit` as `operator` says. */
export function compare(number: number, operator: '<' | '<=' | '>' | '>=', limit: number): boolean {
  if (operator === '<') return number < limit
  if (operator === '<=') return number <= limit
  return operator === '>' ? number > limit : number >= limit
}

/** Everything that stands at `path`; the elements of an array one by one. */
export function valuesAt(object: JsonObject, path: readonly string[]): readonly unknown[] {
  let value: unknown = object
  for (const [i, key] of path.entries()) {
    if (!isJsonObject(value)) return branchesAt([value], path.slice(i))
    if (!Object.hasOwn(value, key)) return []
    value = value[key]
  }
  return elements(value)
}

/** The same, where an array has to be gone through. */
function branchesAt(values: readonly unknown[], path: readonly string[]): readonly unknown[] {
  let level = values
  for (const key of path) level = level.flatMap((value) => step(value, key))
  return level.flatMap(elements)
}

function step(value: unknown, key: string): readonly unknown[] {
  if (isJsonObject(value)) return Object.hasOwn(value, key) ? [field(value, key)] : []
  if (!Array.isArray(value)) return []
  if (!/^\d{1,9}$/.test(key)) return value.flatMap((one) => step(one, key))
  const at = Number(key)
  return at < value.length ? [value[at]] : []
}

/** An array stands for its elements, an empty one for itself; arrays of arrays for what is in them. */
function elements(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) return [value]
  return value.flat(8)
}

/**
 * `field:value`. A field of one word must be the value, whatever its case; a field of several words must hold the value's
 * words as neighbours; a number must be that number.
 */
function says(wanted: Value): (value: unknown) => boolean {
  const { text, prefix } = wanted
  const phrase = words(text)
  const number = numberOf(text)
  const lower = text.toLowerCase()
  const equal = equals(wanted)
  return (value) => {
    if (typeof value === 'number') return prefix ? String(value).startsWith(text) : number === value
    if (typeof value !== 'string') return literal(value) === lower
    if (phrase.length === 0) return equal(value)
    const said = words(value)
    if (/\s/u.test(value.trim())) return hasPhrase(said, phrase, { prefix })
    return (prefix || said.length === phrase.length) && phraseAt(said, phrase, { prefix }, 0) === 0
  }
}

/** `field=value`: the very same text, or a number of that value. */
function equals({ text, prefix }: Value): (value: unknown) => boolean {
  const number = numberOf(text)
  return (value) => {
    if (typeof value === 'string') return prefix ? value.startsWith(text) : value === text
    if (typeof value === 'number') return prefix ? String(value).startsWith(text) : number === value
    return !prefix && literal(value) === text
  }
}

function literal(value: unknown): string | null {
  return value === null || typeof value === 'boolean' ? String(value) : null
}
