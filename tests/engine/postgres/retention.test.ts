// The storage rules of a team, carried out by collectors that run: what a hub's screens see of it, and what stays.

import { Client } from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openAccess } from '../../../src/engine/log/postgres/access/open-access.ts'
import { ownerOfHub } from '../../../src/engine/open-team-hub.ts'
import { postgresHere, sharedPostgres } from '../../support/postgres.ts'
import { screenOn } from '../../support/team-screen.ts'
import { setTeamStage } from '../../support/team-stage.ts'

const here = postgresHere('The storage rules of a team') !== null
/** Processes are started, killed and waited for, on whatever machine. */
const busyMs = 300_000
const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 90_000, interval: 50 })

describe.runIf(here)('the storage rules of a team', () => {
  test('are applied by one collector, by the other when that one is killed; what is live or pinned stays, and screens drop the rest', {
    timeout: busyMs,
  }, async () => {
    const url = await (await sharedPostgres()).createDatabase()
    const { log, add, grows, collector } = await setTeamStage(url)
    const jobs = ['one', 'two', 'pinned', 'live']
    const runs = new Map<string, number>()
    // While the stage has its place, which nobody keeps for it.
    for (const job of jobs) runs.set(job, await add(job))
    const of = (job: string) => runs.get(job) ?? 0
    const sql = new Client(url)
    await sql.connect()
    onTestFinished(() => sql.end())
    const { call, ask, pushes } = await screenOn(url)
    const a = await collector('a')
    await a.hears('keeps-house')
    const b = await collector('b')
    for (const job of jobs) await grows(of(job))
    for (const job of jobs.slice(0, 3)) await ask('runs.stop', { run: of(job) })
    await call('runs.mark', { run: of('pinned'), change: { pinned: true } })
    await until(async () => {
      const { rows } = await sql.query('SELECT id FROM runlight.runs WHERE wanted')
      expect(rows.map(({ id }) => Number(id))).toEqual([of('live')])
    })
    const ids = async () =>
      (await call('runs.snapshot', {})).runs.map(({ id }) => id).toSorted((x, y) => x - y)
    const found = async () => {
      const input = { query: 'one', within: null, cursor: null, limit: 50, perRun: 1 }
      return (await call('search.run', input)).groups.map(({ run }) => run.id)
    }
    await until(async () => expect(await found()).toEqual([of('one')]))
    expect(await ids()).toEqual(jobs.map(of))

    // So long ago that the rule takes them; the live one as well, were it not live.
    await sql.query(
      `UPDATE runlight.runs SET summary = (summary::jsonb || '{"createdAt":1,"lastEventAt":1}')::text`,
    )
    const rule = { kind: null, days: 1, runs: null, bytes: null }
    await call('settings.set', { retention: [rule] })
    await call('storage.prune', {})
    await until(async () => expect(await ids()).toEqual([of('pinned'), of('live')]))
    const access = await openAccess(url)
    onTestFinished(access.close)
    const audit = await access.audit.page({ before: null, limit: 9, who: null, what: 'settings' })
    expect(audit.rows[0]).toMatchObject({
      who: ownerOfHub().name,
      detail: { settings: ['retention'], retention: { before: [], now: [rule] } },
    })
    await until(async () => {
      const { outcomes, removal, upkeep } = await call('storage.status', {})
      expect(upkeep).toEqual({ collector: 'a', doneAt: expect.any(Number) })
      expect(removal).toMatchObject({ asked: 'person', runs: 2 })
      expect(outcomes.map(({ type, ok }) => [type, ok])).toContainEqual(['free', true])
    })
    expect(pushes.flatMap(({ removed }) => removed).toSorted((x, y) => x - y)).toEqual([of('one'), of('two')])
    const left =
      await sql.query(`SELECT run FROM runlight.event_tail UNION SELECT run FROM runlight.event_block
      UNION SELECT run FROM runlight.attempts UNION SELECT run FROM runlight.transitions ORDER BY 1`)
    expect(left.rows.map(({ run }) => Number(run))).toEqual([of('pinned'), of('live')])
    expect(await found()).toEqual([])
    await grows(of('live'))
    expect(b.told.filter(({ type }) => type === 'keeps-house')).toEqual([])

    a.signal('SIGKILL')
    await b.hears('keeps-house')
    await b.hears('claimed')
    await call('runs.mark', { run: of('pinned'), change: { pinned: false } })
    await until(async () => {
      await call('storage.prune', {})
      expect(await ids()).toEqual([of('live')])
    })
    await until(async () => {
      expect(await call('storage.status', {})).toMatchObject({
        upkeep: { collector: 'b' },
        removal: { runs: 1 },
      })
    })
    expect(await call('storage.history', {})).toHaveLength(2)
    await grows(of('live'))
    expect((await log.run(of('live')))?.summary.title).toBe('live')
  })
})
