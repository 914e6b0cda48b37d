import { describe, expect, test } from 'vitest'
import { postgresHere, sharedPostgres } from '../../support/postgres.ts'
import { setTeamStage, ttlMs } from '../../support/team-stage.ts'

const here = postgresHere('Collectors of a shared log') !== null
const stage = async () => setTeamStage(await (await sharedPostgres()).createDatabase())

describe.runIf(here)('collectors', () => {
  test('another goes on when one is killed, and again when that one is ended; what starts work is asked for once', async () => {
    const { jobs, log, add, events, grows, collector } = await stage()
    const a = await collector('a')
    const runs = [await add('one'), await add('two'), await add('three')]
    const chat = await add('chat', 'POST')
    for (const run of [...runs, chat]) await grows(run)
    const b = await collector('b')

    a.signal('SIGKILL')
    const killedAt = performance.now()
    await b.hears('claimed')
    for (const run of runs) await grows(run, 1)
    // What a busy machine takes for all else is its own.
    expect(performance.now() - killedAt).toBeLessThan(ttlMs + 30_000)
    for (const run of runs) {
      expect(await log.gaps(run)).toMatchObject([{ cause: 'Collector a was lost' }])
      expect((await log.transitions(run, 100)).map(({ cause }) => cause)).toContain('Collector a was lost')
    }
    await expect
      .poll(async () => (await log.run(chat))?.summary.connection, { timeout: 60_000 })
      .toMatchObject({ state: 'ended-early', cause: 'Collector a was lost while the job was under way' })

    const again = await collector('a', a.dataDir)
    const endedAt = performance.now()
    b.signal('SIGTERM')
    expect(await b.ended()).toBe(0)
    const tookMs = performance.now() - endedAt
    await again.hears('claimed')
    for (const run of runs) await grows(run, 1)
    process.stdout.write(`handed over after ${Math.round(tookMs)} ms\n`)
    expect(again.told.filter(({ type }) => type === 'claimed')).toMatchObject([
      { runs: runs.map((run) => ({ run, why: 'handed', from: 'b' })) },
    ])
    for (const run of runs) await events(run)
    expect(['one', 'two', 'three'].map(jobs.most)).toEqual([1, 1, 1])
    expect(jobs.asked('chat')).toBe(1)
  })

  test('one that was stopped too long drops what it had before it does anything else', async () => {
    const { jobs, add, events, grows, collector } = await stage()
    const a = await collector('a')
    const run = await add('one')
    await grows(run)
    const b = await collector('b')
    a.signal('SIGSTOP')
    await b.hears('claimed')
    await grows(run)
    const asked = jobs.asked('one')
    jobs.disregardOpen()
    await grows(run)

    a.signal('SIGCONT')
    await a.hears('joined', 2)
    await grows(run)
    expect(a.told).toContainEqual({ type: 'lost-place', why: expect.any(String), runs: 1, kept: 0 })
    await events(run)
    // Nobody has asked anew.
    expect(jobs.asked('one')).toBe(asked)
  })
})
