// Arrival to screen over a team: streams that a collector reads, and what a hub pushes to a page of it. Each event says when it was
// sent; a message that shows it first says when it came. One computer, one clock.

import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Postgres } from '../../tests/support/postgres.ts'
import { type Host, plainRun } from '../host.ts'
import { startReady } from '../process.ts'
import { type Spread, spreadOf } from './spread.ts'
import { startTeam } from './team-processes.ts'

export type HubScreenRow = Spread & {
  readonly runs: number
  readonly eventsPerSecond: number
  readonly seen: number
}

const runs = 50
const perRun = 10
/** Until all are connected, and the first figures are not those of programs that have just begun. */
const settleMs = 5_000

export async function benchHubScreen(postgres: Postgres, seconds: number): Promise<HubScreenRow> {
  const team = await startTeam(postgres)
  const server = await startReady([
    join(import.meta.dirname, '../stream-server.ts'),
    String(runs),
    String(perRun * (seconds + 60)),
    String(perRun),
  ])
  try {
    await team.collect('a')
    const host = await team.serve()
    const took = await listen(host, async (isSeen) => {
      for (let i = 0; i < runs; i++)
        await host.call('runs.add', plainRun(`http://127.0.0.1:${server.line}/${i}`))
      await isSeen
      await delay(settleMs)
      return delay(seconds * 1_000)
    })
    return { runs, eventsPerSecond: runs * perRun, seen: took.length, ...spreadOf(took) }
  } finally {
    await team.close()
    server.child.kill()
  }
}

/** The times of the events that were pushed in the end of `act`, after the first was and the team had settled. */
async function listen(host: Host, act: (isSeen: Promise<void>) => Promise<void>): Promise<readonly number[]> {
  const { origin, host: address, hash } = new URL(host.url)
  const socket = new WebSocket(`ws://${address}/api/socket`, { origin })
  socket.on('open', () => socket.send(JSON.stringify({ token: hash.replace('#token=', '') })))
  const seen = new Set<string>()
  const took: { readonly at: number; readonly ms: number }[] = []
  const first = Promise.withResolvers<void>()
  socket.on('error', first.reject)
  socket.on('close', () => first.reject(new Error('The hub closed the page.')))
  socket.on('message', (data) => {
    const now = Date.now()
    for (const [text, sent] of data.toString().matchAll(/tick (\d{13})/g)) {
      if (seen.has(text)) continue
      seen.add(text)
      took.push({ at: now, ms: now - Number(sent) })
      first.resolve()
    }
  })
  await act(first.promise)
  socket.removeAllListeners('close')
  socket.close()
  const from = (took[0]?.at ?? 0) + settleMs
  return took.filter(({ at }) => at >= from).map(({ ms }) => ms)
}
