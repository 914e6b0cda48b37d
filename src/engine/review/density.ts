// A run's log as a strip: stretches of as many events each, with when they came and what marks them. Long logs are told by
// their blocks alone; a short one, for which blocks are too coarse, by its events.

import type Database from 'better-sqlite3'
import type { DensityBucket } from '../../core/contract/calls/log.ts'
import { type Block, blockSize } from '../../core/log/blocks.ts'
import { flags } from '../../core/log/flags.ts'
import type { BlockReader } from '../log/sqlite/read/blocks.ts'
import { runShift } from '../log/sqlite/rows/keys.ts'

/** Up to this many events, and bytes of their data, the events themselves are looked at. */
const shortLog = 32_768
const lightLog = 32 * 2 ** 20

export type Density = { readonly events: number; readonly buckets: DensityBucket[] }
type Bucket = { -readonly [K in keyof DensityBucket]: DensityBucket[K] }

/** Gives the function that answers with the density of `run` in at most `most` buckets. */
export function createDensity(db: Database.Database, blocks: BlockReader) {
  const events = db.prepare('SELECT key, at, flags FROM events WHERE key >= ? AND key < ? ORDER BY key').raw()
  const places = createPlaces(db)

  const ofEvents = (run: number, size: number): Bucket[] => {
    const buckets: Bucket[] = []
    for (const row of events.iterate(run * runShift, (run + 1) * runShift)) {
      const [key, at, bits] = row as [number, number, number]
      const seq = key - run * runShift
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

  return db.transaction((run: number, most: number): Density => {
    const list = blocks.blocks(run)
    const count = sum(list, (block) => block.events)
    const short = count <= shortLog && sum(list, (block) => block.bytes) <= lightLog
    const buckets = short
      ? ofEvents(run, Math.max(1, Math.ceil(count / most)))
      : ofBlocks(list, Math.ceil(list.length / most))
    mark(buckets, 'gaps', places.gaps(run, count))
    mark(buckets, 'attempts', places.attempts(run, count))
    return { events: count, buckets }
  })
}

/** Where gaps and attempts stand: the first event after each; for one at the end of the log, the last event. */
export function createPlaces(db: Database.Database) {
  const gaps = db.prepare(`SELECT gap ->> '$.afterSeq' FROM gaps WHERE run = ?`).pluck()
  const attempts = db
    .prepare(`SELECT attempt ->> '$.afterSeq' FROM attempts WHERE run = ? AND number > 1`)
    .pluck()
  const list = (statement: Database.Statement, run: number, count: number): number[] => {
    const seqs = statement.all(run).map((after) => Math.min(count, Number(after) + 1))
    return seqs.filter((seq) => seq > 0).sort((a, b) => a - b)
  }
  return {
    gaps: (run: number, count: number) => list(gaps, run, count),
    /** Those but the first. */
    attempts: (run: number, count: number) => list(attempts, run, count),
  }
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
