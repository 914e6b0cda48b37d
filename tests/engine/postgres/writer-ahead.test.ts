// Events that the writer is given before their batch: they are stored by the batch alone, and as if it had brought them.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPacker } from '../../../src/engine/log/postgres/write/ahead.ts'
import { createRandom } from '../../harness/random.ts'
import { manyOf } from '../../support/hand-log.ts'
import { openWriterStage, plain, type WriterStage, withRun } from '../../support/postgres/writer-stage.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('What the writer is given ahead') !== null

describe.skipIf(!here)('what the writer is given ahead', () => {
  let stage: WriterStage
  beforeAll(async () => {
    stage = await openWriterStage()
  })
  afterAll(() => stage?.close())

  const seeds = [{ data: '{"progress":1}' }, { data: 'caf\u00e9 \ud83d' }, { raw: Uint8Array.of(0) }]

  test('is stored by its batch, with what the batch brings beside it, and not before', async () => {
    const [one, other] = [await stage.addRun(), await stage.addRun()]
    const packer = createPacker()
    const [first, second] = [manyOf(seeds, 1_500, one), manyOf(seeds, 20, other)]
    const parts = [first.slice(0, 400), first.slice(400, 1_400), first.slice(1_400)]
    for (const [i, part] of parts.entries()) {
      const batch = withRun(one, part)
      const both = i === 1 ? { ...batch, events: [...batch.events, ...second] } : batch
      const packed = packer.pack(both, false)
      if (i > 0) expect(packed.runs.map(({ ahead }) => ahead)).toEqual(i === 1 ? [true, false] : [true])
      const committed = stage.writer.commitPacked(structuredClone(packed))
      // The next batch may bring more than was there when it was told of.
      const next = parts[i + 1]?.slice(0, 700)
      if (next !== undefined) stage.writer.readAhead(structuredClone(packer.ahead(next)))
      await committed
      expect(plain(await stage.storedEvents(one))).toEqual(plain(parts.slice(0, i + 1).flat()))
    }
    expect(plain(await stage.storedEvents(other))).toEqual(plain(second))
  })

  test('is of no use to a batch that was given before, or that lacks some of it', async () => {
    const run = await stage.addRun()
    const packer = createPacker()
    const events = manyOf(seeds, 30, run)
    stage.writer.readAhead(packer.ahead(events.slice(0, 10)))
    await stage.writer.commitPacked(packer.pack(withRun(run, events.slice(0, 10)), true), true)
    stage.writer.readAhead(packer.ahead(events.slice(5, 20)))
    await stage.writer.commitPacked(packer.pack(withRun(run, events.slice(10, 20)), false))
    expect(plain(await stage.storedEvents(run))).toEqual(plain(events.slice(0, 20)))
  })

  test('that is not there is asked for again, and stored then', async () => {
    const run = await stage.addRun()
    const packer = createPacker()
    const batch = withRun(run, manyOf(seeds, 10, run))
    packer.ahead(batch.events)
    await expect(stage.writer.commitPacked(packer.pack(batch, false))).rejects.toThrow('is not there')
    expect(await stage.storedEvents(run)).toEqual([])
    await stage.writer.commitPacked(packer.pack(batch, true), true)
    expect(plain(await stage.storedEvents(run))).toEqual(plain(batch.events))
  })

  test('makes the rows that would have been made without it, whatever comes next after all', async () => {
    const random = createRandom(11)
    for (let round = 0; round < 6; round++) {
      const [told, untold] = [await stage.addRun(), await stage.addRun()]
      const packer = createPacker()
      const count = 1_000 + random.below(2_500)
      const [own, others] = [manyOf(seeds, count, told), manyOf(seeds, count, untold)]
      const cuts: [number, number][] = []
      for (let at = 0; at < count; ) {
        const to = Math.min(count, at + 1 + random.below(900))
        const committed = stage.writer.commitPacked(packer.pack(withRun(told, own.slice(at, to)), false))
        const next = own.slice(to + random.below(2), to + random.below(900))
        if (random.below(4) > 0) stage.writer.readAhead(packer.ahead(next))
        await committed
        cuts.push([at, to])
        at = to
      }
      for (const [from, to] of cuts) await stage.writer.commit(withRun(untold, others.slice(from, to)))
      expect(await stage.storedRows(told)).toEqual(await stage.storedRows(untold))
    }
  })
})
