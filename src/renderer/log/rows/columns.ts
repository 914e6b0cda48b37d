// Pinned columns: each shows one field of the JSON data, by its path. Pure. Paths are written as in a query, so that
// `data.path:` finds what a column shows.

import { parseJsonObject } from '../../../core/basics/json.ts'
import { valuesAt } from '../../../core/query/fields.ts'
import type { EventRow } from '../../../core/run/run.ts'

export const maxColumns = 8
const maxCellLength = 200

/** `cut`: the row does not have all of the data, so that the value is unknown. */
export type Cell = { readonly text: string; readonly type: 'value' | 'number' | 'none' | 'cut' }

const none: Cell = { text: '', type: 'none' }
const cut: Cell = { text: '…', type: 'cut' }

/** The cells of `row`, one for each path. */
export function cellsOf(row: EventRow, paths: readonly string[]): readonly Cell[] {
  if (paths.length === 0) return []
  const object = parseJsonObject(row.data)
  if (object === null)
    return paths.map(() => (row.data.length < row.size && /^\s*\{/.test(row.data) ? cut : none))
  return paths.map((path) => {
    const values = valuesAt(object, path.split('.'))
    const [first] = values
    if (values.length === 0) return none
    if (values.length === 1 && typeof first === 'number') return { text: String(first), type: 'number' }
    return { text: values.map(formatValue).join(', ').slice(0, maxCellLength), type: 'value' }
  })
}

function formatValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** `columns` with `path` added at the end, or without it. */
export function toggled(columns: readonly string[], path: string): string[] {
  if (columns.includes(path)) return columns.filter((one) => one !== path)
  return [...columns, path].slice(0, maxColumns)
}
