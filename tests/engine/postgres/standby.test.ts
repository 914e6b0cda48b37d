// A database with a second machine behind it: whether a commit waits for that one is found out with the rights of a hub and of a
// collector, and said where it does not.

import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../src/engine/base/clock.ts'
import { openHub } from '../../../src/engine/hub/open-hub.ts'
import { createPoolSecrets } from '../../../src/engine/hub/pool-secrets.ts'
import { migrateSharedLog } from '../../../src/engine/log/postgres/schema/migrate.ts'
import { createTeam } from '../../../src/engine/log/postgres/team/create-team.ts'
import { openSharedLog } from '../../../src/engine/log/postgres/threads/open-shared-log.ts'
import { freshDir, removeDir } from '../../support/engine.ts'
import { asRole } from '../../support/postgres/as-role.ts'
import { type Postgres, postgresHere, startPostgres } from '../../support/postgres.ts'

const here = postgresHere('A database with a standby') !== null
const busy = { timeout: 60_000 }

describe.skipIf(!here)('a standby', () => {
  let primary: Postgres
  let standby: Postgres
  let url: string
  let owner: Client
  beforeAll(async () => {
    primary = await startPostgres({ fsync: 'off' })
    url = await primary.createDatabase()
    await migrateSharedLog(url)
    standby = await startPostgres({ fsync: 'off' }, primary)
    owner = new Client(url)
    await owner.connect()
  })
  afterAll(async () => {
    await owner?.end()
    await standby?.close()
    await primary?.close()
  })

  const streams = (as = 'async') =>
    expect
      .poll(async () => {
        const { rows } = await owner.query('SELECT state, sync_state FROM pg_stat_replication')
        return rows
      }, busy)
      .toEqual([{ state: 'streaming', sync_state: as }])
  const set = async (name: string, value: string) => {
    await owner.query(`ALTER SYSTEM SET ${name} = '${value}'`)
    await owner.query('SELECT pg_reload_conf()')
  }
  const durabilities = async () => {
    const found = []
    for (const address of [url, await asRole(url, 'runlight_hub'), await asRole(url, 'runlight_collector')]) {
      const member = { role: 'hub', version: '1', only: [], instance: randomUUID(), ttlMs: 60_000 } as const
      const team = createTeam(address, { name: randomUUID(), ...member })
      found.push(await team.durability().finally(team.close))
    }
    return [...new Set(found)]
  }

  test('that is not waited for is said on every screen as long as that is so, and one that is waited for is not', async () => {
    const dir = freshDir()
    let ahead = 0
    const member = { name: 'h', role: 'hub', version: '1', only: [], instance: randomUUID() } as const
    const log = await openSharedLog({ url: await asRole(url, 'runlight_hub'), member, kindsDir: dir })
    const hub = await openHub({
      log,
      dataDir: dir,
      version: '1',
      secrets: createPoolSecrets(log.team, null),
      onDefect: () => {},
      clock: { ...systemClock, monotonic: () => systemClock.monotonic() + ahead },
    })
    onTestFinished(async () => {
      await hub.close()
      removeDir(dir)
    })
    const said = () => hub.logStatus()
    await streams()
    await expect.poll(said, busy).toEqual({ state: 'ok', sentence: expect.stringContaining('may be lost') })
    expect(await durabilities()).toEqual(['asynchronous'])

    await set('synchronous_standby_names', '*')
    await streams('sync')
    expect(await durabilities()).toEqual(['synchronous'])
    ahead += 61_000
    await expect.poll(said, busy).toEqual({ state: 'ok', sentence: null })

    // It is named, and no commit waits for it.
    await set('synchronous_commit', 'local')
    await expect.poll(durabilities, busy).toEqual(['asynchronous'])
    ahead += 61_000
    await expect.poll(said, busy).toEqual({ state: 'ok', sentence: expect.stringContaining('may be lost') })
    await set('synchronous_standby_names', '')
    await set('synchronous_commit', 'on')
  })
})
