import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { event, manyOf, newServer, summary } from '../../support/hand-log.ts'
import { newSharedLog, openWriter } from '../../support/postgres/hand-member.ts'
import { openWriterStage, plain, type WriterStage, withRun } from '../../support/postgres/writer-stage.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('The fence of the shared log') !== null

describe.skipIf(!here)('the writer', () => {
  let stage: WriterStage
  beforeAll(async () => {
    stage = await openWriterStage()
  })
  afterAll(() => stage?.close())

  test('a collector whose place was taken writes nothing, by whatever function', async () => {
    const old = await openWriter(stage.url, 'c')
    const run = await stage.addRun({}, old)
    await old.commit(withRun(run, [event(run, 1, 'a')]))
    const successor = await openWriter(stage.url, 'c')
    const whole = { ...summary, id: run }
    const before = await stage.connection.all(
      'SELECT (SELECT count(*) FROM runlight.runs) AS runs, (SELECT count(*) FROM runlight.settings) AS settings',
    )
    const attempts: readonly Promise<unknown>[] = [
      old.commit(withRun(run, [event(run, 2, 'b')])),
      old
        .putBlocks(run, [])
        .then(() =>
          old.putCheckpoints(run, [{ run, seq: 1, job: '{}', textAfter: 0, textFrom: 0, text: '' }], [1]),
        ),
      old.setReading(run, null),
      old.reflag(run, [[1, 2]]),
      old.readAnew(run, { upTo: 1, params: {}, checkpoints: [], summary: null }),
      stage.addRun({}, old),
      old.adoptRun(whole, 'other', null),
      old.mark(run, { note: 'no' }, 1),
      old.removeRuns([run], null, null),
      old.removeRun(run),
      old.clearSlice(),
      old.saveServer(newServer('x'), null),
      old.removeServer(1),
      old.setSetting('a', 'b'),
      old.storeAlerts({ fired: [], changed: [], standings: [] }),
      old.dropStandings('a'),
      old.look(),
    ]
    const codes = await Promise.all(
      attempts.map((one) =>
        one.then(
          () => 'written',
          (thrown) => thrown.code,
        ),
      ),
    )
    expect(new Set(codes)).toEqual(new Set(['fenced']))
    expect(
      await stage.connection.all(
        'SELECT (SELECT count(*) FROM runlight.runs) AS runs, (SELECT count(*) FROM runlight.settings) AS settings',
      ),
    ).toEqual(before)
    expect(await stage.runRow(run)).toMatchObject({ events: 1 })
    // The run is still that of the epoch that is over: whoever has the place now has not claimed it.
    await expect(successor.commit(withRun(run, [event(run, 2, 'b')]))).rejects.toMatchObject({
      code: 'fenced',
      detail: { runs: [run] },
    })
    await Promise.all([old.close(), successor.close()])
  })

  test('what waited while the place was lost and taken again is not written from the new one', async () => {
    const writer = await openWriter(stage.url, 'w')
    const run = await stage.addRun({}, writer)
    const { id, epoch, ttlMs } = writer.member
    await stage.connection.all('UPDATE runlight.members SET epoch = epoch + 1 WHERE id = $1', id)
    await stage.connection.all('UPDATE runlight.runs SET owner_epoch = $2 WHERE id = $1', run, epoch + 1)

    const late = writer.commit(withRun(run, [event(run, 1, 'of the stream before')]))
    writer.setMember({ id, epoch: epoch + 1, ttlMs })
    await expect(late).rejects.toMatchObject({ code: 'fenced' })
    await writer.commit(withRun(run, [event(run, 1, 'of the stream now')]))
    expect(plain(await stage.storedEvents(run)).map(({ data }) => data)).toEqual(['of the stream now'])
    await writer.close()
  })

  test('marks that another has put on a run stay, though its collector reads it back before it has heard of them', async () => {
    const run = await stage.addRun()
    const hub = await openWriter(stage.url, 'hub', 'hub')
    const marksOf = async () => JSON.parse(String((await stage.runRow(run))?.marks)).marks
    await hub.mark(run, { note: 'look here' }, 5)
    // The summary is one of before, and the run the first that this writer is given of it.
    await stage.writer.commit(withRun(run, [event(run, 1, 'a')]))
    expect(await marksOf()).toMatchObject({ note: 'look here' })
    await stage.writer.commit(withRun(run, [event(run, 2, 'b')]), true)
    expect(await marksOf()).toMatchObject({ note: 'look here' })
    // What the engine itself changes is stored if nobody has changed it meanwhile.
    const seen = { ...summary.marks, note: 'look here', acknowledgedAt: 5 }
    await hub.mark(run, { acknowledged: true }, 5)
    const changed = withRun(run, [], { events: 2, marks: { ...seen, acknowledgedAt: null } })
    const [update] = changed.runs
    const from = (marks: typeof seen) => ({
      ...changed,
      runs: update === undefined ? [] : [{ ...update, marksBefore: { title: summary.title, marks } }],
    })
    await stage.writer.commit(from({ ...seen, acknowledgedAt: 4 }))
    expect(await marksOf()).toEqual(seen)
    await stage.writer.commit(from(seen))
    expect(await marksOf()).toEqual({ ...seen, acknowledgedAt: null })
    await hub.close()
  })

  test('a summary that has not seen what another added is not stored, though nobody has the run any more', async () => {
    const run = await stage.addRun()
    await stage.writer.commit(withRun(run, [event(run, 1, 'a')]))
    const other = await openWriter(stage.url, 'other')
    await stage.connection.all(
      'UPDATE runlight.runs SET owner = $1, owner_epoch = $2 WHERE id = $3 RETURNING id',
      other.member.id,
      other.member.epoch,
      run,
    )
    const rests = { connection: { ...summary.connection, state: 'closed' as const } }
    await other.commit(withRun(run, [event(run, 2, 'b')], rests))
    await stage.connection.all(
      'UPDATE runlight.members SET closed = true WHERE id = $1 RETURNING id',
      other.member.id,
    )
    const late = withRun(run, [event(run, 1, 'a')], {
      connection: { ...summary.connection, state: 'ended-early' },
    })
    await expect(stage.writer.commit(late, true)).rejects.toMatchObject({
      code: 'fenced',
      detail: { runs: [run] },
    })
    expect(JSON.parse(String((await stage.runRow(run))?.summary))).toMatchObject({ events: 2 })
    await other.close()
  })

  test('marks that another has put on a live run stay when its collector stores it', async () => {
    const run = await stage.addRun()
    await stage.writer.commit(withRun(run, [event(run, 1, 'a')]))
    const hub = await openWriter(stage.url, 'hub', 'hub')
    await Promise.all([
      hub.mark(run, { tag: ['one'], title: 'Mine' }, 5),
      stage.writer.mark(run, { note: 'two' }, 5),
    ])
    await stage.writer.commit(withRun(run, [event(run, 2, 'b')]))
    const row = await stage.runRow(run)
    expect(JSON.parse(String(row?.marks))).toMatchObject({
      title: 'Mine',
      marks: { tags: ['one'], note: 'two' },
    })
    expect(JSON.parse(String(row?.summary))).not.toHaveProperty('marks')
    await hub.close()
  })

  test('a removed run is a tombstone, then cleared, and takes nothing more', async () => {
    const run = await stage.addRun()
    const events = manyOf([{ data: 'a' }], 1_100, run)
    await stage.writer.commit(withRun(run, events.slice(0, 1_050)))
    const removal = { at: 1, asked: 'by hand', runs: 1, events: 1_050, bytes: 1, rules: [] } as never
    const id = await stage.writer.removeRuns([run], removal, null)
    expect(await stage.writer.removeRuns([], removal, id)).toBe(id)
    await stage.writer.commit(withRun(run, events.slice(1_050)))
    let cleared = 0
    for (;;) {
      const { left, events: gone } = await stage.writer.clearSlice()
      cleared += gone
      if (!left) break
    }
    expect(cleared).toBe(1_024)
    expect(await stage.storedEvents(run)).toEqual([])
    expect(
      await stage.connection.all(
        'SELECT removed_at IS NOT NULL AS gone, cleared FROM runlight.runs WHERE id = $1',
        run,
      ),
    ).toEqual([{ gone: true, cleared: true }])
  })

  test('a partition all of whose runs were removed is dropped whole', async () => {
    const own = await newSharedLog()
    const its = await openWriter(own, 'a')
    const reader = createConnection(own, 'test', 10_000)
    const run = await stage.addRun({}, its)
    await its.commit(withRun(run, manyOf([{ data: 'a' }], 1_024, run)))
    await reader.run({ sql: `SELECT setval('runlight.runs_id_seq', 2000)` })
    await stage.addRun({}, its)
    await its.removeRun(run)
    expect(await its.clearSlice()).toEqual({ left: true, events: 1_024 })
    expect(await reader.all(`SELECT relname FROM pg_class WHERE relname ~ '^event_block_[0-9]+$'`)).toEqual([
      { relname: 'event_block_1' },
    ])
    await Promise.all([its.close(), reader.close()])
  })
})
