// The form of a kind file: its fields as the core has them, and what is wrong with them together.

import type { Condition, Field } from '../kind/kind.ts'
import { furtherField } from '../kind/match-kind.ts'
import { fieldProblem } from '../kind/params.ts'
import type { FileField } from './format.ts'
import { type Path, quote, type Report } from './problem.ts'

/** A URL takes these two for steps in its path, however they are written (URL standard, 4.5). */
const noDots = String.raw`^(?!\s*\.{1,2}\s*$)`

/** The fields of `given`; a value that is a `segments` of the path is kept from being a step in it. */
export function fieldsOf(given: readonly FileField[], segments: ReadonlySet<string>): readonly Field[] {
  return given.map((field) => {
    if (field.type !== 'text' || !segments.has(field.name)) return field
    const problem = `${field.label} cannot be a single or a double dot.`
    return { ...field, pattern: { source: noDots, problem } }
  })
}

/** Reports what is wrong with the fields. */
export function reportFields(fields: readonly FileField[], report: Report): void {
  const names = fields.map(({ name }) => name)
  for (const [i, field] of fields.entries()) {
    const at: Path = ['fields', i]
    const { name, type, choices, min, max } = field
    if (names.indexOf(name) < i) report([...at, 'name'], `There is a field ${quote(name)} already.`)
    if (name === furtherField.name)
      report(
        [...at, 'name'],
        `${quote(name)} is the field for further query parameters, which every kind has.`,
      )
    if ((type === 'choice') !== (choices !== undefined))
      report(at, `A field of the type choice has choices, and no other has: look at ${quote(name)}.`)
    if (type !== 'integer' && (min !== undefined || max !== undefined))
      report(at, `min and max go with the type integer alone: look at ${quote(name)}.`)
    if (field.many === true && type !== 'text') report([...at, 'many'], 'many goes with the type text alone.')
    if (field.default !== null) {
      const problem = fieldProblem(field, field.default)
      if (problem !== null) report([...at, 'default'], problem)
    }
    for (const key of ['when', 'needed'] as const) reportCondition(field[key], [...at, key], names, report)
  }
}

/** Reports a condition on a field that is not there. */
export function reportCondition(
  condition: Condition | undefined,
  at: Path,
  names: readonly string[],
  report: Report,
): void {
  if (condition !== undefined && !names.includes(condition.field))
    report([...at, 'field'], `There is no field ${quote(condition.field)}.`)
}
