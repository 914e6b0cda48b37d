// A block summarises 1,024 events of a run, so that a log of millions is drawn, counted and searched without reading
// it. Blocks follow from the events alone: building from the same events gives the same block, at once or in steps. How
// blocks are stored is not known here.

import { flags } from './flags.ts'
import { asRecord, createZoneGatherer, type NumberSink, type Zones } from './zones.ts'

/** Events of a whole block: block b holds seq 1,024·b + 1 to 1,024·(b + 1). */
export const blockSize = 1_024
/** Names of their own in one block; events of any further name are counted under `otherNames`. */
const mostNames = 64
/** A longer name is counted under `otherNames`. UTF-16 units. */
const longestName = 200
/** No event has this name: a stream that gives none, or an empty one, gives `message`. */
export const otherNames = ''

const graver = flags.ping | flags.warning | flags.error

/** The block that holds event `seq`. */
export function blockOf(seq: number): number {
  return Math.floor((seq - 1) / blockSize)
}

export type Block = {
  readonly block: number
  readonly events: number
  /** The earliest and the latest arrival, epoch ms: a clock may have been set back between. */
  readonly firstAt: number
  readonly lastAt: number
  /** Of the data as stored, as UTF-8. */
  readonly bytes: number
  /** How many events carry each flag. */
  readonly pings: number
  readonly repeats: number
  readonly late: number
  readonly unreadable: number
  readonly errors: number
  readonly warnings: number
  /** Events that are neither ping nor warning nor error. */
  readonly info: number
  readonly content: number
  /** Events by name. Exact for every name while `otherNames` is absent. */
  readonly names: Readonly<Record<string, number>>
  /** Null: unknown, so that the block cannot be skipped. */
  readonly zones: Zones
}

/** What a block needs of an event. */
type BlockEvent = {
  readonly at: number
  readonly name: string
  readonly data: string
  readonly flags: number
  /** Length of the data as UTF-8. */
  readonly bytes: number
}

/** What was gathered of events that follow each other, but for their names: see `BlockGatherer.join`. */
export type BlockPart = Omit<Block, 'block' | 'names'>

export type BlockGatherer = {
  readonly events: () => number
  readonly add: (event: BlockEvent) => void
  /** As `add`, of an event whose data is UTF-8 from `from` up to `to`; `data` tells it as text. */
  readonly addBytes: (
    event: Omit<BlockEvent, 'data' | 'bytes'>,
    bytes: Uint8Array,
    from: number,
    to: number,
    data: () => string,
  ) => void
  /** Adds events that were gathered by themselves, at least one; `names` gives the name of each, or the one that all have. */
  readonly join: (part: BlockPart, names: string | readonly string[]) => void
  readonly block: () => Block
}

/**
 * Gathers block number `block`, going on from `known` where a part of it is there already. `sink` is told the numbers of the
 * events that are added one by one.
 */
export function createBlockGatherer(
  block: number,
  known: Block | null = null,
  sink: NumberSink | null = null,
): BlockGatherer {
  let { events, firstAt, lastAt, bytes, pings, repeats, late, unreadable, errors, warnings, info, content } =
    known ?? empty
  const names = new Map(Object.entries(known?.names ?? {}))
  const zones = createZoneGatherer(known === null ? {} : known.zones, sink)

  const count = (at: number, name: string, bits: number, size: number) => {
    firstAt = events === 0 ? at : Math.min(firstAt, at)
    lastAt = events === 0 ? at : Math.max(lastAt, at)
    events++
    bytes += size
    if ((bits & graver) === 0) info++
    if (bits !== 0) {
      if (bits & flags.ping) pings++
      if (bits & flags.repeat) repeats++
      if (bits & flags.late) late++
      if (bits & flags.unreadable) unreadable++
      if (bits & flags.error) errors++
      if (bits & flags.warning) warnings++
      if (bits & flags.content) content++
    }
    countName(names, name, mostNames)
  }

  return {
    events: () => events,
    add: ({ at, name, data, flags: bits, bytes: size }) => {
      count(at, name, bits, size)
      zones.add(data)
    },
    addBytes: ({ at, name, flags: bits }, given, from, to, data) => {
      count(at, name, bits, to - from)
      zones.addBytes(given, from, to, data)
    },
    join: (part, given) => {
      firstAt = events === 0 ? part.firstAt : Math.min(firstAt, part.firstAt)
      lastAt = events === 0 ? part.lastAt : Math.max(lastAt, part.lastAt)
      events += part.events
      bytes += part.bytes
      pings += part.pings
      repeats += part.repeats
      late += part.late
      unreadable += part.unreadable
      errors += part.errors
      warnings += part.warnings
      info += part.info
      content += part.content
      if (typeof given === 'string') countName(names, given, mostNames, part.events)
      else for (const name of given) countName(names, name, mostNames)
      zones.join(part.zones)
    },
    block: () => ({
      block,
      events,
      firstAt,
      lastAt,
      bytes,
      pings,
      repeats,
      late,
      unreadable,
      errors,
      warnings,
      info,
      content,
      names: asRecord(names),
      zones: zones.zones(),
    }),
  }
}

/** Counts so many events of this name; under `otherNames` where `most` names are known already, or it is too long for one. */
export function countName(names: Map<string, number>, name: string, most: number, events = 1): void {
  const isOwn = names.has(name) || (names.size < most && name.length <= longestName)
  const key = isOwn ? name : otherNames
  names.set(key, (names.get(key) ?? 0) + events)
}

const empty = {
  events: 0,
  firstAt: 0,
  lastAt: 0,
  bytes: 0,
  pings: 0,
  repeats: 0,
  late: 0,
  unreadable: 0,
  errors: 0,
  warnings: 0,
  info: 0,
  content: 0,
}
