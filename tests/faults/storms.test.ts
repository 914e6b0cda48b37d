// Storms and load: many runs that lose one server, redirects that count, a disk that is slower than the streams.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createFastClock } from '../support/fast-clock.ts'
import { type Behaviour, stream } from '../support/sse-server.ts'
import { createStage, reach } from '../support/stage.ts'

const stage = createStage()

/** The most of these times, in ms, that lie within one window of `windowMs`. */
function most(times: readonly number[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  let first = 0
  let highest = 0
  for (const [i, at] of sorted.entries()) {
    while ((sorted[first] ?? 0) <= at - windowMs) first++
    highest = Math.max(highest, i - first + 1)
  }
  return highest
}

test('500 runs whose server is restarted all come back, at eight connections a second and four in ten for each', async () => {
  const behave: Behaviour = (request, response, body) => {
    const last = Number(request.headers['last-event-id'] ?? 0)
    stream([`id: ${last + 1}\ndata: ${last + 1}\n\n`], 'open')(request, response, body)
  }
  await stage.serve([behave])
  const { url } = stage.server()
  const engine = await stage.startEngine(5, { clock: createFastClock(5) })
  const runs = await Promise.all(Array.from({ length: 500 }, (_, i) => engine.watch(`${url}/${i}`)))
  /** One look at all of them a time: a look at each would cost more than the storm. */
  const have = (events: number) =>
    expect
      .poll(
        async () =>
          (await engine.call('runs.snapshot', {})).runs.filter((run) => run.events !== events).length,
        { timeout: 120_000, interval: 2_000 },
      )
      .toBe(0)
  await have(1)
  await stage.server().close()
  for (const run of runs.slice(0, 5))
    await engine.until(run, ({ connection }) => connection.state === 'waiting')
  await stage.serve([behave], Number(new URL(url).port))
  await have(2)
  const starts: number[] = []
  for (const run of runs) {
    const { attempts, gaps } = await engine.call('runs.connection', { run })
    const own = attempts.map(({ startedAt }) => startedAt)
    // Five times as fast, a millisecond of the wall is 5 of these. Faster, a busy machine would not answer forty a second.
    expect(most(own, 9_600)).toBeLessThanOrEqual(4)
    starts.push(...own)
    expect(gaps).toMatchObject([{ missed: 'unproven', basis: 'asked to resume by id 1' }])
  }
  expect(most(starts, 10_000)).toBeLessThanOrEqual(8 * 10 + 8 + 8)
}, 300_000)

test('each redirect counts as a connection of its run', async () => {
  await stage.start([
    (request, response, body) => {
      if (request.url !== '/s') return stream([])(request, response, body)
      response.writeHead(302, { location: '/there' })
      return response.end()
    },
  ])
  const run = await stage.watch()
  await stage.engine().until(run, ({ connection }) => connection.attempt >= 5)
  const { attempts } = await stage.engine().call('runs.connection', { run })
  for (const [i, later] of attempts.slice(2).entries())
    expect(later.startedAt - (attempts[i]?.startedAt ?? 0)).toBeGreaterThanOrEqual(9_600)
})

test('a disk that is slower than the streams: reading waits, the log says that it is slow, and nothing is lost', async () => {
  const total = 30_000
  const pad = 'x'.repeat(1_000)
  let sent = 0
  await stage.serve([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const pour = () => {
        while (sent < total) {
          sent++
          if (!response.write(`id: ${sent}\ndata: ${sent} ${pad}\n\n`)) {
            response.once('drain', pour)
            return
          }
        }
        response.end('event: end\ndata:\n\n')
      }
      // Streams that begin at once would be held up before the disk is.
      setTimeout(pour, 200)
    },
  ])
  const engine = await stage.startEngine(1)
  const run = await stage.watch()
  await engine.until(run, ({ connection }) => connection.state === 'live')
  const statuses = () => engine.pushes.flatMap(({ log }) => (log === null ? [] : [log]))
  const before = statuses().length
  // Another writer holds the log's lock: each transaction waits for it, as for a disk that is busy.
  const other = new Database(join(engine.dataDir, 'runlight.db'))
  other.exec('BEGIN IMMEDIATE')
  await expect.poll(() => statuses().length).toBe(before + 1)
  const held = sent
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect([sent, statuses().at(-1)]).toEqual([
    held,
    {
      state: 'slow',
      sentence:
        'The disk is slow: the streams are held up until the log has caught up. Nothing is lost; what is shown comes late.',
    },
  ])
  expect(held).toBeLessThan(total)
  other.exec('COMMIT')
  other.close()
  expect((await reach(engine, run, 'closed')).slice(0, 2)).toEqual(['completed', 'closed'])
  await expect.poll(() => statuses().at(-1)).toEqual({ state: 'ok', sentence: null })
  for (let from = 1; from <= total; from += 1_000) {
    const { rows } = await engine.call('events.range', { run, from, limit: 1_000 })
    expect(rows.map(({ id }) => Number(id))).toEqual(Array.from({ length: 1_000 }, (_, i) => from + i))
  }
  const { transitions, attempts } = await engine.call('runs.connection', { run })
  // Silence of our own making is no silence of the server's.
  expect(transitions.map(({ state }) => state)).toEqual(['connecting', 'live', 'closed'])
  expect(attempts[0]?.notices).toBeUndefined()
})
