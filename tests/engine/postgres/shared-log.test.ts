import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { openSharedLog } from '../../../src/engine/log/postgres/threads/open-shared-log.ts'
import type { SharedLog } from '../../../src/engine/log/shared-log.ts'
import { freshDir, removeDir } from '../../support/engine.ts'
import { event, newRun } from '../../support/hand-log.ts'
import { newSharedLog } from '../../support/postgres/hand-member.ts'
import { withRun } from '../../support/postgres/writer-stage.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('A shared log on its threads') !== null

describe.skipIf(!here)('a shared log', () => {
  let url: string
  let kindsDir: string
  const opened: SharedLog[] = []
  beforeEach(async () => {
    url = await newSharedLog()
    kindsDir = freshDir()
  })
  afterEach(async () => {
    for (const log of opened.splice(0)) await log.close()
    removeDir(kindsDir)
  })
  const open = async (name: string, role: 'collector' | 'hub' = 'collector', instance = name) => {
    const log = await openSharedLog({
      url,
      kindsDir,
      member: { name, role, instance, version: 'test', only: [] },
    })
    opened.push(log)
    return log
  }
  let uids = 0
  const nextRun = () => newRun(`run ${++uids}`)

  test('what a collector has stored is read by it and by a hub, by whoever may see it', async () => {
    const log = await open('a')
    const hub = await open('b', 'hub')
    expect(log.place).toMatch(/^postgres:\/\/127\.0\.0\.1:\d+\/t\w+$/)
    const run = await log.addRun(nextRun())
    await log.commit(withRun(run, [event(run, 1, 'one'), event(run, 2, 'two')]))
    expect((await log.range(run, 1, 10)).map(({ data }) => data)).toEqual(['one', 'two'])
    expect((await hub.range(run, 1, 10)).map(({ data }) => data)).toEqual(['one', 'two'])
    expect(await hub.as([1]).run(run)).toMatchObject({ uid: `run ${uids}` })
    expect(await hub.as([2]).run(run)).toBe(null)
    const found = { query: 'two', within: null, cursor: null, limit: 5, perRun: 5 }
    expect((await hub.as([1]).review.search(found)).groups).toHaveLength(1)
    expect((await hub.as([2]).review.search(found)).groups).toEqual([])
    expect((await hub.team.members()).map(({ name, state }) => [name, state])).toEqual([
      ['a', 'alive'],
      ['b', 'alive'],
    ])
  })

  test('a second process under a name that lives is refused, and one that left is not missed', async () => {
    const log = await open('a')
    await expect(open('a', 'collector', 'other')).rejects.toMatchObject({ code: 'not-allowed' })
    await log.team.leave()
    await expect(log.addRun(nextRun())).rejects.toMatchObject({ code: 'fenced' })
    await open('a', 'collector', 'other')
  })

  test('who was fenced takes its place anew and writes on', async () => {
    const log = await open('a')
    const connection = createConnection(url, 'test', 5_000)
    await connection.run({ sql: 'UPDATE runlight.members SET epoch = epoch + 1, closed = true' })
    await connection.close()
    await expect(log.look()).rejects.toMatchObject({ code: 'fenced' })
    await expect(log.addRun(nextRun())).rejects.toMatchObject({ code: 'fenced' })
    await log.team.join()
    expect(await log.addRun(nextRun())).toBeGreaterThan(0)
    await log.look()
  })

  test('a log that is not made yet, or a database that is away, is said', async () => {
    const connection = createConnection(url, 'test', 5_000)
    await connection.run({ sql: 'DROP SCHEMA runlight CASCADE' })
    await connection.close()
    await expect(open('a')).rejects.toMatchObject({ code: 'older-log' })
    url = 'postgres://a@127.0.0.1:1/b'
    await expect(open('a')).rejects.toMatchObject({ code: 'log-away' })
  })
})
