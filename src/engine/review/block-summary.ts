// A run's log summed up by its blocks: what it holds of each class and name, and where the next event of a sort is.
// Events themselves are read only in the one block that holds what was looked for.

import type { Output } from '../../core/contract/contract.ts'
import { type Block, blockSize, otherNames } from '../../core/log/blocks.ts'
import { flags } from '../../core/log/flags.ts'
import type { Question } from '../log/log-review.ts'
import type { RunReader } from '../log/run-reader.ts'
import { createPlaces } from './places.ts'

const mostNames = 200

export function createBlockSummary(log: RunReader) {
  const places = createPlaces(log)

  const nextFlagged = (run: number, from: number, forward: boolean, what: 'error' | 'warning') => {
    const list = log.blocks.blocks(run)
    const counted = what === 'error' ? 'errors' : 'warnings'
    const step = forward ? 1 : -1
    const start = forward
      ? Math.floor(from / blockSize)
      : Math.min(list.length, Math.ceil(from / blockSize)) - 1
    for (let i = start; i >= 0 && i < list.length; i += step) {
      const block = list[i]
      if (block === undefined || block[counted] === 0) continue
      const low = Math.max(i * blockSize + 1, forward ? from + 1 : 1)
      const high = Math.min(i * blockSize + block.events, forward ? Number.MAX_SAFE_INTEGER : from - 1)
      if (low > high) continue
      const found = log.flagged(run, low, high, flags[what], forward ? 'first' : 'last')
      if (found !== null) return found
    }
    return null
  }

  const since = (run: number, at: number): number | null => {
    const block = log.blocks.blocks(run).find((one) => one.lastAt >= at)
    if (block === undefined) return null
    const first = block.block * blockSize + 1
    return log.firstSince(run, first, first + blockSize - 1, at)
  }

  const find = (run: number, { from, direction, what, at }: Question): number | null => {
    const forward = direction === 'next'
    if (what === 'error' || what === 'warning') return nextFlagged(run, from, forward, what)
    if (what === 'time') return at === null ? null : since(run, at)
    const list = (what === 'gap' ? places.gaps : places.attempts)(run, log.count(run))
    return (forward ? list.find((seq) => seq > from) : list.findLast((seq) => seq < from)) ?? null
  }

  return {
    /** The answer of `log.facets`. */
    facets: (run: number): Output<'log.facets'> => facetsOf(log.blocks.blocks(run)),
    /** The event that `log.find` asks for. */
    find: (run: number, question: Question): number | null => log.together(() => find(run, question)),
  }
}

function facetsOf(list: readonly Block[]): Output<'log.facets'> {
  const sum = (count: (block: Block) => number) => list.reduce((total, block) => total + count(block), 0)
  const names = new Map<string, number>()
  for (const block of list) {
    for (const [name, count] of Object.entries(block.names)) names.set(name, (names.get(name) ?? 0) + count)
  }
  names.delete(otherNames)
  const most = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostNames)
  const events = sum((block) => block.events)
  return {
    events,
    levels: {
      error: sum((block) => block.errors),
      warning: sum((block) => block.warnings),
      info: sum((block) => block.info),
      ping: sum((block) => block.pings),
    },
    traits: {
      content: sum((block) => block.content),
      repeat: sum((block) => block.repeats),
      late: sum((block) => block.late),
      unreadable: sum((block) => block.unreadable),
    },
    names: most.map(([name, count]) => ({ name, events: count })),
    rest: { events: events - most.reduce((total, [, count]) => total + count, 0) },
  }
}
