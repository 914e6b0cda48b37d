// A run's log as a strip: stretches of as many events each, with when they came and what marks them. Long logs are told by
// their blocks alone; a short one, for which blocks are too coarse, by its events.

import type { DensityBucket } from '../../core/contract/calls/log.ts'
import { type Block, blockSize } from '../../core/log/blocks.ts'
import { flags } from '../../core/log/flags.ts'
import type { Density } from '../log/log-review.ts'
import type { RunReader } from '../log/run-reader.ts'
import { createPlaces } from './places.ts'

/** Up to this many events, and bytes of their data, the events themselves are looked at. */
const shortLog = 32_768
const lightLog = 32 * 2 ** 20

type Bucket = { -readonly [K in keyof DensityBucket]: DensityBucket[K] }

/** Gives the function that answers with the density of `run` in at most `most` buckets. */
export function createDensity(log: RunReader) {
  const places = createPlaces(log)

  const ofEvents = (run: number, size: number): Bucket[] => {
    const buckets: Bucket[] = []
    for (const [seq, at, bits] of log.outlines(run)) {
      let bucket = buckets.at(-1)
      if (bucket === undefined || seq >= bucket.from + size) {
        bucket = newBucket(seq, at)
        buckets.push(bucket)
      }
      bucket.to = seq
      bucket.firstAt = Math.min(bucket.firstAt, at)
      bucket.lastAt = Math.max(bucket.lastAt, at)
      if (bits & flags.ping) bucket.pings++
      if (bits & flags.error) bucket.errors++
      if (bits & flags.warning) bucket.warnings++
    }
    return buckets
  }

  const measure = (run: number, most: number): Density => {
    const list = log.blocks.blocks(run)
    const count = sum(list, (block) => block.events)
    const short = count <= shortLog && sum(list, (block) => block.bytes) <= lightLog
    const buckets = short
      ? ofEvents(run, Math.max(1, Math.ceil(count / most)))
      : ofBlocks(list, Math.ceil(list.length / most))
    mark(buckets, 'gaps', places.gaps(run, count))
    mark(buckets, 'attempts', places.attempts(run, count))
    return { events: count, buckets }
  }

  return (run: number, most: number): Density => log.together(() => measure(run, most))
}

function ofBlocks(list: readonly Block[], size: number): Bucket[] {
  const buckets: Bucket[] = []
  for (const [i, block] of list.entries()) {
    const from = i * blockSize + 1
    let bucket = buckets.at(-1)
    if (bucket === undefined || i % size === 0) {
      bucket = newBucket(from, block.firstAt)
      buckets.push(bucket)
    }
    bucket.to = from + block.events - 1
    bucket.firstAt = Math.min(bucket.firstAt, block.firstAt)
    bucket.lastAt = Math.max(bucket.lastAt, block.lastAt)
    bucket.pings += block.pings
    bucket.errors += block.errors
    bucket.warnings += block.warnings
  }
  return buckets
}

function newBucket(seq: number, at: number): Bucket {
  return {
    from: seq,
    to: seq,
    firstAt: at,
    lastAt: at,
    pings: 0,
    errors: 0,
    warnings: 0,
    gaps: 0,
    attempts: 0,
  }
}

/** Counts what stands at `seqs`, ascending, in the buckets. */
function mark(buckets: readonly Bucket[], what: 'gaps' | 'attempts', seqs: readonly number[]): void {
  let i = 0
  for (const seq of seqs) {
    while (i < buckets.length - 1 && (buckets[i]?.to ?? 0) < seq) i++
    const bucket = buckets[i]
    if (bucket !== undefined) bucket[what]++
  }
}

function sum(list: readonly Block[], count: (block: Block) => number): number {
  return list.reduce((total, block) => total + count(block), 0)
}
