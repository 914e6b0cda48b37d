// Values of a kind file: where in an event they are found. Compiled once, so that reading an event costs a walk down its
// path and nothing else. Nothing here evaluates: what was put in the place of a placeholder is never looked at again.

import { asNumber, asText, field, isJsonObject, type JsonObject, parseJsonString } from '../basics/json.ts'
import type { StreamEvent } from '../kind/kind.ts'
import { type Path, quote, type Report } from './problem.ts'
import type { Value } from './sayings.ts'

/** What a saying may look at; `item` is the entry of the list that its rule goes through. */
export type Scope = {
  readonly event: StreamEvent
  readonly object: JsonObject | null
  readonly item: unknown
}

/** A value made ready. */
export type Found = {
  /** The value; undefined where the event has none. */
  readonly get: (scope: Scope) => unknown
  /** It looks into the data, which must be an object then. */
  readonly wantsObject: boolean
  /** What a sentence calls it: the last name of its path. */
  readonly name: string
}

const mostSteps = 16
const bare = /^(?:data|item)(?:\.\S+)?$|^event\.(?:name|id)$/
const placeholder = /\{\{([^{}]*)\}\}/g

/** `value` made ready; null where it is absent, or wrong and reported. `inEach`: its rule goes through a list. */
export function compileValue(
  value: Value | undefined,
  at: Path,
  report: Report,
  inEach: boolean,
): Found | null {
  if (value === undefined) return null
  if (typeof value === 'string') return compileText(value, at, report, inEach)
  if (typeof value !== 'object' || value === null) return constant(value ?? undefined, at)
  if ('text' in value) return constant(value.text, at)
  const { words, times, or } = value
  const from = compilePath(value.from, [...at, 'from'], report, inEach)
  const otherwise = or === undefined ? null : compileValue(or, [...at, 'or'], report, inEach)
  if (from === null) return null
  const meanings = words === undefined ? null : new Map(Object.entries(words))
  const get = (scope: Scope) => {
    const given = present(from.get(scope)) ? from.get(scope) : otherwise?.get(scope)
    if (meanings !== null) return meanings.get(asText(given) ?? '') ?? given
    const number = times === undefined ? null : asNumber(given)
    return number === null || times === undefined ? given : number * times
  }
  return { ...from, get }
}

/** The value at a path that must be one. */
export function compilePath(text: string, at: Path, report: Report, inEach: boolean): Found | null {
  const [root = '', ...steps] = text.split('.')
  if (root === 'event' && steps.length === 1 && (steps[0] === 'name' || steps[0] === 'id')) {
    const isName = steps[0] === 'name'
    return { get: ({ event }) => (isName ? event.name : event.id), wantsObject: false, name: text }
  }
  if ((root !== 'data' && root !== 'item') || steps.includes('')) {
    const ways = inEach ? 'data.…, item.…, event.name or event.id' : 'data.…, event.name or event.id'
    report(at, `${quote(text)} is no path: write ${ways}.`)
    return null
  }
  if (root === 'item' && !inEach) {
    report(at, 'item is an entry of a list: give the rule the list’s path as “each”.')
    return null
  }
  if (steps.length > mostSteps) {
    report(at, `A path has at most ${mostSteps} steps.`)
    return null
  }
  const name = steps.at(-1) ?? root
  if (root === 'item') return { get: ({ item }) => walk(item, steps), wantsObject: false, name }
  if (steps.length === 0)
    return { get: ({ event }) => parseJsonString(event.data) ?? event.data, wantsObject: false, name }
  return { get: ({ object }) => walk(object, steps), wantsObject: true, name }
}

/** Own names of objects, and places in lists. */
function walk(from: unknown, steps: readonly string[]): unknown {
  let value = from
  for (const step of steps) {
    if (isJsonObject(value)) value = field(value, step)
    else if (Array.isArray(value) && /^\d{1,6}$/.test(step)) value = value[Number(step)]
    else return undefined
  }
  return value
}

function compileText(text: string, at: Path, report: Report, inEach: boolean): Found | null {
  if (bare.test(text)) return compilePath(text, at, report, inEach)
  if (!text.includes('{{')) return constant(text, at)
  const parts: (string | Found)[] = []
  let end = 0
  for (const match of text.matchAll(placeholder)) {
    parts.push(text.slice(end, match.index))
    const found = compilePath((match[1] ?? '').trim(), at, report, inEach)
    if (found === null) return null
    parts.push(found)
    end = match.index + match[0].length
  }
  parts.push(text.slice(end))
  const found = parts.filter((part) => typeof part !== 'string')
  return {
    // A template that lacks a value says nothing, so that no sentence is shown with a hole in it.
    get: (scope) => {
      let whole = ''
      for (const part of parts) {
        const piece = typeof part === 'string' ? part : asText(part.get(scope))
        if (piece === null) return undefined
        whole += piece
      }
      return whole
    },
    wantsObject: found.some(({ wantsObject }) => wantsObject),
    name: found.at(-1)?.name ?? String(at.at(-1)),
  }
}

/** The texts that stand for themselves in `value`, each with its path from there: what it is, or what words mean. */
export function literalsIn(value: Value | undefined): readonly (readonly [path: Path, text: string])[] {
  if (typeof value === 'string') return isLiteral(value) ? [[[], value]] : []
  if (typeof value !== 'object' || value === null) return []
  if ('text' in value) return [[['text'], value.text]]
  const meanings = Object.entries(value.words ?? {}).map(([word, text]) => [['words', word], text] as const)
  const other = typeof value.or === 'string' ? [[['or'], value.or] as const] : []
  return [...meanings, ...other].filter(([, text]) => isLiteral(text))
}

function isLiteral(text: string): boolean {
  return !bare.test(text) && !text.includes('{{')
}

function constant(value: unknown, at: Path): Found {
  return { get: () => value, wantsObject: false, name: String(at.at(-1)) }
}

/** Whether there is a value: null is none. */
export function present(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** Text as it is, anything else as compact JSON; null where there is nothing. */
export function asWords(value: unknown): string | null {
  if (!present(value) || value === '') return null
  return asText(value) ?? JSON.stringify(value)
}
