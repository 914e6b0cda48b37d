// Zone maps: the minimum and maximum of the numbers at each dotted JSON path. A filter such as `progress<50` skips
// every block whose zone cannot match. A zone may be wider than the truth, never narrower; where that cannot be
// promised cheaply the zones are null and nothing is skipped. Only JSON objects have zones.

import { nestsTooDeep } from '../basics/json.ts'
import { createNumberScan, type NumberPlace, type PutNumber } from './json-numbers.ts'

export type Zone = readonly [min: number, max: number]
/** By path; a path that is absent holds no number. Null: unknown. */
export type Zones = Readonly<Record<string, Zone>> | null

/** Longer data is not parsed; its block's zones are unknown. UTF-16 units. */
const mostZoneData = 16_384
/** Paths of more members than this have no zone and must not be skipped by. */
const zoneDepth = 4
const mostZonePaths = 40
/** Deeper nesting than this is refused by `parseJson` as well, so that no filter finds a number there. */
const deepest = 64
/** A key this long makes a block heavier than its worth. */
const longestPath = 200

/** Is told the numbers themselves, text by text, while the zones are not null. */
export type NumberSink = {
  /** The next text is begun. */
  readonly next: () => void
  readonly number: PutNumber
}

export type ZoneGatherer = {
  readonly add: (data: string) => void
  /** As `add` of `data()`, which is UTF-8 from `from` up to `to`, and is not asked for where its bytes tell. */
  readonly addBytes: (bytes: Uint8Array, from: number, to: number, data: () => string) => void
  /** Adds the zones of texts that were gathered by themselves. */
  readonly join: (zones: Zones) => void
  readonly zones: () => Zones
}

/** Gathers the zones of many texts, beginning with those of `known`; `sink` is told what they are gathered from. */
export function createZoneGatherer(known: Zones = {}, sink: NumberSink | null = null): ZoneGatherer {
  let zones: Map<string, [number, number]> | null =
    known === null ? null : new Map(Object.entries(known).map(([path, [min, max]]) => [path, [min, max]]))

  const widen = (path: string, value: number) => {
    if (zones === null) return
    const zone = zones.get(path)
    if (zone === undefined) {
      if (zones.size >= mostZonePaths || path.length > longestPath) zones = null
      // JSON has no infinity, and 1e400 is one once it was read.
      else zones.set(path, [clamp(value), clamp(value)])
    } else if (value < zone[0]) zone[0] = clamp(value)
    else if (value > zone[1]) zone[1] = clamp(value)
  }

  const put: PutNumber =
    sink === null
      ? widen
      : (path, value, place) => {
          widen(path, value)
          sink.number(path, value, place)
        }

  const look = (data: string) => {
    if (zones === null || !beginsObject(data)) return
    if (data.length > mostZoneData) {
      zones = null
      return
    }
    try {
      // What is nested too deeply for a filter widens the zones, which may be wider than the truth.
      walk(JSON.parse(data), nestsTooDeep(data) ? widen : put, '', 0, 'field', 0)
    } catch {
      // What is no JSON has no fields.
    }
  }

  return {
    add: (data) => {
      sink?.next()
      look(data)
    },
    addBytes: (bytes, from, to, data) => {
      sink?.next()
      if (zones === null || !beginsObjectIn(bytes, from, to)) return
      // A text has no more units than bytes.
      if (to - from > mostZoneData || !scanNumbers(bytes, from, to, put)) look(data())
    },
    join: (more) => {
      if (more === null) zones = null
      else {
        for (const [path, [min, max]] of Object.entries(more)) {
          widen(path, min)
          widen(path, max)
        }
      }
    },
    zones: () => (zones === null ? null : asRecord(zones)),
  }
}

const scanNumbers = createNumberScan(zoneDepth)

/** Tells `put` the numbers in `value`. Elements of an array stand under the array's own path. */
function walk(
  value: unknown,
  put: PutNumber,
  path: string,
  members: number,
  place: NumberPlace,
  depth: number,
): void {
  if (typeof value === 'number') put(path, value, place)
  else if (typeof value !== 'object' || value === null || depth > deepest) return
  else if (Array.isArray(value)) {
    const listed = place === 'field' ? 'list' : place
    for (const one of value) walk(one, put, path, members, listed, depth + 1)
  } else if (members < zoneDepth) {
    for (const [key, one] of Object.entries(value)) {
      // A text is what most members are, and has nothing to say here.
      if (typeof one === 'string') continue
      const within = key.includes('.') ? 'dotted' : place
      walk(one, put, members === 0 ? key : `${path}.${key}`, members + 1, within, depth + 1)
    }
  }
}

function beginsObjectIn(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = bytes[i]
    if (code === 123) return true
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return false
  }
  return false
}

/** `{` after what JSON counts as white space. */
function beginsObject(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 123) return true
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return false
  }
  return false
}

function clamp(value: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value))
}

/** Without a prototype, so that a key named `constructor` or `__proto__` is a key like any other. */
export function asRecord<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null)
  for (const [key, value] of entries) record[key] = value
  return record
}

/**
 * What is known of the numbers at `path`: between which they lie, that there is `none`, or nothing at all. A path may name
 * an element of an array by its number, which zones do not tell apart.
 */
export function zoneAt(zones: Zones, path: readonly string[]): Zone | 'none' | 'unknown' {
  if (zones === null || path.length > zoneDepth || path.some((key) => /^\d+$/.test(key))) return 'unknown'
  return zones[path.join('.')] ?? 'none'
}
