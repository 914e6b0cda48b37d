// Rows of a run's events: whole ones from anywhere and from the end, single ones, and those of a list.

import { blockOf, blockSize } from '../../../../core/log/blocks.ts'
import { eventUnits } from '../../../../core/log/event-units.ts'
import type { EventRow } from '../../../../core/run/run.ts'
import { labelBytes, labelShown, pageUnits } from '../../shown/listed-row.ts'
import type { EventBlock, EventBlocks } from './event-blocks.ts'
import type { Head, Heads } from './heads.ts'

export type EventRows = ReturnType<typeof createEventRows>

export function createEventRows(heads: Heads, blocks: EventBlocks) {
  const count = (run: number): number => heads(run)?.events ?? 0

  /** The block of event `seq` with its texts, and the event's place in it; null where there is no such event. */
  const find = (head: Head | null, seq: number): readonly [EventBlock, number] | null => {
    if (head === null || seq < 1 || seq > head.events) return null
    const block = blocks.block(head, blockOf(seq), true)
    const i = seq - block.first
    return i < block.data.length ? [block, i] : null
  }

  /** The rows of `from` to `to` as `toEventRow` makes them, until a page is full. */
  function* walk(head: Head, from: number, to: number): Generator<EventRow> {
    for (let seq = from; seq <= to; seq++) {
      const found = find(head, seq)
      if (found === null) return
      yield toRow(...found)
    }
  }

  return {
    count,
    walk,
    range: (run: number, from: number, limit: number): EventRow[] => {
      const head = heads(run)
      if (head === null) return []
      const page: EventRow[] = []
      let units = 0
      for (const row of walk(head, Math.max(1, from), Math.min(head.events, Math.max(1, from) + limit - 1))) {
        page.push(row)
        units += eventUnits(row)
        if (units >= pageUnits) break
      }
      return page
    },
    latest: (run: number, limit: number): EventRow[] => {
      const head = heads(run)
      const page: EventRow[] = []
      let units = 0
      for (let seq = head?.events ?? 0; page.length < limit && units < pageUnits; seq--) {
        const found = find(head, seq)
        if (found === null) break
        const row = toRow(...found)
        page.push(row)
        units += eventUnits(row)
      }
      return page.reverse()
    },
    event: (run: number, seq: number): EventRow | null => {
      const found = find(heads(run), seq)
      return found === null ? null : toRow(...found)
    },
    /** A row of a list without its message: its labels are cut. */
    labelled: (run: number, seq: number): EventRow | null => {
      const found = find(heads(run), seq)
      return found === null ? null : toLabelled(toRow(...found))
    },
    /** Brings the blocks of `seqs` to hand in one question. */
    load: (run: number, seqs: readonly number[]): void => {
      const head = heads(run)
      if (head === null) return
      const wanted = new Set(seqs.filter((seq) => seq >= 1 && seq <= head.events).map(blockOf))
      // More would rather be read as they are needed: a block may have megabytes.
      if (wanted.size > 1 && wanted.size <= mostAtOnce) blocks.load(head, [...wanted], true)
    },
  }
}

const mostAtOnce = 16

/** The whole row of the event at place `i`. */
function toRow(block: EventBlock, i: number): EventRow {
  const data = block.data[i] ?? ''
  return {
    seq: block.first + i,
    attempt: block.attempt[i] ?? 0,
    at: block.at[i] ?? 0,
    name: block.name[i] ?? '',
    id: block.id[i] ?? null,
    data,
    size: block.trueSize.get(i) ?? data.length,
    flags: block.flags[i] ?? 0,
  }
}

function toLabelled(row: EventRow): EventRow {
  const nameSize = sizeIfLong(row.name)
  const idSize = row.id === null ? null : sizeIfLong(row.id)
  if (nameSize === null && idSize === null) return row
  return {
    ...row,
    ...(nameSize === null ? {} : { name: beginning(row.name), nameSize }),
    ...(idSize === null || row.id === null ? {} : { id: beginning(row.id), idSize }),
  }
}

/** Bytes of a label that is too long for a row: as UTF-8, or as UTF-16 where that would lose something. */
function sizeIfLong(text: string): number | null {
  if (text.length * 3 <= labelBytes) return null
  const bytes = text.isWellFormed() ? Buffer.byteLength(text) : text.length * 2
  return bytes > labelBytes ? bytes : null
}

function beginning(text: string): string {
  if (!text.isWellFormed()) return text.slice(0, labelShown / 2)
  return Array.from(text.slice(0, labelShown * 2))
    .slice(0, labelShown)
    .join('')
}

/** The last event of block `block` of a run with `events` of them. */
export function lastOf(block: number, events: number): number {
  return Math.min(events, (block + 1) * blockSize)
}
