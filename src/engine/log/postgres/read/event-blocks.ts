// The events of runs, decoded: block by block of 1,024, first what their rows say of them, and their texts where those are
// asked for. What was read is kept within a bound of bytes. Stored events never change but for their flags, of which a run's
// `reads` tells, so that what is kept is good for as long as that number stands, whether its rows are tails or blocks by now.

import { blockOf, blockSize } from '../../../../core/log/blocks.ts'
import type { StoredEvent } from '../../rows.ts'
import type { Row } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { type Outline, unpackOutline } from '../events/outline.ts'
import { unpackTexts } from '../events/texts.ts'
import type { Database } from './database.ts'
import type { Head } from './heads.ts'

/** What the outline of an event weighs in memory, about. */
const outlineBytes = 100
/** Runs of a partition of the table of blocks. */
export const partition = 1_024
/** Blocks that are read at once without their texts. */
const outlinesAtOnce = 32

/** The events of one block, by their place in it. Of `data` and `raw` as many are there as were asked for. */
export type EventBlock = {
  readonly first: number
  readonly at: readonly number[]
  readonly attempt: readonly number[]
  readonly flags: readonly number[]
  readonly name: readonly string[]
  readonly id: readonly (string | null)[]
  readonly size: readonly number[]
  readonly trueSize: ReadonlyMap<number, number>
  readonly data: readonly string[]
  readonly raw: ReadonlyMap<number, Uint8Array>
}

type Held = {
  readonly first: number
  at: number[]
  attempt: number[]
  flags: number[]
  name: string[]
  id: (string | null)[]
  size: number[]
  readonly trueSize: Map<number, number>
  data: string[]
  readonly raw: Map<number, Uint8Array>
  weight: number
}

export type EventBlocks = {
  /** The block `block` of the run with at least the outlines of its events, and their texts where `texts`. */
  readonly block: (head: Head, block: number, texts: boolean) => EventBlock
  /** Reads `blocks` in as few questions as may be, as far as they are not at hand. */
  readonly load: (head: Head, blocks: readonly number[], texts: boolean) => void
  /** The same of one block of each of several runs, with their texts. */
  readonly loadOfRuns: (wanted: readonly { readonly head: Head; readonly block: number }[]) => void
  /** Forgets everything. */
  readonly forget: () => void
}

export function createEventBlocks(db: Pick<Database, 'many'>, mostBytes: number): EventBlocks {
  const kept = new Map<string, Held>()
  let weight = 0
  /** The block that was read last without texts: who goes on reads several ahead. */
  let ahead = { run: 0, next: 0, blocks: 1 }

  const wanted = (head: Head, block: number) => Math.min(blockSize, head.events - block * blockSize)
  const hold = (head: Head, block: number): Held => {
    const key = `${head.run} ${head.reads} ${block}`
    const known = kept.get(key)
    const held = known ?? newBlock(block)
    kept.delete(key)
    kept.set(key, held)
    return held
  }
  const weigh = (held: Held) => {
    const now = held.at.length * outlineBytes + held.data.reduce((sum, text) => sum + 2 * text.length, 0)
    weight += now - held.weight
    held.weight = now
  }
  const lighten = () => {
    for (const [key, held] of kept) {
      if (weight <= mostBytes || kept.size <= 2) break
      kept.delete(key)
      weight -= held.weight
    }
  }
  const has = (held: Held, texts: boolean) => (texts ? held.data.length : held.at.length)

  const loadAll = (all: readonly { readonly head: Head; readonly block: number }[], texts: boolean): void => {
    const missing = all
      .map(({ head, block }) => ({ head, block, held: hold(head, block) }))
      .filter(({ head, block, held }) => has(held, texts) < wanted(head, block))
    if (missing.length === 0) return
    // One statement for each partition, and no other is looked into.
    const results = db.many(
      [...Map.groupBy(missing, ({ head }) => Math.floor(head.run / partition))].map(([number, its]) => ({
        sql: rowsSql(number, texts),
        params: [
          int8s(its.map(({ head }) => head.run)),
          int8s(its.map(({ held }) => held.first)),
          int8s(its.map(({ held }) => held.first + has(held, texts) - 1)),
        ],
      })),
    )
    const byPlace = new Map(missing.map(({ head, block, held }) => [`${head.run} ${block}`, held]))
    for (const row of results.flatMap(({ rows }) => rows)) {
      const held = byPlace.get(`${row.run} ${blockOf(Number(row.first_seq))}`)
      if (held !== undefined) append(held, row, texts)
    }
    for (const { held } of missing) weigh(held)
    lighten()
  }
  const load = (head: Head, blocks: readonly number[], texts: boolean): void =>
    loadAll(
      blocks.map((block) => ({ head, block })),
      texts,
    )

  return {
    load,
    loadOfRuns: (wanted) => loadAll(wanted, true),
    block: (head, block, texts) => {
      const held = hold(head, block)
      if (has(held, texts) >= wanted(head, block)) return held
      if (texts) load(head, [block], true)
      else {
        const goesOn = ahead.run === head.run && ahead.next === block
        const blocks = goesOn ? Math.min(outlinesAtOnce, ahead.blocks * 2) : 1
        const end = Math.min(block + blocks, Math.ceil(head.events / blockSize))
        ahead = { run: head.run, next: end, blocks }
        load(
          head,
          Array.from({ length: end - block }, (_, i) => block + i),
          false,
        )
      }
      return held
    },
    forget: () => {
      kept.clear()
      weight = 0
    },
  }
}

