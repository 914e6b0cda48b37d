// Which fields of a form are there, and which are needed, while its values are what they are. Pure data decides: a form, the
// terminal and the engine ask here.

import type { Condition, Field, Params } from './kind.ts'

/** The fields of a form with these values, each as it is then. */
export function fieldsFor(fields: readonly Field[], values: Params): readonly Field[] {
  const holds = ({ field, in: wanted }: Condition) => wanted.includes(valueIn(fields, values, field))
  return fields
    .filter(({ when }) => when === undefined || holds(when))
    .map((field) =>
      field.needed !== undefined && holds(field.needed) ? { ...field, required: true } : field,
    )
}

function valueIn(fields: readonly Field[], values: Params, name: string): string {
  const given = Object.hasOwn(values, name) ? (values[name] ?? '').trim() : ''
  return given || (fields.find((field) => field.name === name)?.default ?? '')
}
