import { expect, onTestFinished, test } from 'vitest'
import { postgresHere, startPostgres } from '../../support/postgres.ts'
import { setTeamStage } from '../../support/team-stage.ts'

const here = postgresHere('Collectors without their database') !== null

test.runIf(here)(
  'without its database a collector lets go what it only observes, keeps what it has started, and hands that over once',
  async () => {
    const postgres = await startPostgres()
    onTestFinished(postgres.close)
    const { jobs, log, add, events, grows, collector } = await setTeamStage(await postgres.createDatabase())
    const a = await collector('a')
    const seen = await add('seen')
    const chat = await add('chat', 'POST')
    const done = await add('done', 'POST')
    await grows(seen)
    await grows(chat)
    await grows(done)

    await postgres.stop('immediate')
    await a.hears('away')
    await a.hears('lost-place')
    expect(a.told).toContainEqual({ type: 'lost-place', why: 'late', runs: 1, kept: 2 })
    await expect.poll(() => jobs.open('seen'), { timeout: 30_000 }).toBe(0)
    expect(jobs.open('chat')).toBe(1)
    const before = (await events(chat).catch(() => [])).length
    // It goes on into the collector's own file.
    await a.spools('chat')
    jobs.end('done')
    await expect.poll(() => jobs.open('done')).toBe(0)
    await a.spools('chat')

    await postgres.start()
    const backAt = performance.now()
    await a.hears('handed-over')
    await grows(chat, 1)
    await grows(seen, 1)
    process.stdout.write(`stored again after ${Math.round(performance.now() - backAt)} ms\n`)
    expect((await events(chat)).length).toBeGreaterThan(before)
    await events(seen)
    expect(await log.gaps(chat)).toEqual([])
    expect((await log.run(chat))?.summary.connection.state).toBe('live')
    // What ended meanwhile is whole, and ended by itself.
    expect((await events(done)).length).toBe(jobs.sent('done'))
    expect((await log.run(done))?.summary.connection).toMatchObject({
      state: 'ended-early',
      cause: 'The server ended the stream',
    })
    expect([jobs.asked('chat'), jobs.asked('done'), jobs.asked('seen')]).toEqual([1, 1, 2])

    // Killed while its file holds something: the next process of the same folder hands it over.
    await postgres.stop('immediate')
    await a.hears('lost-place', 2)
    await a.spools('chat')
    a.signal('SIGKILL')
    await a.ended()
    await postgres.start()
    const stored = (await events(chat)).length
    const again = await collector('a', a.dataDir)
    await again.hears('claimed')
    expect((await events(chat)).length).toBeGreaterThan(stored)
    await expect
      .poll(async () => (await log.run(chat))?.summary.connection.state, { timeout: 60_000 })
      .toBe('ended-early')
    expect(jobs.asked('chat')).toBe(1)
  },
  240_000,
)
