import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Block } from '../../../src/core/log/blocks.ts'
import { event, manyOf, summary } from '../../support/hand-log.ts'
import { openWriter } from '../../support/postgres/hand-member.ts'
import { openWriterStage, plain, type WriterStage, withRun } from '../../support/postgres/writer-stage.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('The writer of the shared log') !== null

describe.skipIf(!here)('the writer', () => {
  let stage: WriterStage
  beforeAll(async () => {
    stage = await openWriterStage()
  })
  afterAll(() => stage?.close())

  test('events of many commits come back in order, sealed at each boundary, whatever they hold', async () => {
    const run = await stage.addRun()
    const seeds = [
      { data: '{"progress":1}', id: '1\0' },
      { data: '\ud83d', name: '\udc0e' },
      { raw: Uint8Array.of(0, 255) },
    ]
    const events = manyOf(seeds, 2_500, run)
    for (let from = 0; from < events.length; from += 300)
      await stage.writer.commit(withRun(run, events.slice(from, from + 300)))
    expect(plain(await stage.storedEvents(run))).toEqual(plain(events))
    const blocks = await stage.blocksOf(run)
    expect(blocks.map((row) => [row.first_seq, row.last_seq])).toEqual([
      [1, 1_024],
      [1_025, 2_048],
    ])
    const figures = JSON.parse(String(blocks[1]?.figures)) as Block
    expect(figures).toMatchObject({ block: 1, events: 1_024, firstAt: 2_024, lastAt: 3_047 })
    expect(await stage.runRow(run)).toMatchObject({ events: 2_500, wanted: true, resume_id: '"i\\u0000"' })
  })

  test('a run that rests has no tail, and what follows fills the same block in a second row', async () => {
    const run = await stage.addRun()
    const events = manyOf([{ data: 'a' }], 1_100, run)
    const rest = { connection: { ...summary.connection, state: 'stopped' as const } }
    await stage.writer.commit(withRun(run, events.slice(0, 500)))
    await stage.writer.commit(withRun(run, events.slice(500, 600), rest))
    expect(await stage.blocksOf(run)).toHaveLength(1)
    expect(await stage.runRow(run)).toMatchObject({ wanted: false })
    // As after a start: nothing of it is in memory.
    const later = await openWriter(stage.url, 'b')
    await stage.connection.run({
      sql: 'UPDATE runlight.runs SET owner = $1, owner_epoch = $2, wanted = true WHERE id = $3',
      params: [later.member.id, later.member.epoch, run],
    })
    await later.commit(withRun(run, events.slice(600, 1_000)))
    await later.commit(withRun(run, events.slice(1_000)))
    const blocks = await stage.blocksOf(run)
    expect(blocks.map((row) => [row.first_seq, row.last_seq])).toEqual([
      [1, 600],
      [601, 1_024],
    ])
    expect(blocks.map(({ figures }) => (JSON.parse(String(figures)) as Block).events)).toEqual([600, 1_024])
    expect(plain(await stage.storedEvents(run))).toEqual(plain(events))
    await later.close()
  })

  test('large events are rows before their block is full', async () => {
    const run = await stage.addRun()
    const large = event(run, 1, 'x'.repeat(5 * 2 ** 20))
    await stage.writer.commit(withRun(run, [large, event(run, 2, 'small')]))
    expect((await stage.blocksOf(run)).map((row) => [row.first_seq, row.last_seq])).toEqual([[1, 1]])
    expect((await stage.storedEvents(run)).map(({ data }) => data.length)).toEqual([5 * 2 ** 20, 5])
  })

  test('what is stored already is not stored twice, and what leaves a hole is refused', async () => {
    const run = await stage.addRun()
    const events = manyOf([{ data: 'a' }, { data: 'b' }], 40, run)
    await stage.writer.commit(withRun(run, events.slice(0, 20)))
    await stage.writer.commit(withRun(run, events.slice(10, 30)), true)
    await stage.writer.commit(withRun(run, events.slice(0, 30)), true)
    expect(plain(await stage.storedEvents(run))).toEqual(plain(events.slice(0, 30)))
    await expect(stage.writer.commit(withRun(run, events.slice(35)))).rejects.toThrow('does not follow')
    expect(await stage.runRow(run)).toMatchObject({ events: 30 })
    await stage.writer.commit(withRun(run, events.slice(30)))
    expect(plain(await stage.storedEvents(run))).toEqual(plain(events))
  })

  test('a run read again has its new bits and none of its old figures, until they are made', async () => {
    const run = await stage.addRun()
    const events = manyOf([{ data: 'a' }], 1_100, run)
    await stage.writer.commit(withRun(run, events))
    await stage.writer.reflag(run, [
      [5, 1],
      [1_024, 2],
      [1_025, 1],
      [1_100, 4],
    ])
    const flags = (await stage.storedEvents(run))
      .filter((one) => one.flags !== 0)
      .map((one) => [one.seq, one.flags])
    expect(flags).toEqual([
      [5, 1],
      [1_024, 2],
      [1_025, 1],
      [1_100, 4],
    ])
    const before = JSON.parse(String((await stage.blocksOf(run))[0]?.figures)) as Block
    expect(await stage.writer.setReading(run, { readAs: 'x', done: 3 })).toMatchObject({
      id: run,
      reading: { done: 3 },
    })
    const { job, connection: wire, pings, unreadable, repeats, late } = summary
    const anew = await stage.writer.readAnew(run, {
      upTo: 1_100,
      params: { a: '1' },
      checkpoints: [],
      summary: { job, connection: wire, pings, unreadable, repeats, late },
    })
    expect(anew).toMatchObject({ id: run, readAgain: 1 })
    expect(anew).not.toHaveProperty('reading')
    expect((await stage.blocksOf(run))[0]?.figures).toBe(null)
    await stage.writer.putBlocks(run, [before])
    expect(JSON.parse(String((await stage.blocksOf(run))[0]?.figures))).toEqual(before)
    expect(await stage.connection.all('SELECT reads FROM runlight.runs WHERE id = $1', run)).toEqual([
      { reads: 2 },
    ])
  })
})
