// The figures of blocks: stored with the rows of their events, gathered from the tails of a block that is still open, and made
// anew where reading a run again dropped them. Whole blocks never change while a run's `reads` stands, and are kept.

import { type Block, blockOf, blockSize, createBlockGatherer } from '../../../../core/log/blocks.ts'
import { asRecord } from '../../../../core/log/zones.ts'
import type { MadeBlocks } from '../../log-review.ts'
import type { BlockSource } from '../../run-reader.ts'
import type { Database } from './database.ts'
import type { EventBlocks } from './event-blocks.ts'
import { lastOf } from './event-rows.ts'
import type { Head, Heads } from './heads.ts'

const keptRuns = 16
/** Blocks whose figures are read at once. */
const stretch = 2_048

type Kept = {
  readonly reads: number
  /** In order; only the last may be of a part of its block. */
  readonly list: Block[]
}

export function createBlockSource(db: Database, heads: Heads, events: EventBlocks): BlockSource {
  const kept = new Map<number, Kept>()

  const take = (head: Head): Kept => {
    const known = kept.get(head.run)
    const its = known?.reads === head.reads ? known : { reads: head.reads, list: [] }
    kept.delete(head.run)
    kept.set(head.run, its)
    if (kept.size > keptRuns) kept.delete(kept.keys().next().value ?? head.run)
    return its
  }

  /** `known` and the events of its block that it does not count yet, up to `last`. */
  const extended = (head: Head, number: number, known: Block | null, last: number): Block => {
    const gatherer = createBlockGatherer(number, known)
    const block = events.block(head, number, true)
    for (let i = gatherer.events(); i <= last - block.first && i < block.data.length; i++) {
      const data = block.data[i] ?? ''
      const at = block.at[i] ?? 0
      gatherer.add({
        at,
        name: block.name[i] ?? '',
        data,
        flags: block.flags[i] ?? 0,
        bytes: Buffer.byteLength(data),
      })
    }
    return gatherer.block()
  }

  /** Brings the blocks that are missing to hand until `until`; those that are made are told, one for each row without figures. */
  const gather = (run: number, until: number): MadeBlocks & { readonly list: readonly Block[] } => {
    const head = heads(run)
    if (head === null || head.events === 0) return { made: [], done: true, list: [] }
    const { list } = take(head)
    const made: Block[] = []
    const all = Math.ceil(head.events / blockSize)
    const isWhole = (number: number) =>
      list[number]?.events === lastOf(number, head.events) - number * blockSize
    if (list.length > 0 && !isWhole(list.length - 1)) list.pop()
    while (list.length < all && performance.now() < until) {
      const from = list.length
      const rows = new Map<number, { readonly last: number; readonly figures: string | null }[]>()
      const read = db.all(
        `SELECT last_seq, figures FROM runlight.event_block
         WHERE run = $1 AND first_seq > $2 AND first_seq <= $3 ORDER BY first_seq`,
        run,
        from * blockSize,
        (from + stretch) * blockSize,
      )
      for (const { last_seq: last, figures } of read) {
        const number = blockOf(Number(last))
        const row = { last: Number(last), figures: typeof figures === 'string' ? figures : null }
        rows.set(number, [...(rows.get(number) ?? []), row])
      }
      for (let number = from; number < Math.min(all, from + stretch) && performance.now() < until; number++) {
        let block: Block | null = null
        for (const { last, figures } of rows.get(number) ?? []) {
          // One transaction later there may be more events than the run had.
          if (last > head.events) break
          if (figures === null) {
            block = extended(head, number, block, last)
            made.push(block)
          } else block = toBlock(figures)
        }
        const last = lastOf(number, head.events)
        list.push(block?.events === last - number * blockSize ? block : extended(head, number, block, last))
      }
    }
    return { made, done: list.length === all, list }
  }

  return {
    blocks: (run) => [...gather(run, Number.POSITIVE_INFINITY).list],
    make: (run, ms) => {
      const { made, done } = gather(run, performance.now() + ms)
      return { made, done }
    },
    lacking: (after) => {
      const row = db.get(
        'SELECT run FROM runlight.event_block WHERE figures IS NULL AND run > $1 ORDER BY run LIMIT 1',
        after,
      )
      const run = row === null ? null : Number(row.run)
      return { run, looked: run }
    },
  }
}

/** Names and zones are made when they are asked for, without a prototype. */
function toBlock(figures: string): Block {
  const { names: storedNames, zones: storedZones, ...counts }: Block = JSON.parse(figures)
  let names: Block['names'] | null = null
  let zones: Block['zones'] | undefined
  return {
    ...counts,
    get names() {
      names ??= asRecord(Object.entries(storedNames))
      return names
    },
    get zones() {
      if (zones === undefined) zones = storedZones === null ? null : asRecord(Object.entries(storedZones))
      return zones
    },
  }
}
