// Templates of requests and titles: `{{name}}` stands for a field's value. What is put in its place is escaped for where it
// stands and never looked at again, so that no value can add a step to a path, a pair to a query or a name to a body.

import type { Params } from '../kind/kind.ts'
import { type Path, quote, type Report } from './problem.ts'

export type Template = {
  /** The text with the values in it; nothing stands where one is absent. */
  readonly fill: (params: Params, put?: (value: string) => string) => string
  /** One of its values is absent. */
  readonly lacks: (params: Params) => boolean
  readonly names: readonly string[]
  /** The one field that the whole of it is. */
  readonly only: string | null
}

const placeholder = /\{\{([^{}]*)\}\}/g

/** `text` made ready; a placeholder that names none of `fields` is reported. */
export function compileTemplate(
  text: string,
  fields: ReadonlySet<string>,
  at: Path,
  report: Report,
): Template {
  const literals: string[] = []
  const names: string[] = []
  let end = 0
  for (const match of text.matchAll(placeholder)) {
    const name = (match[1] ?? '').trim()
    if (!fields.has(name)) {
      const known = fields.size === 0 ? 'There are no fields.' : `Fields: ${[...fields].join(', ')}.`
      report(at, `There is no field ${quote(name)}. ${known}`)
    }
    literals.push(text.slice(end, match.index))
    names.push(name)
    end = match.index + match[0].length
  }
  const last = text.slice(end)
  return {
    names,
    only: names.length === 1 && literals[0] === '' && last === '' ? (names[0] ?? null) : null,
    lacks: (params) => names.some((name) => !Object.hasOwn(params, name)),
    fill: (params, put = same) => {
      const value = (name: string) => (Object.hasOwn(params, name) ? (params[name] ?? '') : '')
      return names.map((name, i) => `${literals[i]}${put(value(name))}`).join('') + last
    },
  }
}

function same(value: string): string {
  return value
}

/** A value as one segment of a path or a part of it. */
export function inPath(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}

/** A value within a header, which carries visible ASCII alone (RFC 9110, 5.5). */
export function inHeader(value: string): string {
  return value.toWellFormed().replace(/[^\t\x20-\x7e]/gu, encodeURIComponent)
}
