// Blocks as the log keeps them, and blocks made anew from the events. Both the writer and the readers come here, so that a
// block is the same whoever made it.

import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type Block, blockSize, createBlockGatherer } from '../../../../core/log/blocks.ts'
import { asRecord, type Zone, type Zones } from '../../../../core/log/zones.ts'
import { eventKey } from './keys.ts'
import { unpackText } from './text.ts'

export const blockColumns =
  'block, events, first_at, last_at, bytes, pings, repeats, late, unreadable, errors, warnings, info, content, names, zones'

const counts = 13
/**
 * The block of a raw row of `blockColumns`. Names and zones are read when they are asked for: a run of ten million events
 * has ten thousand blocks, and most questions are about their numbers.
 */
export function toBlock(row: unknown): Block {
  if (!Array.isArray(row) || row.length !== counts + 2 || !row.slice(0, counts).every(Number.isFinite))
    throw damaged()
  const [block, events, firstAt, lastAt, bytes, pings, repeats, late, unreadable, errors, warnings] = row
  let names: Block['names'] | null = null
  let zones: Zones | undefined
  return {
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
    info: row[11],
    content: row[12],
    get names() {
      names ??= record(row[13], isCount)
      return names
    },
    get zones() {
      if (zones === undefined) zones = row[14] === 'null' ? null : record(row[14], isZone)
      return zones
    },
  }
}

/** The values of `blockColumns`, in their order. */
export function fromBlock(block: Block): readonly (number | string)[] {
  const { firstAt, lastAt, pings, repeats, late, unreadable, errors, warnings, info, content } = block
  return [
    block.block,
    block.events,
    firstAt,
    lastAt,
    block.bytes,
    pings,
    repeats,
    late,
    unreadable,
    errors,
    warnings,
    info,
    content,
    JSON.stringify(block.names),
    JSON.stringify(block.zones),
  ]
}

/** A JSON object of the log, checked. Not through a schema: zod leaves out a key named `__proto__`. */
function record<T>(json: string, is: (value: unknown) => value is T): Readonly<Record<string, T>> {
  const entries: [string, T][] = []
  for (const [key, value] of Object.entries(Object(JSON.parse(json)))) {
    if (!is(value)) throw damaged()
    entries.push([key, value])
  }
  return asRecord(entries)
}

function isCount(value: unknown): value is number {
  return Number.isFinite(value)
}

function isZone(value: unknown): value is Zone {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
}

function damaged(): Error {
  return new Error('A block of the log is damaged.')
}

const text = z.union([z.string(), z.instanceof(Uint8Array)])
const eventSchema = z.object({ at: z.number(), name: text, data: text, flags: z.number() })

/** Makes block `block` of `run` from its events up to `upTo`; its number of events is 0 where there are none. */
export function createBlockMaker(db: Database.Database): (run: number, block: number, upTo: number) => Block {
  const events = db.prepare(
    'SELECT at, name, data, flags FROM events WHERE key >= ? AND key <= ? ORDER BY key',
  )
  return (run, block, upTo) => {
    const gatherer = createBlockGatherer(block)
    const last = Math.min(upTo, (block + 1) * blockSize)
    for (const row of events.iterate(eventKey(run, block * blockSize + 1), eventKey(run, last))) {
      const { at, name, data: stored, flags } = eventSchema.parse(row)
      const data = unpackText(stored)
      gatherer.add({ at, name: unpackText(name), data, flags, bytes: Buffer.byteLength(data) })
    }
    return gatherer.block()
  }
}
