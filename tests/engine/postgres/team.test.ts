import { describe, expect, test } from 'vitest'
import { createTeam } from '../../../src/engine/log/postgres/team/create-team.ts'
import { openLossyProxy } from '../../support/postgres/lossy-proxy.ts'
import { everything, openTeamLog, runsOf } from '../../support/postgres/team-log.ts'
import { postgresHere } from '../../support/postgres.ts'

const here = postgresHere('The team of a shared log') !== null

describe.runIf(here)('places', () => {
  test('a name belongs to one living process, and to nobody once that one has left or is not heard of', async () => {
    const { joined, member, expire } = await openTeamLog()
    const first = await joined('a')
    const other = member('a')

    await expect(other.join()).rejects.toThrow(/“a”, and lives: choose another name/)
    await expire('a')
    expect(await other.join()).toMatchObject({ id: first.membership.id, epoch: first.membership.epoch + 1 })
    await expect(first.renew()).rejects.toMatchObject({ code: 'fenced' })
    await other.leave()
    expect(await first.join()).toMatchObject({ epoch: first.membership.epoch + 3 })
    expect(await first.members()).toMatchObject([{ name: 'a', state: 'alive', runs: 0 }])
  })

  test('a process that was killed comes back as the same at once, and its own past writes nothing more', async () => {
    const { joined } = await openTeamLog()
    const before = await joined('a', { instance: 'the folder of a' })
    const after = await joined('a', { instance: 'the folder of a' })

    await expect(before.renew()).rejects.toMatchObject({ code: 'fenced' })
    await after.renew()
  })

  test('members are told apart: living, not heard of, gone', async () => {
    const { joined, expire } = await openTeamLog()
    const [alive, lost, left] = [await joined('alive'), await joined('lost'), await joined('left')]
    await left.leave()
    await expire('lost')
    const states = async () => (await alive.members()).map(({ name, state }) => `${name} ${state}`)

    expect(await states()).toEqual(['alive alive', 'left gone', 'lost expired'])
    await alive.claim(everything, 1)
    expect(await states()).toEqual(['alive alive', 'left gone', 'lost expired'])
    await expect(lost.renew()).rejects.toMatchObject({ code: 'fenced' })
  })
})

