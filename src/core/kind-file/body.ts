// The body of a kind file's request: JSON, a form or a text.

import type { Field, Params } from '../kind/kind.ts'
import { linesOf } from '../kind/params.ts'
import { compileTemplate, type Template } from './fill.ts'
import type { FileRequest } from './format.ts'
import { type Path, quote, type Report } from './problem.ts'

export type Body = { readonly type: string; readonly make: (params: Params) => string }
type Deps = {
  readonly fields: readonly Field[]
  readonly names: ReadonlySet<string>
  readonly report: Report
}
type FileBody = NonNullable<FileRequest['body']>

export function compileBody(body: FileBody, at: Path, deps: Deps): Body {
  const { names, report } = deps
  if ('text' in body) {
    const text = compileTemplate(body.text, names, [...at, 'text'], report)
    return { type: 'text/plain;charset=utf-8', make: (params) => text.fill(params) }
  }
  if ('form' in body) return compileForm(body, at, deps)
  const json = compileJson(body.json, [...at, 'json'], deps)
  return { type: 'application/json', make: (params) => JSON.stringify(json(params)) ?? 'null' }
}

/** `application/x-www-form-urlencoded` (URL standard, 5), pair by pair, since a form may send a name more than once. */
function compileForm(
  { form, lines }: Extract<FileBody, { form: unknown }>,
  at: Path,
  { names, report }: Deps,
): Body {
  if (lines !== undefined && !names.has(lines))
    report([...at, 'lines'], `There is no field ${quote(lines)}: name the one whose lines are name=value.`)
  const fixed = Object.entries(form).map(
    ([name, text]) => [name, compileTemplate(text, names, [...at, 'form', name], report)] as const,
  )
  const make = (params: Params) => {
    const pairs = fixed
      .filter(([, template]) => template.only === null || !template.lacks(params))
      .map(([name, template]) => [name, template.fill(params)] as const)
    const further = lines === undefined ? '' : (params[lines] ?? '')
    return [...pairs, ...pairsIn(further)]
      .map(([name, value]) => new URLSearchParams({ [name]: value }).toString())
      .join('&')
  }
  return { type: 'application/x-www-form-urlencoded', make }
}

/** The `name=value` lines of `text`; those without a name are passed over. */
function pairsIn(text: string): readonly (readonly [string, string])[] {
  return linesOf(text).flatMap((line) => {
    const at = line.indexOf('=')
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const] : []
  })
}

type Make = (params: Params) => unknown

/**
 * A text that is one placeholder alone has the field's own type: a number, true or false, a list of its lines; where the
 * field has no value, its member is left out.
 */
function compileJson(value: unknown, at: Path, deps: Deps): Make {
  if (typeof value === 'string') {
    const template = compileTemplate(value, deps.names, at, deps.report)
    const type = deps.fields.find(({ name }) => name === template.only)?.type
    return (params) => (template.only === null ? template.fill(params) : typed(template, type, params))
  }
  if (Array.isArray(value)) {
    const entries = value.map((one: unknown, i) => compileJson(one, [...at, i], deps))
    return (params) => entries.map((make) => make(params)).filter((one) => one !== undefined)
  }
  if (typeof value !== 'object' || value === null) return () => value
  const members = Object.entries(value).map(
    ([name, one]: [string, unknown]) => [name, compileJson(one, [...at, name], deps)] as const,
  )
  return (params) => Object.fromEntries(members.map(([name, make]) => [name, make(params)]))
}

function typed(template: Template, type: Field['type'] | undefined, params: Params): unknown {
  if (template.lacks(params)) return undefined
  const text = template.fill(params)
  if (type === 'switch') return text === 'yes'
  if (type === 'lines') return linesOf(text)
  return type === 'integer' && Number.isFinite(Number(text)) ? Number(text) : text
}
