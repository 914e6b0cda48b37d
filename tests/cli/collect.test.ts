// `collect`: it says that it has its place and whether it takes what comes, and hands over when it is asked to end.

import { describe, expect, onTestFinished, test } from 'vitest'
import { migrateSharedLog } from '../../src/engine/log/postgres/schema/migrate.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { postgresHere, sharedPostgres } from '../support/postgres.ts'
import { runHere } from './support/run-here.ts'

const here = postgresHere('The command collect') !== null

describe.skipIf(!here)('collect', () => {
  test('answers for its health while it collects, and leaves when it is asked to end', async () => {
    const url = await (await sharedPostgres()).createDatabase()
    await migrateSharedLog(url)
    const dataDir = freshDir()
    onTestFinished(() => removeDir(dataDir))
    const listens = Promise.withResolvers<string>()
    const works = Promise.withResolvers<void>()
    const over = Promise.withResolvers<void>()
    const ended = runHere(['collect', '--name', 'a', '--metrics', '127.0.0.1:0'], {
      dataDir,
      env: { RUNLIGHT_LOG: url },
      interrupt: over.promise,
      onOut: (text) => {
        const address = /answered on (\S+)/.exec(text)?.[1]
        if (address !== undefined) listens.resolve(address)
        if (text.includes('has its place')) works.resolve()
      },
    })
    const address = await listens.promise
    await works.promise
    await expect.poll(async () => (await fetch(`${address}/readyz`)).status, { timeout: 60_000 }).toBe(200)
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    expect(await (await fetch(`${address}/metrics`)).text()).toContain('service_name="runlight"')
    over.resolve()
    const { code, out } = await ended
    expect([code, out]).toEqual([0, expect.stringContaining('a has handed over and left')])
  }, 120_000)

  test('says which log it lacks, and what is wrong with what it was given', async () => {
    const dataDir = freshDir()
    onTestFinished(() => removeDir(dataDir))
    const without = await runHere(['collect', '--name', 'a'], { dataDir })
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('RUNLIGHT_LOG')])
    const odd = await runHere(['collect', '--name', 'a', '--only', 'prod'], {
      dataDir,
      env: { RUNLIGHT_LOG: 'postgres://127.0.0.1:1/x' },
    })
    expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('server:NAME')])
  })
})
