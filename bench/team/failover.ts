// What a death costs: a collector that is killed, until another has the first byte of each of its runs; and the database that
// is killed and comes back, until the next event is stored.

import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Postgres } from '../../tests/support/postgres.ts'
import { plainRun } from '../host.ts'
import { type Spread, spreadOf } from './spread.ts'
import { startTeam, type Team } from './team-processes.ts'
import { startTickingServer, type TickingServer } from './ticking-server.ts'

/** How long a member may not be heard of, as the product has it. */
const ttlSeconds = 15
const runs = 10
const longestMs = 120_000

export type FailoverRow = Spread & {
  readonly kills: number
  readonly runs: number
  readonly ttlSeconds: number
}
export type RestartRow = Spread & { readonly awaySeconds: number; readonly times: number }

/** Kills the collector that has all runs, `kills` times; for each run the time to the first byte that another has of it. */
export function benchFailover(postgres: Postgres, kills: number): Promise<FailoverRow> {
  return withStreams(postgres, async (team, jobs) => {
    const took: number[] = []
    let [has, waits] = ['a', 'b']
    for (let i = 0; i < kills; i++) {
      await team.collect(waits)
      const killedAt = performance.now()
      await team.kill(has)
      await until('another collector has the runs', () =>
        [...jobs.connectedAt.values()].every((at) => at > killedAt),
      )
      took.push(...[...jobs.connectedAt.values()].map((at) => at - killedAt))
      ;[has, waits] = [waits, has]
    }
    return { kills, runs, ttlSeconds, ...spreadOf(took) }
  })
}

/** Kills the database, `times` times, and starts it after `awaySeconds`; from then, until more events are stored. */
export function benchRestart(postgres: Postgres, times: number, awaySeconds: number): Promise<RestartRow> {
  return withStreams(postgres, async (team) => {
    const took: number[] = []
    for (let i = 0; i < times; i++) {
      const before = await stored(team.url)
      await postgres.kill()
      await delay(awaySeconds * 1_000)
      await postgres.start()
      const backAt = performance.now()
      const from = Math.max(before, await stored(team.url))
      await until('events are stored again', async () => (await stored(team.url)) > from)
      took.push(performance.now() - backAt)
      await delay(3_000)
    }
    return { awaySeconds, times, ...spreadOf(took) }
  })
}

/** A collector with all of its runs connected, and events of them stored. */
async function withStreams<T>(
  postgres: Postgres,
  act: (team: Team, jobs: TickingServer) => Promise<T>,
): Promise<T> {
  const team = await startTeam(postgres)
  const jobs = await startTickingServer()
  try {
    await team.collect('a')
    const host = await team.serve()
    for (let job = 0; job < runs; job++) await host.call('runs.add', plainRun(jobs.url(job)))
    await until('every run is connected', () => jobs.open().size === runs)
    await until('events are stored', async () => (await stored(team.url)) > runs)
    return await act(team, jobs)
  } finally {
    await team.close()
    await jobs.close()
  }
}

async function stored(url: string): Promise<number> {
  const client = new Client(url)
  await client.connect()
  try {
    const { rows } = await client.query('SELECT sum(events)::float8 AS events FROM runlight.runs')
    return rows[0]?.events ?? 0
  } finally {
    await client.end()
  }
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + longestMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It did not happen in time that ${what}.`)
    await delay(10)
  }
}
