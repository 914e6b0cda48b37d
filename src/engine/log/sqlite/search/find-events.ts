// Finding the events of one run that a plan describes, forwards or backwards, as far as a deadline lets it: by the full-text
// index where matches are rare, and block by block where they are not. It stops anywhere and says where to go on.

import type Database from 'better-sqlite3'
import { type Block, blockOf, blockSize } from '../../../../core/log/blocks.ts'
import type { BlockSource, Stretch } from '../../run-reader.ts'
import type { EventLookup } from './event-lookup.ts'
import { createScanBlocks } from './scan-blocks.ts'
import type { Plan } from './search-plan.ts'
import { createWalkIndex } from './walk-index.ts'

/** So few events are read faster than the index is asked, if SQLite can tell them from this many others. */
const fewEvents = 3_000
const manyEvents = 300_000
/** Blocks that are scanned before the index is asked, and how much more patience each change of mind brings. */
const firstBlocks = 1
const patienceGrows = 8
/** From one match in so many events on, scanning costs no more than asking the index for each. */
const sparse = 16

export function createFindEvents(db: Database.Database, reader: BlockSource) {
  const scanBlocks = createScanBlocks(db)
  const walkIndex = createWalkIndex(db)

  /** Blocks of the stretch that may hold a match, in the order of the walk. */
  const candidates = (plan: Plan, { run, from, to, direction }: Stretch): readonly Block[] => {
    const blocks = reader
      .blocks(run)
      .slice(blockOf(from), blockOf(to) + 1)
      .filter((block) => plan.most(block) > 0)
    return direction === 'up' ? blocks : blocks.toReversed()
  }

  /** As the port's FindEvents, for the plan of `lookup`. `isShort`: the index would take longer than a look at each event. */
  return (lookup: EventLookup, stretch: Stretch, isShort: boolean): number | null => {
    if (stretch.from > stretch.to) return null
    const { plan, deadline } = lookup
    if (plan.match !== null && !plan.narrowsBlocks && !plan.matchIsDear && !isShort)
      return walkIndex(lookup, plan.match, stretch, null).next
    // Blocks of an older log are made here, for as long as there is time; those of a short stretch take none.
    if (!isShort && !reader.make(stretch.run, Math.max(10, deadline - performance.now())).done)
      return stretch.direction === 'up' ? stretch.from : stretch.to
    const blocks = candidates(plan, stretch)
    if (blocks.length === 0) return null
    if (plan.match === null || isShort || areFew(plan, blocks)) return scanBlocks(lookup, stretch, blocks)
    return byTurns(lookup, plan.match, stretch, blocks)
  }

  /** The index knows where matches are rare, and a scan is cheap where they are not: each until the other is better. */
  function byTurns(
    lookup: EventLookup,
    match: string,
    stretch: Stretch,
    blocks: readonly Block[],
  ): number | null {
    const { deadline, plan } = lookup
    let rest = stretch
    let patience = firstBlocks
    let scans = plan.matchIsDear
    for (;;) {
      const ahead = blocks.filter(({ block }) => block >= blockOf(rest.from) && block <= blockOf(rest.to))
      if (ahead.length === 0) return null
      let next: number | null
      if (scans) {
        const some = ahead.slice(0, patience)
        let hits = 0
        let isOver = false
        const counted = (seq: number) => {
          hits++
          isOver = !lookup.found(seq)
          return !isOver
        }
        next = scanBlocks({ ...lookup, found: counted }, rest, some)
        if (next !== null && (isOver || performance.now() > deadline)) return next
        next ??= beyond(some.at(-1), rest)
        scans = hits * sparse > some.length * blockSize
        patience *= patienceGrows
      } else {
        const walked = walkIndex(lookup, match, rest, ahead)
        if (!walked.isDense) return walked.next
        next = walked.next
        scans = true
        patience *= patienceGrows
      }
      if (next === null || next < rest.from || next > rest.to) return null
      rest = rest.direction === 'up' ? { ...rest, from: next } : { ...rest, to: next }
      if (performance.now() > deadline) return next
    }
  }
}

/** The first event after `block` in the order of the walk. */
function beyond(block: Block | undefined, { direction, from, to }: Stretch): number {
  if (block === undefined) return direction === 'up' ? to + 1 : from - 1
  return direction === 'up' ? (block.block + 1) * blockSize + 1 : block.block * blockSize
}

function areFew(plan: Plan, blocks: readonly Block[]): boolean {
  let most = 0
  let events = 0
  for (const block of blocks) {
    most += plan.most(block)
    events += block.events
  }
  return most <= fewEvents && events <= manyEvents
}
