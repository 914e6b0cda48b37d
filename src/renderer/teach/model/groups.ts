// What a run's events hold, for a person who points at it: the events by their names, and where every event of one name says
// in its data what it is, by that; of each the fields of its data, with samples and how often they are there. Pure.

import { isJsonObject, type JsonObject, parseJson } from '../../../core/basics/json.ts'
import { isPing } from '../../../core/kind/is-ping.ts'
import { printValue } from '../../../core/query/print.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { createFields, type FieldSeen } from './fields.ts'

export type SeenEvent = Pick<EventRow, 'name' | 'data'>

/** Events that a person sees as one sort. */
export type Group = {
  /** The search that finds them: what a rule about them asks for; empty where all events are of this sort. */
  readonly when: string
  readonly name: string
  /** The field of the data that tells them from others of the name, and its value. */
  readonly sort: { readonly path: string; readonly value: string } | null
  readonly events: number
  /** All of them are signs of life, which nobody has to point at. */
  readonly isPing: boolean
  /** The data of some is no JSON object. */
  readonly hasText: boolean
  readonly fields: readonly FieldSeen[]
}

/** Fields that services tell their events apart by, in this order. */
const sorting = ['type', 'event', 'kind'] as const
const mostSorts = 24
const mostGroups = 60
const longestSort = 60

type Read = { readonly event: SeenEvent; readonly object: JsonObject | null; readonly isPing: boolean }

export type Grouped = {
  readonly groups: readonly Group[]
  /** The group of each event, by its place among them; null for one of a sort that is too rare to be listed. */
  readonly of: readonly (Group | null)[]
}

/** The groups of `events`, in the order in which they first came. */
export function groupsOf(events: readonly SeenEvent[]): Grouped {
  const read = events.map((event): Read => {
    const parsed = parseJson(event.data)
    return {
      event,
      object: parsed.ok && isJsonObject(parsed.value) ? parsed.value : null,
      isPing: isPing(event),
    }
  })
  const named = by(read, ({ event }) => event.name)
  const placed = new Map<SeenEvent, Group>()
  const groups: Group[] = []
  const add = (name: string, sort: Group['sort'], when: string, all: readonly Read[]) => {
    if (groups.length >= mostGroups) return
    const group = groupOf(name, sort, when, all)
    groups.push(group)
    for (const { event } of all) placed.set(event, group)
  }
  for (const [name, all] of named) {
    const base = named.size === 1 ? '' : `event:${queryValue(name)}`
    const path = sortingField(all)
    if (path === null) add(name, null, base, all)
    else
      for (const [value, some] of by(all, ({ object }) => String(object?.[path])))
        add(name, { path, value }, joined(base, `data.${path}=${queryValue(value)}`), some)
  }
  return { groups, of: events.map((event) => placed.get(event) ?? null) }
}

/** `value` as a search has it. */
export function queryValue(value: string): string {
  return printValue({ text: value, prefix: false })
}

/** Both of two conditions. */
export function joined(...conditions: readonly string[]): string {
  return conditions.filter((one) => one !== '').join(' ')
}

function groupOf(name: string, sort: Group['sort'], when: string, all: readonly Read[]): Group {
  const fields = createFields()
  for (const { event, object } of all) fields.add(event.data, object)
  return {
    when,
    name,
    sort,
    events: all.length,
    isPing: all.every((one) => one.isPing),
    hasText: all.some(({ object, event }) => object === null && event.data !== ''),
    fields: fields.list(),
  }
}

/** Every event of a name says by this field of its data what it is; null where there is none. */
function sortingField(all: readonly Read[]): string | null {
  const found = sorting.find((path) => {
    const values = new Set<string>()
    for (const { object } of all) {
      const value = object === null || !Object.hasOwn(object, path) ? null : object[path]
      if (typeof value !== 'string' || value === '' || value.length > longestSort) return false
      values.add(value)
    }
    return values.size > 1 && values.size <= mostSorts
  })
  return found ?? null
}

function by<T>(list: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const one of list) {
    const known = found.get(key(one))
    if (known === undefined) found.set(key(one), [one])
    else known.push(one)
  }
  return found
}