/** Rows of the blocks of runs `$1`, all of partition `number`, that begin at `$2`, as far as they hold more than the events up to `$3`. */
function rowsSql(number: number, texts: boolean): string {
  const columns = (row: string, inBlock: boolean) =>
    `${row}.run, ${row}.first_seq, ${row}.outline, ${texts ? `${row}.texts` : 'NULL::bytea AS texts'}, ${inBlock} AS in_block`
  const among = (row: string) =>
    `${row}.run = w.run AND ${row}.first_seq BETWEEN w.first AND w.first + ${blockSize - 1}`
  const ofPartition = `b.run BETWEEN ${number * partition} AND ${number * partition + partition - 1}`
  const from = 'FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS w (run, first, known)'
  return `SELECT ${columns('b', true)} ${from} JOIN runlight.event_block b ON ${ofPartition} AND ${among('b')} AND b.last_seq > w.known
    UNION ALL
    SELECT ${columns('t', false)} ${from} JOIN runlight.event_tail t ON ${among('t')} AND t.first_seq + t.count - 1 > w.known
    ORDER BY first_seq`
}

function newBlock(block: number): Held {
  return {
    first: block * blockSize + 1,
    at: [],
    attempt: [],
    flags: [],
    name: [],
    id: [],
    size: [],
    trueSize: new Map(),
    data: [],
    raw: new Map(),
    weight: 0,
  }
}

/** Adds what `row` has beyond what is held. A row that does not follow what is held is left out: there is a hole before it. */
function append(held: Held, row: Row, texts: boolean): void {
  const { outline: packed, texts: packedTexts, in_block: inBlock } = row
  if (!(packed instanceof Uint8Array)) throw new SyntaxError('JSON of an outline is missing.')
  const outline = unpackOutline(packed, inBlock === true)
  const place = Number(row.first_seq) - held.first
  appendOutline(held, outline, held.at.length - place, place)
  if (!texts || !(packedTexts instanceof Uint8Array)) return
  const from = held.data.length - place
  if (from < 0) return
  const { data, raw } = unpackTexts(packedTexts, outline, inBlock === true)
  if (held.data.length === 0) held.data = data
  else for (let i = from; i < data.length; i++) held.data.push(data[i] ?? '')
  for (const [i, bytes] of raw) held.raw.set(place + i, bytes)
}

function appendOutline(held: Held, outline: Outline, from: number, place: number): void {
  if (from < 0) return
  // Mostly a block is one row.
  const more = <T>(known: T[], all: readonly T[]): T[] =>
    known.length === 0 ? all.slice(from) : [...known, ...all.slice(from)]
  held.at = more(held.at, outline.at)
  held.attempt = more(held.attempt, outline.attempt)
  held.flags = more(held.flags, outline.flags)
  held.name = more(held.name, outline.name)
  held.id = more(held.id, outline.id)
  held.size = more(held.size, outline.size)
  for (const [i, size] of outline.trueSize) held.trueSize.set(place + i, size)
}

/** The event at place `i` of a block whose texts are there. */
export function storedEvent(block: EventBlock, i: number): StoredEvent {
  const raw = block.raw.get(i)
  return {
    seq: block.first + i,
    attempt: block.attempt[i] ?? 0,
    at: block.at[i] ?? 0,
    name: block.name[i] ?? '',
    id: block.id[i] ?? null,
    data: block.data[i] ?? '',
    flags: block.flags[i] ?? 0,
    trueSize: block.trueSize.get(i) ?? null,
    // Bytes of their own: those of a whole block are kept for the others.
    raw: raw === undefined ? null : raw.slice(),
  }
}
