// What completion can offer from the log: event names, and the fields of JSON events with some of their values. A sample of
// the latest runs, taken in one short slice; what it does not hold can still be searched for.

import { isJsonObject, parseJsonObject } from '../../core/basics/json.ts'
import { otherNames } from '../../core/log/blocks.ts'
import type { Known } from '../log/log-review.ts'
import type { RunReader } from '../log/run-reader.ts'

const latestRuns = 8
const latestBlocks = 4
const rowsOfEach = 40
const sliceMs = 40
const mostFields = 200
const mostValues = 12
const deepest = 4
/** Nobody completes a longer one. UTF-16 units. */
const longestName = 200

/** Gives the function that takes the sample: of one run, or of the latest. */
export function createKnown(log: RunReader) {
  return (run: number | null): Known => {
    const sampled =
      run === null ? log.summaries().slice(0, latestRuns) : [log.summary(run)].filter((one) => one !== null)
    const names = new Set<string>()
    const fields = new Map<string, Set<string>>()
    for (const { id, events } of sampled) {
      if (events === 0) continue
      const isAtHand = log.blocks.make(id, sliceMs / sampled.length).done
      for (const block of isAtHand ? log.blocks.blocks(id).slice(-latestBlocks) : []) {
        for (const name of Object.keys(block.names)) if (name !== otherNames) names.add(name)
        for (const path of Object.keys(block.zones ?? {})) take(fields, path, null)
      }
      const tail = Math.max(1, events - rowsOfEach + 1)
      for (const row of [...log.range(id, 1, rowsOfEach), ...log.range(id, tail, rowsOfEach)]) {
        if (row.name.length <= longestName) names.add(row.name)
        const object = parseJsonObject(row.data)
        if (object !== null) walk(object, '', 1, fields)
      }
    }
    return {
      events: [...names].toSorted(),
      fields: [...fields]
        .map(([path, values]) => ({ path, values: [...values] }))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    }
  }
}

function walk(value: unknown, path: string, depth: number, fields: Map<string, Set<string>>): void {
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 20)) walk(one, path, depth, fields)
  } else if (isJsonObject(value)) {
    if (depth > deepest) return
    for (const [key, one] of Object.entries(value)) {
      // Only what the grammar can say is offered.
      if (/^[\p{L}_][\p{L}\p{N}_$-]*$/u.test(key))
        walk(one, path === '' ? key : `${path}.${key}`, depth + 1, fields)
    }
  } else if (path !== '') take(fields, path, value)
}

function take(fields: Map<string, Set<string>>, path: string, value: unknown): void {
  if (!fields.has(path) && fields.size >= mostFields) return
  const values = fields.get(path) ?? new Set()
  fields.set(path, values)
  const isShort = typeof value === 'string' && value !== '' && value.length <= 40 && !value.includes('\n')
  if ((isShort || typeof value === 'boolean') && values.size < mostValues) values.add(String(value))
}
