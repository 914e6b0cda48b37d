import { describe, expect, test, vi } from 'vitest'
import { everything, openTeamLog, runsOf } from '../../support/postgres/team-log.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('The team of a shared log') !== null

describe.runIf(here)('commands', () => {
  test('are taken once by the collector that has the run; after its death only what does no harm is done again', async () => {
    const { joined, addRuns, expire } = await openTeamLog()
    const [run = 0] = await addRuns(1)
    const [a, b, hub] = [await joined('a'), await joined('b'), await joined('hub', { role: 'hub' })]
    await a.claim(everything, 1)
    const stop = await hub.ask({ run, name: 'runs.stop', input: { run }, by: 'anna' })
    const retry = await hub.ask({ run, name: 'runs.retry', input: { run }, by: 'anna' })

    expect(await b.takeCommands()).toEqual([])
    expect(await a.takeCommands()).toMatchObject([
      { id: stop, run, name: 'runs.stop', input: { run }, by: 'anna' },
      { id: retry, name: 'runs.retry' },
    ])
    expect(await a.takeCommands()).toEqual([])
    await expire('a')
    await b.claim(everything, 1)
    expect(runsOf(await b.takeCommands())).toEqual([run])
    await expect(a.answerCommand(stop, { ok: true, value: {} })).rejects.toMatchObject({ code: 'fenced' })
    await b.answerCommand(stop, { ok: true, value: {} })
    expect(await hub.answers([stop, retry])).toMatchObject([
      { id: stop, answer: { ok: true } },
      { id: retry, answer: { ok: false } },
    ])
  })

  test('what starts work and was asked long ago is not carried out, and said not to be', async () => {
    const { sql, joined, addRuns } = await openTeamLog()
    const [run = 0] = await addRuns(1)
    const [a, hub] = [await joined('a'), await joined('hub', { role: 'hub' })]
    const start = await hub.ask({ run, name: 'runs.startAgain', input: { run }, by: 'anna' })
    const stop = await hub.ask({ run, name: 'runs.stop', input: { run }, by: 'anna' })
    await sql.query(`UPDATE runlight.commands SET asked_at = asked_at - interval '6 minutes'`)
    const soon = await hub.ask({ run, name: 'runs.startAgain', input: { run }, by: 'anna' })
    await a.claim(everything, 1)

    expect((await a.takeCommands()).map(({ id }) => id)).toEqual([stop, soon])
    expect(await hub.answers([start])).toMatchObject([
      { id: start, answer: { ok: false, error: { code: 'not-answered' } } },
    ])
  })

  test('a retry of a run at rest that nobody has is taken up by whoever can', async () => {
    const { sql, joined, addRuns } = await openTeamLog()
    const [run = 0] = await addRuns(1)
    await sql.query('UPDATE runlight.runs SET wanted = false')
    const [a, hub] = [await joined('a'), await joined('hub', { role: 'hub' })]
    expect(await a.claim(everything, 1)).toEqual([])
    await hub.ask({ run, name: 'runs.retry', input: { run }, by: 'anna' })

    expect(runsOf(await a.claim(everything, 1))).toEqual([run])
    expect(await a.takeCommands()).toMatchObject([{ name: 'runs.retry' }])
  })

  test('what is asked of a run at rest is done by another where its collector dies before it takes it, and then the run rests', async () => {
    const { sql, joined, addRuns, expire } = await openTeamLog()
    const [run = 0] = await addRuns(1)
    const [a, b, hub] = [await joined('a'), await joined('b'), await joined('hub', { role: 'hub' })]
    await a.claim(everything, 1)
    await sql.query('UPDATE runlight.runs SET wanted = false')
    const remove = await hub.ask({ run, name: 'runs.remove', input: { run }, by: 'anna' })
    expect(await b.claim(everything, 1)).toEqual([])
    await expire('a')

    expect(runsOf(await b.claim(everything, 1))).toEqual([run])
    expect(await b.takeCommands()).toMatchObject([{ id: remove, name: 'runs.remove' }])
    await b.answerCommand(remove, { ok: true, value: {} })
    await expire('b')
    await a.join()
    expect(await a.claim(everything, 1)).toEqual([])
  })
})

describe.runIf(here)('the feed', () => {
  test('tells a hub of every change once, in pages, and asks again for what is the team’s', async () => {
    const { sql, joined, addRuns } = await openTeamLog()
    const added = await addRuns(1_100)
    const [a, hub] = [await joined('a'), await joined('hub', { role: 'hub' })]
    const start = await hub.feed(null)
    expect(start).toMatchObject({ runs: [], servers: true, settings: true, rules: true })
    for (let claimed = 1; claimed > 0; ) claimed = (await a.claim(everything, 400)).length
    await sql.query(`UPDATE runlight.topics SET version = version + 1 WHERE name = 'rules'`)

    let { cursor } = start
    const told: number[] = []
    const topics = new Set<string>()
    for (let more = true; more; ) {
      const page = await hub.feed(cursor)
      told.push(...page.runs.map(({ id }) => id))
      for (const name of ['servers', 'settings', 'rules'] as const) if (page[name]) topics.add(name)
      cursor = page.cursor
      more = page.more
    }
    expect(told.toSorted((x, y) => x - y)).toEqual(added)
    expect([...topics]).toEqual(['rules'])
    expect(await hub.feed(cursor)).toMatchObject({ runs: [], rules: false, more: false })

    const first = await hub.page(null, 700)
    const rest = await hub.page(first.next, 700)
    expect([...first.runs, ...rest.runs].map(({ id }) => id)).toEqual(added.toReversed())
    expect(rest.next).toBe(null)
  })

  test('tells a collector of its own run behind pages of what is not its own', async () => {
    const { sql, joined, addRuns } = await openTeamLog()
    const [own] = await addRuns(1_100)
    const [a, b] = [await joined('a'), await joined('b')]
    await b.claim(everything, 1)
    let { cursor } = await b.feed(null)
    for (let claimed = 1; claimed > 0; ) claimed = (await a.claim(everything, 500)).length
    await sql.query(
      `WITH member AS (UPDATE runlight.members SET clock = clock + 1 WHERE name = 'a' RETURNING id, clock)
        UPDATE runlight.runs SET changed_by = member.id, changed_clock = member.clock FROM member WHERE runs.id = $1`,
      [own],
    )

    const told: number[] = []
    for (let more = true; more; ) {
      const page = await b.feed(cursor)
      told.push(...page.runs.map(({ id }) => id))
      cursor = page.cursor
      more = page.more
    }
    expect(told).toEqual([own])
  })

  test('who waits is woken by what another writes', async () => {
    const { joined } = await openTeamLog()
    const [a, hub] = [await joined('a'), await joined('hub', { role: 'hub' })]
    let woken = 0
    const wait = async () => {
      for (; woken < 3; woken++) await hub.woken(60_000)
    }
    void wait()
    await vi.waitFor(
      async () => {
        await a.wake()
        expect(woken).toBe(3)
      },
      { timeout: 30_000, interval: 150 },
    )
  })
})

test.runIf(here)('a database without a standby is the only one that has what was shown', async () => {
  const { joined } = await openTeamLog()
  expect(await (await joined('a')).durability()).toBe('single')
})
