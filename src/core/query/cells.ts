// The values of single fields of an event's JSON, for the columns of a log. Paths are written as in a query, so that
// `data.path:` finds what a column shows. Pure.

import { parseJsonObject } from '../basics/json.ts'
import { valuesAt } from './fields.ts'

const longestCell = 200

export type Cell = { readonly text: string; readonly type: 'value' | 'number' | 'none' }

const none: Cell = { text: '', type: 'none' }

/** The cell of each of `paths` in `data`, which must be whole. */
export function cellsOf(data: string, paths: readonly string[]): readonly Cell[] {
  const object = paths.length === 0 ? null : parseJsonObject(data)
  if (object === null) return paths.map(() => none)
  return paths.map((path) => {
    const values = valuesAt(object, path.split('.'))
    const [first] = values
    if (values.length === 0) return none
    if (values.length === 1 && typeof first === 'number') return { text: String(first), type: 'number' }
    return { text: values.map(formatValue).join(', ').slice(0, longestCell), type: 'value' }
  })
}

function formatValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
