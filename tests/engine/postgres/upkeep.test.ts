import { describe, expect, onTestFinished, test } from 'vitest'
import { defaultSettings } from '../../../src/core/contract/default-settings.ts'
import { createSyncClient } from '../../../src/engine/log/postgres/base/sync-client.ts'
import { createDatabase } from '../../../src/engine/log/postgres/read/database.ts'
import { createReader } from '../../../src/engine/log/postgres/read/reader.ts'
import type { Going } from '../../../src/engine/log/removal-plan.ts'
import { event, manyOf, newRun, summary } from '../../support/hand-log.ts'
import { newAlert } from '../../support/make-alert.ts'
import { openWriter } from '../../support/postgres/hand-member.ts'
import { openTeamLog } from '../../support/postgres/team-log.ts'
import { withRun } from '../../support/postgres/writer-stage.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('Keeping house in a shared log') !== null
const rule = { kind: null, days: 1, runs: null, bytes: null }
const rest = { state: 'closed' as const, cause: null, attempt: 1, since: 1, retryAt: null }

describe.runIf(here)('keeping house', () => {
  test('is the duty of one collector at a time, of another once that one is lost or has left, and of no hub', async () => {
    const { joined, expire, sql } = await openTeamLog()
    const [a, b, hub] = [await joined('a'), await joined('b'), await joined('h', { role: 'hub' })]
    expect(await hub.takeUpkeep()).toMatchObject({ keeper: null, mine: false })
    await hub.askUpkeep('apply', 'Anna')
    const wish = { what: 'apply', by: 'Anna', number: 1 }
    expect(await a.takeUpkeep()).toMatchObject({ keeper: 'a', mine: true, doneAt: null, wish })
    expect(await b.takeUpkeep()).toMatchObject({ keeper: 'a', mine: false })
    await a.sayUpkeep({ tasks: [], outcomes: [] }, 1, true)
    expect(await hub.upkeep()).toMatchObject({ keeper: 'a', doneAt: expect.any(Number), wish: null })

    await expire('a')
    expect(await b.takeUpkeep()).toMatchObject({ keeper: 'b', mine: true })
    expect(await a.takeUpkeep()).toMatchObject({ keeper: 'b', mine: false })
    const nothing = { going: [], rules: [rule], asked: 'rules' as const, at: 1, before: null }
    expect(await a.removeByRules(nothing)).toBe(null)
    await b.leave()
    expect(await hub.upkeep()).toMatchObject({ keeper: null })
    expect(await a.takeUpkeep()).toMatchObject({ keeper: 'a', mine: true })

    // One that lives and does not come back for it.
    await sql.query(`UPDATE runlight.duties SET until = clock_timestamp() - interval '1 ms'`)
    const c = await joined('c')
    expect(await c.takeUpkeep()).toMatchObject({ keeper: 'c', mine: true })
  })

  test('removes what rests and is not kept, with all that it had, and whole partitions once they are empty', async () => {
    const { url, sql, joined } = await openTeamLog()
    const a = await joined('a')
    await a.takeUpkeep()
    const writer = await openWriter(url, 'w')
    const add = () => writer.addRun({ ...newRun(crypto.randomUUID()), summary })
    const [gone, pinned, live, grown] = [await add(), await add(), await add(), await add()]
    const none = { attempts: [], gaps: [], transitions: [], checkpoints: [] }
    for (const run of [gone, pinned, live, grown]) {
      const job = { run, seq: 1_000, job: '{}', textAfter: 0, textFrom: 0, text: '' } as never
      const at = { run, number: 1, at: 1, attempt: 1, afterSeq: 0, state: 'live', cause: null, job: null }
      await writer.commit({
        ...withRun(run, manyOf([{ data: 'word' }], 1_500, run), run === live ? {} : { connection: rest }),
        ...none,
        ...{ attempts: [{ run, number: 1 } as never], gaps: [{ run, number: 1 } as never] },
        ...{ transitions: [at as never], checkpoints: [job] },
      })
      await sql.query(
        `INSERT INTO runlight.secrets (ref, sealed) SELECT 'run:' || uid, 'x' FROM runlight.runs WHERE id = $1`,
        [run],
      )
      await writer.storeAlerts({
        fired: [
          { alert: newAlert({ run }), standings: [{ rule: 'r', run, standing: { open: true } as never }] },
        ],
        changed: [],
        standings: [],
      })
    }
    await writer.mark(pinned, { pinned: true }, 1)
    const going: Going[] = [gone, pinned, live, grown].map((id) => ({
      ...{ id, events: 1_500, bytes: 10, secretOf: null, rule, by: 'days' },
    }))
    await writer.commit(withRun(grown, [event(grown, 1_501, 'more')], { connection: rest }))
    const step = { going, rules: [rule], asked: 'rules' as const, at: 7, before: null }

    // Other rules are stored by now: nothing goes.
    expect(await a.removeByRules(step)).toBe(null)
    await writer.setSetting('settings', JSON.stringify({ ...defaultSettings, retention: [rule] }))
    const removed = await a.removeByRules(step)
    const counted = [{ ...rule, by: 'days', count: 1 }]
    const record = { id: 1, at: 7, asked: 'rules', runs: 1, events: 1_500, bytes: 10, rules: counted }
    expect(removed).toEqual({ ids: [gone], record })
    const hub = await joined('h', { role: 'hub' })
    expect((await hub.feed({})).removed).toEqual([gone])

    const more = [{ ...going[3], events: 1_501 } as Going]
    const both = await a.removeByRules({ ...step, going: more, before: removed?.record ?? null })
    expect(both?.record).toEqual({
      ...record,
      ...{ runs: 2, events: 3_001, bytes: 20, rules: [{ ...rule, by: 'days', count: 2 }] },
    })
    expect((await sql.query('SELECT record FROM runlight.removals')).rows).toHaveLength(1)

    let cleared = 0
    for (let left = true; left; ) {
      const slice = await a.clearRemoved()
      left = slice.left
      cleared += slice.events
    }
    expect(cleared).toBe(1_500 + 1_501)
    const has: Record<string, number[]> = {}
    for (const table of [
      'event_block',
      'event_tail',
      'attempts',
      'gaps',
      'transitions',
      'checkpoints',
      'standings',
      'alerts',
    ]) {
      const { rows } = await sql.query(`SELECT DISTINCT run FROM runlight.${table} ORDER BY run`)
      has[table] = rows.map(({ run }) => Number(run))
    }
    const kept = [pinned, live]
    expect(has).toEqual({
      ...{ event_block: kept, event_tail: [live], attempts: kept, gaps: kept, transitions: kept },
      ...{ checkpoints: kept, standings: kept, alerts: kept },
    })
    expect((await sql.query('SELECT FROM runlight.secrets')).rows).toHaveLength(2)

    expect(await a.dropEmptied()).toEqual({ left: false, events: 0 })
    await writer.removeRuns(kept, null, null)
    await sql.query(`SELECT setval('runlight.runs_id_seq', 1200)`)
    await add()
    const there = async () =>
      (await sql.query(`SELECT to_regclass('runlight.event_block_0') IS NOT NULL AS it`)).rows[0]
        ?.it as boolean
    await sql.query('BEGIN; SELECT count(*) FROM runlight.event_block')
    expect([await a.dropEmptied(), await there()]).toEqual([null, true])
    await sql.query('COMMIT')
    expect([await a.dropEmptied(), await there()]).toEqual([{ left: true, events: 1_500 + 1_024 }, false])
    expect(await a.dropEmptied()).toEqual({ left: false, events: 0 })
    await writer.close()
  })

  test('removes nothing that is still being taken in, however old it is', async () => {
    const { url, joined } = await openTeamLog()
    const a = await joined('a')
    await a.takeUpkeep()
    const writer = await openWriter(url, 'w')
    const run = await writer.addRun({ ...newRun('importing:copy x'), summary })
    await writer.commit(withRun(run, [event(run, 1, 'word')], { connection: rest }))
    await writer.setSetting('settings', JSON.stringify({ ...defaultSettings, retention: [rule] }))
    const going: Going[] = [{ id: run, events: 1, bytes: 10, secretOf: null, rule, by: 'days' }]
    const step = { going, rules: [rule], asked: 'rules' as const, at: 7, before: null }
    expect(await a.removeByRules(step)).toEqual({ ids: [], record: null })
    await writer.adoptRun({ ...summary, id: run, events: 1, connection: rest }, 'x', null)
    expect(await a.removeByRules(step)).toMatchObject({ ids: [run] })
    await writer.close()
  })

  test('takes away what nobody needs any more, and leaves the rest', async () => {
    const { url, sql, joined, addRuns } = await openTeamLog()
    const a = await joined('a')
    const [old, young, half, late, ofGone] = await addRuns(5)
    await joined('long gone')
    await joined('gone')
    await joined('has a run')
    const long = `clock_timestamp() - interval '40 days'`
    await sql.query(`
      UPDATE runlight.runs SET wanted = false, cleared = true, removed_at = clock_timestamp() - interval '2 days' WHERE id = ${old};
      UPDATE runlight.runs SET wanted = false, cleared = true, removed_at = clock_timestamp() WHERE id = ${young};
      UPDATE runlight.members SET closed = true, expires_at = ${long} WHERE name IN ('long gone', 'has a run');
      UPDATE runlight.members SET closed = true, expires_at = clock_timestamp() - interval '8 days' WHERE name = 'gone';
      UPDATE runlight.runs SET wanted = false, uid = 'importing:' || id, changed_clock = 1, changed_by = (SELECT id FROM runlight.members WHERE name = 'gone')
        WHERE id = ${half};
      UPDATE runlight.runs SET wanted = false, uid = 'importing:' || id, changed_clock = 1, changed_by = (SELECT id FROM runlight.members WHERE name = 'a')
        WHERE id = ${late};
      UPDATE runlight.runs SET owner = (SELECT id FROM runlight.members WHERE name = 'has a run') WHERE id = ${ofGone};
      INSERT INTO runlight.runs (uid, kind, base_url, params, has_secret, created_at, job_state, summary, marks, wanted, owner)
        SELECT 'rests', 'plain', '', '{}', false, 1, 'unknown', '{}', '{}', false, id FROM runlight.members WHERE name = 'long gone';
      INSERT INTO runlight.commands (run, name, input, asked_by, asked_at) VALUES
        (${old}, 'runs.stop', '{}', 'x', clock_timestamp()), (${young}, 'runs.stop', '{}', 'x', clock_timestamp()),
        (${young}, 'runs.stop', '{}', 'x', ${long});
      INSERT INTO runlight.standings (rule, run, standing) VALUES ('r', 0, '{}'), ('r', ${young}, '{}'), ('r', ${ofGone}, '{}')`)
    // In most databases signs stand before letters and digits.
    await sql.query('ALTER TABLE runlight.runs ALTER uid TYPE text COLLATE "und-x-icu"')
    while (await a.tidy());
    const all = async (text: string) => (await sql.query(text)).rows.map((row) => Object.values(row)[0])
    expect({
      runs: (await all('SELECT id FROM runlight.runs WHERE removed_at IS NULL ORDER BY id')).map(Number),
      tombstones: (await all('SELECT id FROM runlight.runs WHERE removed_at IS NOT NULL ORDER BY id')).map(
        Number,
      ),
      members: await all('SELECT name FROM runlight.members ORDER BY name'),
      commands: (await all('SELECT run FROM runlight.commands')).map(Number),
      standings: (await all('SELECT run FROM runlight.standings ORDER BY run')).map(Number),
    }).toEqual({
      runs: [late, ofGone, 6],
      tombstones: [young, half],
      members: ['a', 'gone', 'has a run'],
      commands: [young],
      standings: [0, ofGone],
    })
    const client = createSyncClient(url, 'test')
    onTestFinished(client.close)
    expect(createReader(createDatabase(client)).unfinishedImports()).toEqual([late])
  })
})
