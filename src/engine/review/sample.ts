// Looking at a giant run in samples: the arrival of every 1,024th event, the blocks in which the longest waits must lie,
// some more blocks spread over the run, and the job at its checkpoints. It never reads the run whole.

import { formatCount } from '../../core/basics/quantities.ts'
import type { Instant, Moment } from '../../core/figures/instant.ts'
import { createStretches, type Wait, waitsOf } from '../../core/figures/measure.ts'
import type { Point } from '../../core/figures/series.ts'
import { blockSize } from '../../core/log/blocks.ts'
import type { StoredRun } from '../log/rows.ts'
import type { RunReader } from '../log/run-reader.ts'
import type { Seen } from './seen.ts'
import type { Work } from './slices.ts'

/** Blocks that stand for all others. */
const sampledBlocks = 96
/** More blocks than this are not read for the longest wait: it then is the longest that was found. */
const searchedBlocks = 400
const mostPoints = 1_000
const lookedUpAtOnce = 500

type Span = { readonly block: number; readonly from: number; readonly to: number; readonly events: number }

type Deps = {
  readonly log: RunReader
  readonly find: (run: number, moment: Moment) => Work<Instant | null>
}

export function createSampler({ log, find }: Deps) {
  /** When each block began and ended. */
  function* spansOf(run: number, events: number): Work<Span[]> {
    const spans: Span[] = []
    for (let block = 0; block * blockSize < events; block++) {
      const [first, last] = [block * blockSize + 1, Math.min(events, (block + 1) * blockSize)]
      const from = Math.max(log.atOf(run, first), spans.at(-1)?.to ?? 0)
      const to = Math.max(log.atOf(run, last), from)
      spans.push({ block, from, to, events: last - first + 1 })
      if (block % lookedUpAtOnce === 0) yield (0.3 * last) / events
    }
    return spans
  }

  function* progressOf(run: number): Work<readonly Point[]> {
    const seqs = log.checkpoints.seqs(run)
    const every = Math.max(1, Math.ceil(seqs.length / mostPoints))
    const points: Point[] = []
    for (const [i, seq] of seqs.entries()) {
      if (i % every !== 0 && i < seqs.length - 1) continue
      const job = log.checkpoints.outline(run, seq)
      const first = job?.progress.first
      if (first && points.length === 0) points.push({ at: first.at, value: first.percent })
      const { percent } = job?.progress ?? { percent: null }
      const at = Math.max(job?.lastEventAt ?? 0, points.at(-1)?.at ?? 0)
      if (percent !== null && at > 0) points.push({ at, value: percent })
      yield 0.7 + (0.3 * i) / seqs.length
    }
    return points
  }

  return {
    *sample(stored: StoredRun, events: number, startedAt: number, widthMs: number): Work<Seen> {
      const run = stored.summary.id
      const end = yield* find(run, { type: 'end' })
      const spans = yield* spansOf(run, events)
      const stretches = createStretches(startedAt, widthMs)
      const waits: number[] = []
      let longest: Wait | null = null
      const note = (ms: number, before: number, at: number) => {
        stretches.wait(at, ms)
        if (longest === null || ms > longest.ms) longest = { ms, before, at }
      }
      for (const [i, span] of spans.entries()) {
        stretches.events(span.from, span.events, span.to)
        const before = spans[i - 1]
        if (before !== undefined) note(span.from - before.to, span.block * blockSize + 1, span.from)
        // What a block must hold at least: its waits cannot all be shorter than their mean.
        if (span.events > 1) stretches.wait(span.to, (span.to - span.from) / (span.events - 1))
      }
      const readBlock = ({ block, from }: Span): number[] => {
        const first = block * blockSize + 1
        const times = log.times(run, first, Math.min(events, first + blockSize - 1))
        const found: number[] = []
        let before = from
        for (const [i, time] of times.entries()) {
          const at = Math.max(time, before)
          if (i > 0) {
            found.push(at - before)
            note(at - before, first + i, at)
          }
          before = at
        }
        return found
      }
      // No wait is longer than its block: once the longest found outlasts a whole block, so it does all shorter ones.
      let [looked, sure] = [0, true]
      for (const span of spans.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
        const best: Wait | null = longest
        if (best !== null && span.to - span.from <= (best as Wait).ms) break
        sure = looked < searchedBlocks
        if (!sure) break
        readBlock(span)
        looked++
        yield 0.4 + (0.1 * looked) / searchedBlocks
      }
      const every = Math.max(1, Math.floor(spans.length / sampledBlocks))
      for (let i = 0; i < spans.length; i += every) {
        const span = spans[i]
        if (span !== undefined) waits.push(...readBlock(span))
        yield 0.5 + (0.2 * i) / spans.length
      }
      const progress = yield* progressOf(run)
      const counted = new Map<string, number>()
      for (const { names } of log.blocks.blocks(run))
        for (const [name, count] of Object.entries(names)) counted.set(name, (counted.get(name) ?? 0) + count)
      const sampled = formatCount(Math.ceil(spans.length / every), 'block')
      return {
        exact: false,
        basis: `Times between events are read off ${sampled} of ${spans.length.toLocaleString('en-US')}, events per second off every ${blockSize.toLocaleString('en-US')}th event, progress off the run’s checkpoints.${sure ? '' : ' A longer wait than the longest one found is possible, and not likely.'}`,
        job: end?.job ?? raise(run),
        progress,
        names: [...counted].map(([name, count]) => ({ name, events: count })),
        stretches: stretches.stretches(),
        waits: waitsOf(waits, longest),
      }
    },
  }
}

function raise(run: number): never {
  throw new Error(`Run ${run} was removed while it was looked at.`)
}
