// Validates the values of a kind's form. The form, the terminal and pasted URLs share it; its messages are for the
// person who typed the value.

import { asksEventAlone } from '../query/asks-event.ts'
import { parseQuery } from '../query/parse.ts'
import { headerProblem, parseHeaderLines } from '../secrets/headers.ts'
import { fieldsFor } from './fields-for.ts'
import type { Field, Params } from './kind.ts'
import { idProblem } from './targets.ts'
import { templateProblem } from './templates.ts'
import { urlProblem } from './url-problem.ts'

export type CheckedParams =
  | { readonly ok: true; readonly params: Params }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** Fills in defaults, trims, and checks every field; unknown names are problems too. */
export function checkParams(fields: readonly Field[], given: Params): CheckedParams {
  const problems: [string, string][] = []
  const params: [string, string][] = []
  const names = fields.map((field) => field.name)
  for (const name of unknownParams(fields, given))
    problems.push([name, `There is no parameter ${name} here. Known: ${names.join(', ')}.`])
  const shown = fieldsFor(fields, given)
  for (const { name, label } of fields) {
    const isHidden = !shown.some((field) => field.name === name)
    if (isHidden && Object.hasOwn(given, name) && given[name] !== '')
      problems.push([name, `${label} does not go with the other parameters: leave it out.`])
  }
  for (const field of shown) {
    const raw = Object.hasOwn(given, field.name) ? (given[field.name] ?? '') : ''
    const value = (field.type === 'multiline' ? raw : raw.trim()) || (field.default ?? '')
    const problem = fieldProblem(field, value)
    if (problem !== null) problems.push([field.name, problem])
    else if (value !== '') params.push([field.name, value])
  }
  if (problems.length > 0) return { ok: false, problems: Object.fromEntries(problems) }
  return { ok: true, params: Object.fromEntries(params) }
}

/** The names in `given` that name no field: giving another value does not help. */
export function unknownParams(fields: readonly Field[], given: Params): readonly string[] {
  return Object.keys(given).filter((name) => !fields.some((field) => field.name === name))
}

/** What is wrong with `value` for `field`, in one sentence that says what to do; null where nothing is. */
export function fieldProblem(field: Field, value: string): string | null {
  if (value.trim() === '') return field.required ? `${field.label} is needed.` : null
  switch (field.type) {
    case 'integer':
      return integerProblem(field, value)
    case 'url':
      return urlProblem(value)
    case 'choice':
      return field.choices?.some((choice) => choice.value === value)
        ? null
        : `${field.label} must be one of ${(field.choices ?? []).map((choice) => choice.value).join(', ')}.`
    case 'switch':
      return value === 'yes' || value === 'no' ? null : `${field.label} must be yes or no.`
    case 'headers':
      return headersProblem(value)
    case 'queries':
      return queriesProblem(field, value)
    case 'text':
      if (/[\r\n\0]/.test(value)) return `${field.label} must be one line of text.`
      return (field.many === true ? idProblem(field.label, value) : null) ?? patternProblem(field, value)
    case 'lines':
    case 'multiline':
      return templateProblem(field, value) ?? patternProblem(field, value)
  }
}

/** The lines of a field that takes several values; blank ones are none. */
export function linesOf(value: string): readonly string[] {
  return value.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
}

function patternProblem({ pattern }: Field, value: string): string | null {
  if (pattern === undefined) return null
  const expression = new RegExp(pattern.source, 'u')
  return linesOf(value).every((line) => expression.test(line)) ? null : pattern.problem
}

function integerProblem(field: Field, value: string): string | null {
  const number = Number(value)
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number)) return `${field.label} must be a whole number.`
  if (field.min !== undefined && number < field.min) return `${field.label} must be ${field.min} or more.`
  if (field.max !== undefined && number > field.max) return `${field.label} must be ${field.max} or less.`
  return null
}

/** Each line is a search of its own, over what an event itself says: of its run nothing is known yet. */
function queriesProblem({ label }: Field, value: string): string | null {
  for (const line of linesOf(value)) {
    const { query, problems } = parseQuery(line)
    const [problem] = problems
    if (problem !== undefined) return `${label}: ${problem.message} ${problem.mend}`
    if (!asksEventAlone(query))
      return `${label}: only an event’s name, words and fields can be asked for here, like event:done or data.status:failed.`
  }
  return null
}

function headersProblem(value: string): string | null {
  const parsed = parseHeaderLines(value)
  if (!parsed.ok) return parsed.problem
  for (const [name, text] of parsed.headers) {
    const problem = headerProblem(name, text)
    if (problem !== null) return problem
  }
  return null
}
