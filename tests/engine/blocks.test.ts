// Blocks are what the events say, however they came to be written: in any batches, over restarts, after a failed
// transaction, or made anew where a log has none.

import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Block, blockSize, otherNames } from '../../src/core/log/blocks.ts'
import { flags } from '../../src/core/log/flags.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import { openLogForWriting, prepareDataDir } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createBlockReader } from '../../src/engine/log/sqlite/read/blocks.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { addRun, batch, event, jsonData, manyOf } from '../support/hand-log.ts'

let dataDir: string
let db: Database.Database
beforeEach(() => {
  dataDir = freshDir()
  prepareDataDir(dataDir)
  open()
})
afterEach(() => {
  db.close()
  removeDir(dataDir)
})

function open(): void {
  db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
}

/** What a block is, said the slow and obvious way. */
function bruteForce(events: readonly NewEvent[], block: number): Omit<Block, 'names' | 'zones'> {
  const mine = events.slice(block * blockSize, (block + 1) * blockSize)
  const having = (bit: number) => mine.filter((event) => (event.flags & bit) !== 0).length
  return {
    block,
    events: mine.length,
    firstAt: Math.min(...mine.map((event) => event.at)),
    lastAt: Math.max(...mine.map((event) => event.at)),
    bytes: mine.reduce((sum, event) => sum + new TextEncoder().encode(event.data).length, 0),
    pings: having(flags.ping),
    repeats: having(flags.repeat),
    late: having(flags.late),
    unreadable: having(flags.unreadable),
    errors: having(flags.error),
    warnings: having(flags.warning),
    info: mine.filter((event) => (event.flags & (flags.error | flags.warning | flags.ping)) === 0).length,
    content: having(flags.content),
  }
}

const plain = ({ names, zones, ...counts }: Block) => ({ counts, names: { ...names }, zones })

const names = ['status', 'ping', 'log', '__proto__', 'constructor', 'x'.repeat(400), 'message']
const arbitraryEvent = fc.record({
  name: fc.constantFrom(...names),
  data: jsonData,
  flags: fc.integer({ min: 0, max: 1_023 }),
  at: fc.integer({ min: 1, max: 2_000_000_000_000 }),
})

describe('blocks', () => {
  test('are the same as a slow count, after any batches and any restarts', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryEvent, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 2_600 }),
        fc.array(fc.record({ size: fc.integer({ min: 1, max: 1_500 }), restart: fc.boolean() }), {
          minLength: 1,
          maxLength: 6,
        }),
        (seeds, count, cuts) => {
          let writer = createWriter(db)
          const runs = [addRun(writer), addRun(writer)]
          const all = new Map(
            runs.map((run, i) => [run, manyOf(seeds.slice(i % seeds.length), count + i, run)]),
          )
          const left = new Map([...all].map(([run, events]) => [run, [...events]]))
          for (let i = 0; [...left.values()].some((events) => events.length > 0); i++) {
            const cut = cuts[i % cuts.length] ?? { size: 1_000, restart: false }
            // Both runs in one transaction, and not in order of key.
            writer.commit(
              batch([...left.values()].toReversed().flatMap((events) => events.splice(0, cut.size))),
            )
            if (cut.restart) {
              db.close()
              open()
              writer = createWriter(db)
            }
          }
          for (const [run, events] of all) {
            const blocks = createBlockReader(db).blocks(run)
            expect(blocks.map((block) => plain(block).counts)).toEqual(
              blocks.map((_, i) => bruteForce(events, i)),
            )
            expect(blocks.reduce((sum, block) => sum + block.events, 0)).toBe(events.length)
            db.prepare('DELETE FROM blocks WHERE run = ?').run(run)
            expect(createBlockReader(db).blocks(run).map(plain)).toEqual(blocks.map(plain))
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  test('count names exactly, and those that are too many or too long together', () => {
    const writer = createWriter(db)
    const run = addRun(writer)
    const many = manyOf([{}], 1_024, run).map((event, i) => ({ ...event, name: `name ${i % 80}` }))
    writer.commit(batch(many))
    const [block] = createBlockReader(db).blocks(run)
    const named = Object.entries(block?.names ?? {})
    expect(named.reduce((sum, [, count]) => sum + count, 0)).toBe(1_024)
    expect(named.length).toBe(65)
    for (const [name, count] of named) {
      if (name !== otherNames) expect(count).toBe(many.filter((event) => event.name === name).length)
    }
    expect(Object.hasOwn(block?.names ?? {}, 'toString')).toBe(false)
  })

  test('forget what a failed transaction counted', () => {
    const writer = createWriter(db)
    const run = addRun(writer)
    const events = manyOf([{ data: '{"a":1}' }], 10, run)
    writer.commit(batch(events.slice(0, 5)))
    expect(() => writer.commit(batch([...events.slice(5, 8), ...events.slice(0, 1)]))).toThrow(/UNIQUE/)
    writer.commit(batch(events.slice(5)))
    const [block] = createBlockReader(db).blocks(run)
    expect(block && plain(block).counts).toEqual(bruteForce(events, 0))
  })

  test('go with their run, and a late event of a removed run brings none back', () => {
    const writer = createWriter(db)
    const run = addRun(writer)
    writer.commit(batch(manyOf([{}], 3_000, run)))
    const count = () => db.prepare('SELECT count(*) FROM blocks').pluck().get()
    expect(count()).toBe(3)
    writer.removeRun(run)
    while (writer.clearSlice().left) {}
    expect(count()).toBe(0)
    writer.commit(batch([event(run, 3_001, '')]))
    expect(count()).toBe(0)
  })

  test('that were missing are stored, and never in the place of one that says more', () => {
    const writer = createWriter(db)
    const run = addRun(writer)
    const events = manyOf([{ data: '{"a":5}' }], 2_500, run)
    writer.commit(batch(events.slice(0, 2_100)))
    const early = createBlockReader(db).blocks(run)
    writer.commit(batch(events.slice(2_100)))
    db.prepare('DELETE FROM blocks WHERE run = ? AND block = 0').run(run)
    const reader = createBlockReader(db)
    expect(reader.isWhole(run)).toBe(false)
    writer.putBlocks(run, early)
    expect(reader.isWhole(run)).toBe(true)
    expect(reader.blocks(run).map((block) => plain(block).counts)).toEqual(
      [0, 1, 2].map((i) => bruteForce(events, i)),
    )
    // What was put does not mislead the writer about the events that follow.
    writer.commit(batch([event(run, 2_501, '')]))
    expect(reader.blocks(run).at(-1)?.events).toBe(2_501 - 2 * blockSize)
  })

  test('are made a little at a time where time is short', () => {
    const writer = createWriter(db)
    const run = addRun(writer)
    writer.commit(batch(manyOf([{ data: '{"a":5}' }], 30_000, run)))
    db.prepare('DELETE FROM blocks').run()
    const reader = createBlockReader(db)
    const sizes: number[] = []
    for (let done = false; !done; ) {
      const step = reader.make(run, 5)
      sizes.push(step.made.length)
      done = step.done
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(30)
    expect(sizes.length).toBeGreaterThan(1)
    expect(reader.blocks(run).length).toBe(30)
  })
})
