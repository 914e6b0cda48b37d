// A page of rows for a screen. Rows without pings are found by the figures of blocks and the flags of one of them; pieces of
// a text that follow each other are one row.

import { clip } from '../../../../core/basics/clip.ts'
import { longestMessage } from '../../../../core/job/event-message.ts'
import { blockOf, blockSize } from '../../../../core/log/blocks.ts'
import { eventUnits } from '../../../../core/log/event-units.ts'
import { flags } from '../../../../core/log/flags.ts'
import type { EventRow } from '../../../../core/run/run.ts'
import type { LogReader, RowsShown } from '../../log-reader.ts'
import type { AtOnce } from '../../port.ts'
import type { BlockSource } from '../../run-reader.ts'
import {
  type ChunkStretch,
  type ChunkStretches,
  createChunkStretches,
  mostJoined,
  withoutOpened,
} from '../../shown/chunk-stretches.ts'
import { joinedWindow } from '../../shown/joined-window.ts'
import { hasPieces, longestText, pageUnits, toListed } from '../../shown/listed-row.ts'
import type { RowMessages } from '../../shown/row-messages.ts'
import type { EventBlocks } from './event-blocks.ts'
import type { EventRows } from './event-rows.ts'
import type { Head, Heads } from './heads.ts'

const keptRuns = 16

type Deps = {
  readonly heads: Heads
  readonly events: EventBlocks
  readonly rows: EventRows
  readonly blocks: BlockSource
  readonly messages: (run: number) => RowMessages
}

export function createWindows({ heads, events, rows, blocks, messages }: Deps) {
  const kept = new Map<string, ChunkStretches>()

  const pingsIn = (head: Head, number: number): boolean[] =>
    events.block(head, number, false).flags.map((bits) => (bits & flags.ping) !== 0)

  /** How many pings stand before each block, and in all. */
  const pingsBefore = (head: Head): readonly number[] => {
    const before = [0]
    for (const { pings } of blocks.blocks(head.run)) before.push((before.at(-1) ?? 0) + pings)
    return before
  }

  const pingsUpTo = (head: Head): ((seq: number) => number) => {
    const before = pingsBefore(head)
    /** Of the blocks that were looked into: how many there are up to each event. */
    const within = new Map<number, readonly number[]>()
    const look = (number: number): readonly number[] => {
      let sum = before[number] ?? 0
      const sums = pingsIn(head, number).map((isPing) => (sum += isPing ? 1 : 0))
      within.set(number, sums)
      return sums
    }
    return (seq) => {
      if (seq < 1) return 0
      const number = blockOf(seq)
      const [first, last] = [before[number] ?? 0, before[number + 1] ?? 0]
      if (first === last) return first
      return (within.get(number) ?? look(number))[seq - 1 - number * blockSize] ?? last
    }
  }

  /** The rows that are no pings, from the one with `index` others before it. */
  const withoutPings = (head: Head, index: number) => {
    const before = pingsBefore(head)
    const shownBefore = (number: number) => Math.min(head.events, number * blockSize) - (before[number] ?? 0)
    const total = head.events - (before.at(-1) ?? 0)
    let [low, high] = [0, before.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (shownBefore(middle) <= index) low = middle
      else high = middle - 1
    }
    function* seqs(): Generator<number> {
      let left = index - shownBefore(low)
      for (let number = low; number * blockSize < head.events; number++) {
        for (const [i, isPing] of pingsIn(head, number).entries()) {
          const seq = number * blockSize + i + 1
          if (seq > head.events) return
          if (isPing) continue
          if (left > 0) left--
          else yield seq
        }
      }
    }
    return { total, seqs: index < total ? seqs() : [] }
  }

  const stretchesOf = (head: Head, { chunks, opened = [] }: RowsShown): readonly ChunkStretch[] => {
    if (chunks !== 'joined' || !hasPieces(head.stored().summary.job)) return []
    const key = `${head.run} ${head.reads}`
    const held = kept.get(key) ?? createChunkStretches()
    const until = Math.min(head.events, mostJoined)
    // Somebody's view of the run may be behind what was looked at for another.
    for (let seq = held.looked() + 1; seq <= until; seq++) {
      const block = events.block(head, blockOf(seq), false)
      const i = seq - block.first
      if (block.flags[i] === undefined) break
      held.add(seq, block.attempt[i] ?? 0, block.flags[i], () => block.name[i] ?? '')
    }
    kept.delete(key)
    kept.set(key, held)
    if (kept.size > keptRuns) kept.delete(kept.keys().next().value ?? key)
    return withoutOpened(held.list(), opened)
  }

  const page = (head: Head, seqs: Iterable<number>, limit: number): EventRow[] => {
    const told = messages(head.run)
    const list: EventRow[] = []
    let units = 0
    for (const seq of limit > 0 ? seqs : []) {
      const row = rows.labelled(head.run, seq)
      if (row === null) break
      const listed = toListed(row, told)
      list.push(listed)
      units += eventUnits(listed)
      if (list.length >= limit || units >= pageUnits) break
    }
    return list
  }

  /** The text of events `from` to `to`, of which each is a piece; no more is read than `most` UTF-16 units need. */
  const textOf = (run: number, from: number, to: number, most: number) => {
    const head = heads(run)
    let text = ''
    if (head === null) return { text, whole: true }
    const { pieceOf } = messages(run)
    for (const row of rows.walk(head, Math.max(1, from), Math.min(to, head.events))) {
      text += pieceOf(row)
      if (text.length > most) return { text: clip(text, most), whole: false }
    }
    return { text, whole: true }
  }

  const window: AtOnce<LogReader>['window'] = (run, filter, index, limit) => {
    const head = heads(run)
    if (head === null) return { total: 0, index, rows: [] }
    const stretches = stretchesOf(head, filter)
    if (stretches.length > 0) {
      const told = messages(run)
      return joinedWindow({
        total: head.events,
        stretches,
        pings: filter.pings ? () => 0 : pingsUpTo(head),
        index,
        limit,
        rowAt: (seq) => {
          const row = rows.labelled(run, seq)
          if (row === null) throw new Error(`Event ${seq} of run ${run} is not stored.`)
          return toListed(row, told)
        },
        textOf: (from, to) => textOf(run, from, to, longestMessage).text,
      })
    }
    if (filter.pings)
      return { total: head.events, index, rows: page(head, from(index + 1, head.events), limit) }
    const { total, seqs } = withoutPings(head, index)
    return { total, index, rows: page(head, seqs, limit) }
  }

  return {
    window,
    text: (run: number, first: number, last: number) => textOf(run, first, last, longestText),
    rowsOf: (run: number, seqs: readonly number[]): EventRow[] => {
      rows.load(run, seqs)
      const told = messages(run)
      return seqs.flatMap((seq) => {
        const row = rows.labelled(run, seq)
        return row === null ? [] : toListed(row, told)
      })
    },
  }
}

function* from(first: number, last: number): Generator<number> {
  for (let seq = first; seq <= last; seq++) yield seq
}
