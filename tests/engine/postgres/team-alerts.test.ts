// What is judged for a whole team by one collector, and what of alerts reaches those that watch.

import { Client } from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { everyRun, newRule } from '../../../src/core/alerts/new-rule.ts'
import { postgresHere, sharedPostgres } from '../../support/postgres.ts'
import { screenOn } from '../../support/team-screen.ts'
import { setTeamStage } from '../../support/team-stage.ts'

const here = postgresHere('The alerts of a team') !== null
/** Processes are started, killed and waited for, on whatever machine. */
const busyMs = 300_000
const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 90_000, interval: 50 })

describe.runIf(here)('the alerts of a team', () => {
  test('rules reach runs that are watched, what a person says stays, and what is about no run is judged once', {
    timeout: busyMs,
  }, async () => {
    const url = await (await sharedPostgres()).createDatabase()
    const { jobs, add, grows, collector } = await setTeamStage(url)
    const one = await add('one')
    const sql = new Client(url)
    await sql.connect()
    onTestFinished(() => sql.end())
    const { call, ask } = await screenOn(url)
    const a = await collector('a')
    await a.hears('keeps-house')
    const b = await collector('b')
    await grows(one)
    const alertsOf = async (rule: string) => (await call('alerts.list', { rule })).alerts

    const rule = newRule({ type: 'event', query: 'one' }, { together: null, cooldownMs: 86_400_000 })
    const { id: found } = await call('alerts.saveRule', { id: null, rule })
    await until(async () => expect(await alertsOf(found)).toHaveLength(1))
    const alerts = (await alertsOf(found)).map(({ id }) => id)
    await call('alerts.acknowledge', { alerts, note: 'seen' })
    await call('alerts.removeRule', { id: found })
    await until(async () => {
      expect(await alertsOf(found)).toMatchObject([
        { acknowledgedAt: expect.any(Number), note: 'seen', resolution: expect.stringContaining('its rule') },
      ])
    })

    // Nobody ends it who lacks the run.
    await call('alerts.snooze', { what: { type: 'run', run: one }, until: null })
    await grows(one, 100)
    expect((await call('alerts.rules', {})).snoozes).toHaveLength(1)

    const none = newRule(
      { type: 'none-started', forMs: 3_600_000 },
      { scope: { ...everyRun, query: 'title:nightly' }, together: null },
    )
    const { id: missing, since } = await call('alerts.saveRule', { id: null, rule: none })
    expect(await alertsOf(missing)).toEqual([])
    await sql.query(`
      UPDATE runlight.settings SET value = replace(value, '"since":${since}', '"since":1') WHERE name = 'alerts';
      UPDATE runlight.topics SET version = version + 1 WHERE name = 'rules'`)
    await until(async () => expect(await alertsOf(missing)).toMatchObject([{ resolvedAt: null }]))

    a.signal('SIGKILL')
    await b.hears('keeps-house')
    await call('runs.add', {
      ...{ kind: 'plain', serverId: null, baseUrl: null, params: { url: jobs.url('night') }, headers: null },
      ...{ title: 'nightly', evenIfWatched: false, retry: true },
    })
    await until(async () => {
      expect(await alertsOf(missing)).toMatchObject([
        { resolution: expect.stringContaining('a run was started') },
      ])
    })
    await ask('runs.remove', { run: one })
    await until(async () => expect((await call('alerts.rules', {})).snoozes).toEqual([]))
  })
})
