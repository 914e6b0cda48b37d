// The fields of many events' data: their paths as a kind file writes them, samples of their values, and how often they are
// there. A list is gone through: what its entries hold has paths that begin with `item`. Bounded, whatever the data is.

import { asText, isJsonObject, type JsonObject } from '../../../core/basics/json.ts'

export type FieldSeen = {
  /** `data`, `data.step.name`, or within a list `item`, `item.id`. */
  readonly path: string
  /** The list whose entries `item` are. */
  readonly each: string | null
  /** Events that have it, or entries of the list. */
  readonly count: number
  readonly type: 'text' | 'number' | 'boolean' | 'list' | 'nothing' | 'several'
  /** Different values, the first that came first. */
  readonly samples: readonly string[]
  /** There are more than the samples. */
  readonly more: boolean
}

const mostFields = 80
const mostSamples = 6
const longestSample = 120
const deepest = 5
/** Entries of one list that are looked at. */
const mostEntries = 20

type Seen = { count: number; type: FieldSeen['type'] | null; samples: string[]; more: boolean }

/** Gives what takes the data of events one by one, and then lists the fields in the order in which they came. */
export function createFields() {
  const found = new Map<
    string,
    { readonly path: string; readonly each: string | null; readonly seen: Seen }
  >()

  const take = (path: string, each: string | null, type: FieldSeen['type'], sample: string | null) => {
    const key = `${each ?? ''} ${path}`
    let known = found.get(key)
    if (known === undefined) {
      if (found.size >= mostFields) return
      known = { path, each, seen: { count: 0, type: null, samples: [], more: false } }
      found.set(key, known)
    }
    const { seen } = known
    seen.count++
    if (type !== 'nothing') seen.type = seen.type === null || seen.type === type ? type : 'several'
    const shown = sample?.slice(0, longestSample) ?? ''
    if (shown === '' || seen.samples.includes(shown)) return
    if (seen.samples.length < mostSamples) seen.samples.push(shown)
    else seen.more = true
  }

  const walk = (value: unknown, path: string, each: string | null, depth: number): void => {
    if (isJsonObject(value)) {
      if (depth >= deepest) return
      for (const [key, one] of Object.entries(value))
        if (isStep(key)) walk(one, `${path}.${key}`, each, depth + 1)
    } else if (Array.isArray(value)) {
      take(path, each, 'list', entriesOf(value.length))
      // A rule goes through one list, not through the lists in its entries.
      if (each === null) for (const one of value.slice(0, mostEntries)) walk(one, 'item', path, depth + 1)
    } else take(path, each, typeOf(value), asText(value))
  }

  return {
    /** `object` is what `data` says; null where that is no object. */
    add: (data: string, object: JsonObject | null): void => {
      if (object === null) {
        if (data !== '') take('data', null, 'text', data)
      } else walk(object, 'data', null, 0)
    },
    list: (): readonly FieldSeen[] =>
      [...found.values()].map(({ path, each, seen }) => ({
        path,
        each,
        ...seen,
        type: seen.type ?? 'nothing',
      })),
  }
}

/** Only what a path can say: dots separate its steps, and white space ends it. */
function isStep(key: string): boolean {
  return /^[^.\s{}]{1,80}$/.test(key)
}

function typeOf(value: unknown): FieldSeen['type'] {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'string' ? 'text' : 'nothing'
}

function entriesOf(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`
}

/** A field as a person reads it: `status`, `items › id`. */
export function fieldName({ path, each }: Pick<FieldSeen, 'path' | 'each'>): string {
  const own = path.replace(/^(data|item)\.?/, '')
  if (each === null) return own === '' ? 'the whole data' : own
  const list = each.replace(/^data\.?/, '')
  return own === '' ? `${list} › each` : `${list} › ${own}`
}
