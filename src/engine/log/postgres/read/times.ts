// When events came and what marks them, without their texts.

import { blockOf, blockSize } from '../../../../core/log/blocks.ts'
import type { RunReader } from '../../run-reader.ts'
import type { EventBlock, EventBlocks } from './event-blocks.ts'
import { lastOf } from './event-rows.ts'
import type { Head, Heads } from './heads.ts'

type Part = Pick<RunReader, 'atOf' | 'times' | 'outlines' | 'flagged' | 'firstSince'>

export function createTimes(heads: Heads, blocks: EventBlocks): Part {
  /** The places of events `from` to `to` in their blocks, in their order. */
  function* places(run: number, from: number, to: number): Generator<readonly [EventBlock, number]> {
    const head = heads(run)
    if (head === null) return
    const last = Math.min(to, head.events)
    for (let block = blockOf(Math.max(1, from)); block * blockSize < last; block++) {
      yield* within(head, block, Math.max(1, from), last)
    }
  }
  function* within(head: Head, block: number, from: number, to: number) {
    const read = blocks.block(head, block, false)
    const end = Math.min(lastOf(block, to) - read.first, read.at.length - 1)
    for (let i = Math.max(0, from - read.first); i <= end; i++) yield [read, i] as const
  }

  return {
    atOf: (run, seq) => {
      for (const [block, i] of places(run, seq, seq)) return block.at[i] ?? Number.NaN
      return Number.NaN
    },
    times: (run, from, to) => [...places(run, from, to)].map(([block, i]) => block.at[i] ?? 0),
    *outlines(run) {
      for (const [block, i] of places(run, 1, Number.MAX_SAFE_INTEGER))
        yield [block.first + i, block.at[i] ?? 0, block.flags[i] ?? 0]
    },
    flagged: (run, from, to, bits, end) => {
      let found: number | null = null
      for (const [block, i] of places(run, from, to)) {
        if (((block.flags[i] ?? 0) & bits) === 0) continue
        found = block.first + i
        if (end === 'first') return found
      }
      return found
    },
    firstSince: (run, from, to, at) => {
      for (const [block, i] of places(run, from, to)) if ((block.at[i] ?? 0) >= at) return block.first + i
      return null
    },
  }
}