describe.runIf(here)('claims', () => {
  test('four collectors that claim at once share the runs, and no run is had twice', async () => {
    const { joined, addRuns } = await openTeamLog()
    const added = await addRuns(60)
    const teams = await Promise.all(['a', 'b', 'c', 'd'].map((name) => joined(name)))
    const had = await Promise.all(
      teams.map(async ({ claim }) => {
        const runs: number[] = []
        for (let empty = 0; empty < 3; ) {
          const claimed = runsOf(await claim(everything, 7))
          runs.push(...claimed)
          empty = claimed.length === 0 ? empty + 1 : 0
        }
        return runs
      }),
    )

    expect(had.flat().toSorted((x, y) => x - y)).toEqual(added)
  })

  test('what a lost collector had is claimed by another, who is told by whose death; its own transactions fail', async () => {
    const { joined, addRuns, expire } = await openTeamLog()
    const [run = 0, generating = 0] = await addRuns(2)
    const [a, b] = [await joined('a'), await joined('b')]
    expect(await a.claim(everything, 9)).toMatchObject([
      { run, why: 'new', from: null, asked: false },
      { run: generating, why: 'new' },
    ])
    expect(await a.noteAsked(generating)).toBe(true)
    expect(await a.noteAsked(generating)).toBe(false)
    expect(await b.claim(everything, 9)).toEqual([])

    await expire('a')
    expect(await b.claim(everything, 9)).toMatchObject([
      { run, why: 'lost', from: 'a', asked: false },
      { run: generating, why: 'lost', from: 'a', asked: true },
    ])
    await expect(a.noteAsked(run)).rejects.toMatchObject({ code: 'fenced' })
    await expect(a.letGo([run])).rejects.toMatchObject({ code: 'fenced' })
    expect(await b.noteAsked(generating)).toBe(false)
    expect(await b.noteAsked(run)).toBe(true)
  })

  test('who leaves or lets go hands over at once', async () => {
    const { joined, addRuns } = await openTeamLog()
    const [one = 0, two = 0] = await addRuns(2)
    const [a, b] = [await joined('a'), await joined('b')]
    await a.claim(everything, 9)
    await a.letGo([one])
    expect(await b.claim(everything, 9)).toMatchObject([{ run: one, why: 'handed', from: 'a' }])
    await a.leave()
    expect(await b.claim(everything, 9)).toMatchObject([{ run: two, why: 'handed', from: 'a' }])
  })

  test('only what it watches is claimed, and nothing that it lacks the secrets of', async () => {
    const { sql, joined, addRuns, addServer } = await openTeamLog()
    const [prod, staging] = [await addServer('prod'), await addServer('staging')]
    const [onProd = 0] = await addRuns(1, { server: prod })
    const [onStaging = 0] = await addRuns(1, { server: staging })
    const [tagged = 0] = await addRuns(1, { tags: ['Nightly'] })
    const [withSecret = 0] = await addRuns(1, { secret: true })
    const a = await joined('a')

    expect(runsOf(await a.claim({ ...everything, servers: [prod], tags: ['nightly'] }, 9))).toEqual([
      onProd,
      tagged,
    ])
    expect(await a.claim({ ...everything, servers: [] }, 9)).toEqual([])
    expect(await a.claim({ ...everything, withoutSecretsOf: [staging] }, 9)).toEqual([])
    const { rows } = await sql.query<{ uid: string }>('SELECT uid FROM runlight.runs WHERE id = $1', [
      withSecret,
    ])
    await a.seal(`run:${rows[0]?.uid}`, 'sealed')
    expect(
      runsOf(await a.claim({ ...everything, withoutSecretsOf: [staging], opensSealed: true }, 9)),
    ).toEqual([withSecret])
    expect(runsOf(await a.claim(everything, 9))).toEqual([onStaging])
  })

  test('what was asked for before its collector was lost is claimed without its secrets: nobody asks for it again', async () => {
    const { sql, joined, addRuns, addServer, expire } = await openTeamLog()
    const server = await addServer('prod')
    const runs = [...(await addRuns(1, { secret: true })), ...(await addRuns(1, { server }))]
    const [a, b] = [await joined('a'), await joined('b')]
    const { rows } = await sql.query<{ uid: string }>('SELECT uid FROM runlight.runs WHERE id = $1', [
      runs[0],
    ])
    await a.seal(`run:${rows[0]?.uid}`, 'sealed')
    const lacks = { ...everything, withoutSecretsOf: [server] }
    expect(await b.claim(lacks, 9)).toEqual([])
    expect(runsOf(await a.claim({ ...everything, opensSealed: true }, 9))).toEqual(runs)
    for (const run of runs) await a.noteAsked(run)
    await expire('a')

    expect(await b.claim(lacks, 9)).toMatchObject(runs.map((run) => ({ run, asked: true })))
  })

  test('connections to one server are spread over all collectors', async () => {
    const { sql, joined, addRuns, addServer } = await openTeamLog()
    const server = await addServer('prod')
    await addRuns(6, { server })
    const [a, b] = [await joined('a'), await joined('b')]
    const waits = async (team: typeof a) =>
      (await team.claim(everything, 3)).map(({ connectAfterMs }) => connectAfterMs)

    expect(await waits(a)).toEqual([0, 125, 250])
    await sql.query("UPDATE runlight.servers SET next_connect = clock_timestamp() + interval '1 hour'")
    const [first = 0, ...others] = await waits(b)
    expect(first).toBeGreaterThan(3_000_000)
    expect(others).toEqual([first + 125, first + 250])
  })

  test('a claim whose answer was lost is told at the next, as it was', async () => {
    const { url, addRuns, expire, joined } = await openTeamLog()
    const [run = 0] = await addRuns(1)
    const lost = await joined('lost')
    await lost.claim(everything, 1)
    await expire('lost')
    const proxy = await openLossyProxy(url)
    const a = createTeam(proxy.url, {
      name: 'a',
      role: 'collector',
      version: '1',
      only: [],
      instance: 'a',
      ttlMs: 60_000,
    })
    await a.join()
    proxy.loseNext('COMMIT')
    await expect(a.claim(everything, 1)).rejects.toMatchObject({ code: 'log-away' })

    const told = await a.claim(everything, 1)
    expect(told).toMatchObject([{ run, why: 'lost', from: 'lost' }])
    expect(await a.claim(everything, 1)).toEqual([])
    await a.close()
    await proxy.close()
  })

  test('a run comes back to the collector that kept its stream, and what others said of it meanwhile goes to the audit', async () => {
    const { sql, joined, addRuns, expire } = await openTeamLog()
    const [run = 0] = await addRuns(1)
    const [a, b] = [await joined('a'), await joined('b')]
    await a.claim(everything, 1)
    await sql.query('UPDATE runlight.runs SET events = 5 WHERE id = $1', [run])
    await expire('a')
    await b.claim(everything, 1)
    await sql.query(
      `INSERT INTO runlight.transitions VALUES ($1, 3, 1, 1, 5, 'live', NULL, NULL), ($1, 4, 2, 1, 5, 'ended-early', '"a was lost"', 'unknown')`,
      [run],
    )
    await a.join()

    // Another watches it.
    expect(await a.reclaim(run, { events: 5, transitions: 3, gaps: 0 })).toBe(false)
    await sql.query('UPDATE runlight.runs SET wanted = false WHERE id = $1', [run])
    expect(await a.reclaim(run, { events: 4, transitions: 3, gaps: 0 })).toBe(false)
    expect(await a.reclaim(run, { events: 5, transitions: 3, gaps: 0 })).toBe(true)
    await expect(b.noteAsked(run)).resolves.toBe(false)
    const { rows } = await sql.query('SELECT number FROM runlight.transitions')
    expect(rows).toEqual([{ number: 3 }])
    const { rows: said } = await sql.query<{ who: string; detail: string }>(
      'SELECT who, detail FROM runlight.audit',
    )
    expect(said).toMatchObject([{ who: 'a' }])
    expect(JSON.parse(said[0]?.detail ?? '')).toMatchObject({ run, transitions: [{ number: 4 }] })
    // It rests as it is stored until its collector says otherwise: lost before that, it is nobody's to watch.
    await expire('a')
    expect(await b.claim(everything, 1)).toEqual([])
    await a.join()
    expect(await a.reclaim(run, { events: 5, transitions: 3, gaps: 0 })).toBe(true)
  })

  test('a run comes back from a collector that is not heard of any more, which keeps none of its runs from then on', async () => {
    const { sql, joined, addRuns } = await openTeamLog()
    const [run = 0, other = 0] = await addRuns(2)
    const [a, b] = [await joined('a'), await joined('b')]
    await b.claim(everything, 2)
    expect(await a.reclaim(run, { events: 0, transitions: 0, gaps: 0 })).toBe(false)
    await sql.query(
      "UPDATE runlight.members SET expires_at = clock_timestamp() - interval '1 second' WHERE name = 'b'",
    )
    expect(await a.reclaim(run, { events: 0, transitions: 0, gaps: 0 })).toBe(true)
    // It would have lived on by its next sign of life, and watched the run beside the other.
    await expect(b.renew()).rejects.toMatchObject({ code: 'fenced' })
    expect((await a.claim(everything, 2)).map((claimed) => claimed.run)).toEqual([other])
  })
})
