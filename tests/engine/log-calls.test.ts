// The calls about one run's log, through the engine's door and over a seeded log, against a slow count of the same events.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Findable } from '../../src/core/contract/calls/log.ts'
import { flags } from '../../src/core/log/flags.ts'
import type { Gap } from '../../src/core/run/run.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, type SeedEvent, seedLog, seedNoon } from '../support/seed-log.ts'

const names = ['status', 'set', 'log', 'ping', 'note'] as const
const lcg = (seed: number) => (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0

/** Events with few errors, warnings in heaps, and a clock that was set back once. */
function makeEvent(seq: number): SeedEvent & { flags: number; name: string; at: number } {
  const random = lcg(seq)
  const isPing = seq % 15 === 0
  const bits =
    (random % 4_001 === 0 ? flags.error : 0) |
    (Math.floor(seq / 3_000) % 7 === 3 && seq % 5 === 0 ? flags.warning : 0) |
    (random % 97 === 0 ? flags.late : 0)
  return {
    name: isPing ? 'ping' : (names[random % 3] ?? 'log'),
    data: isPing ? '' : `{"n":${seq},"share":${(seq % 1_000) / 10}}`,
    flags: bits | (isPing ? flags.ping : 0),
    at: seedNoon + seq * 10 - (seq > 20_000 && seq < 20_100 ? 60_000 : 0),
  }
}

const sizes = { long: 70_000, short: 5_000, empty: 0 } as const
let dataDir: string
let engine: TestEngine
let runs: Record<keyof typeof sizes, number>
/** Its stream was lost three times, long ago, just before its last events, and at its end. */
let cutRun: number

beforeAll(async () => {
  dataDir = freshDir()
  const away = (number: number, from: number, until: number | null, missed: Gap['missed']) => ({
    ...gap(number, 10),
    from: seedNoon + from,
    until: until === null ? null : seedNoon + until,
    missed,
  })
  const ids = await seedLog(dataDir, [
    ...Object.values(sizes).map((count) => ({ events: events(count, makeEvent) })),
    {
      events: events(20, (seq) => ({ ...makeEvent(seq), at: seedNoon + seq * 1_000 })),
      gaps: [
        away(1, 2_000, 9_000, 'unknown'),
        away(2, 17_200, 18_500, 'nothing'),
        away(3, 19_000, null, 'open'),
      ],
    },
  ])
  cutRun = ids[3] ?? 0
  runs = { long: ids[0] ?? 0, short: ids[1] ?? 0, empty: ids[2] ?? 0 }
  const db = new Database(join(dataDir, 'runlight.db'))
  const place = (table: string, run: number, number: number, afterSeq: number) =>
    db
      .prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`)
      .run(run, number, JSON.stringify(table === 'gaps' ? gap(number, afterSeq) : attempt(number, afterSeq)))
  for (const [i, afterSeq] of [0, 1_024, 1_024, 39_999, 70_000].entries())
    place('attempts', runs.long, i + 1, afterSeq)
  for (const [i, afterSeq] of [1_024, 39_999, 70_000].entries()) place('gaps', runs.long, i + 1, afterSeq)
  // As a log of an earlier version: its blocks are made when they are asked for.
  db.prepare('DELETE FROM blocks WHERE run = ? AND block % 3 = 1').run(runs.long)
  db.close()
  engine = await startEngine({ dataDir })
}, 60_000)
afterAll(async () => {
  await engine.close()
  removeDir(dataDir)
})

/** Flags as the log has them: the kind adds its own. */
async function stored(run: keyof typeof sizes) {
  const db = new Database(join(dataDir, 'runlight.db'), { readonly: true })
  const rows = db
    .prepare('SELECT name, at, flags FROM events WHERE key > ? AND key < ? ORDER BY key')
    .all(runs[run] * 2 ** 32, (runs[run] + 1) * 2 ** 32) as { name: string; at: number; flags: number }[]
  db.close()
  return rows.map((row, i) => ({ ...row, seq: i + 1 }))
}

describe('sparks', () => {
  for (const widthMs of [5_000, 200] as const)
    test(`count what arrived in stretches of ${widthMs} ms to a run’s end, as a slow count does`, async () => {
      const asked = [runs.long, runs.short, runs.empty, 99_999, runs.short]
      const { sparks } = await engine.call('runs.sparks', { runs: asked, buckets: 60, widthMs })
      expect(sparks.map(({ run, events: all }) => [run, all])).toEqual(
        (['long', 'short', 'empty'] as const).map((name) => [runs[name], sizes[name]]),
      )
      for (const name of ['long', 'short'] as const) {
        const times = (await stored(name)).map(({ at }) => at)
        const spark = sparks.find(({ run }) => run === runs[name])
        const from = (Math.floor((times.at(-1) ?? 0) / widthMs) - 59) * widthMs
        const slow = Array.from({ length: 60 }, (_, i) => {
          const begin = from + i * widthMs
          return times.filter((at) => at >= begin && at < begin + widthMs).length
        })
        expect(spark).toMatchObject({ from, widthMs, counts: slow })
      }
      expect(sparks[2]?.counts.every((count) => count === 0)).toBe(true)
    })

  test('say where the stream was away, and whether that lost anything', async () => {
    const { sparks } = await engine.call('runs.sparks', { runs: [cutRun], buckets: 3, widthMs: 1_000 })
    expect(sparks.map(({ gaps }) => gaps)).toEqual([
      [
        { from: seedNoon + 17_200, until: seedNoon + 18_500, lossy: false },
        { from: seedNoon + 19_000, until: null, lossy: true },
      ],
    ])
  })
})

describe('density', () => {
  for (const [run, most] of [
    ['long', 600],
    ['long', 10],
    ['short', 600],
    ['short', 7],
  ] as const) {
    test(`tells the ${run} log in ${most} stretches, each as a slow count does`, async () => {
      const rows = await stored(run)
      const { events: count, buckets } = await engine.call('log.density', { run: runs[run], buckets: most })
      expect(count).toBe(sizes[run])
      expect(buckets.length).toBeLessThanOrEqual(most)
      expect(buckets.length).toBeGreaterThan(most < 100 ? most / 2 : 60)
      let next = 1
      for (const { from, to, ...told } of buckets) {
        expect(from).toBe(next)
        next = to + 1
        const mine = rows.slice(from - 1, to)
        const having = (bit: number) => mine.filter((row) => (row.flags & bit) !== 0).length
        const standing = (after: readonly number[]) =>
          run === 'long'
            ? after.filter((seq) => seq + 1 >= from && Math.min(70_000, seq + 1) <= to).length
            : 0
        expect(told).toEqual({
          firstAt: Math.min(...mine.map((row) => row.at)),
          lastAt: Math.max(...mine.map((row) => row.at)),
          pings: having(flags.ping),
          errors: having(flags.error),
          warnings: having(flags.warning),
          gaps: standing([1_024, 39_999, 70_000].map((seq) => Math.min(seq, 69_999))),
          attempts: standing([1_024, 1_024, 39_999, 70_000].map((seq) => Math.min(seq, 69_999))),
        })
      }
      expect(next).toBe(sizes[run] + 1)
    })
  }

  test('of a log without events is empty', async () => {
    expect(await engine.call('log.density', { run: runs.empty, buckets: 600 })).toEqual({
      events: 0,
      buckets: [],
    })
  })
})

test('facets count every class and name', async () => {
  const rows = await stored('long')
  const facets = await engine.call('log.facets', { run: runs.long })
  const having = (bit: number) => rows.filter((row) => (row.flags & bit) !== 0).length
  expect(facets.levels).toEqual({
    error: having(flags.error),
    warning: having(flags.warning),
    ping: having(flags.ping),
    info: rows.length - having(flags.error | flags.warning | flags.ping),
  })
  expect(facets.traits).toEqual({
    content: having(flags.content),
    repeat: having(flags.repeat),
    late: having(flags.late),
    unreadable: having(flags.unreadable),
  })
  const counted = Map.groupBy(rows, (row) => row.name)
  expect(facets.names).toEqual(
    [...counted]
      .map(([name, list]) => ({ name, events: list.length }))
      .toSorted((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1)),
  )
  expect([facets.events, facets.rest.events]).toEqual([70_000, 0])
})

describe('find', () => {
  const find = async (
    what: Findable,
    from: number,
    direction: 'next' | 'previous',
    at: number | null = null,
  ) => (await engine.call('log.find', { run: runs.long, what, from, direction, at })).seq

  for (const [what, bit] of [
    ['error', flags.error],
    ['warning', flags.warning],
  ] as const) {
    test(`goes to the next ${what} and the one before, from anywhere`, async () => {
      const rows = await stored('long')
      const seqs = rows.filter((row) => (row.flags & bit) !== 0).map((row) => row.seq)
      expect(seqs.length).toBeGreaterThan(5)
      const edges = seqs.slice(0, 20).flatMap((seq) => [seq - 1, seq, seq + 1])
      const starts = [0, 1, 1_024, 1_025, 2_048, 35_000, 69_999, 70_000, 80_000, ...edges]
      for (const from of starts) {
        expect([from, await find(what, from, 'next')]).toEqual([from, seqs.find((seq) => seq > from) ?? null])
        expect([from, await find(what, from, 'previous')]).toEqual([
          from,
          seqs.findLast((seq) => seq < from) ?? null,
        ])
      }
    })
  }

  test('goes to gaps and attempts: the first event after each, or the last event of all', async () => {
    expect([
      await find('gap', 0, 'next'),
      await find('gap', 1_025, 'next'),
      await find('gap', 40_000, 'next'),
      await find('gap', 70_000, 'next'),
      await find('gap', 70_000, 'previous'),
      await find('gap', 1_025, 'previous'),
      await find('attempt', 0, 'next'),
      await find('attempt', 1_025, 'next'),
    ]).toEqual([1_025, 40_000, 70_000, null, 40_000, null, 1_025, 40_000])
  })

  test('goes to a time: the first event that arrived then or later, whatever the clock did', async () => {
    const rows = await stored('long')
    const times = [
      0,
      seedNoon,
      seedNoon + 5,
      seedNoon + 10_240,
      seedNoon + 10_245,
      seedNoon + 199_000,
      seedNoon + 200_500,
    ]
    for (const at of [...times, seedNoon + 700_000]) {
      expect([at, await find('time', 0, 'next', at)]).toEqual([
        at,
        rows.find((row) => row.at >= at)?.seq ?? null,
      ])
    }
    expect(await find('time', 0, 'next', seedNoon + 700_001)).toBeNull()
  })

  test('says that a run is not there', async () => {
    await expect(
      engine.call('log.find', { run: 999, what: 'error', from: 0, direction: 'next', at: null }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('the request is told as a curl command, for a run that is there', async () => {
  expect(await engine.call('log.curl', { run: runs.empty })).toEqual({
    command: "curl -N http://127.0.0.1:9/stream \\\n  -H 'accept: text/event-stream'",
    secrets: 0,
  })
  await expect(engine.call('log.curl', { run: 999 })).rejects.toMatchObject({ code: 'not-found' })
})

test('blocks that were missing were stored when they were asked for', async () => {
  await engine.call('log.facets', { run: runs.long })
  const db = new Database(join(dataDir, 'runlight.db'), { readonly: true })
  const stored = db.prepare('SELECT count(*), sum(events) FROM blocks WHERE run = ?').raw().get(runs.long)
  db.close()
  expect(stored).toEqual([Math.ceil(70_000 / 1_024), 70_000])
})

function gap(number: number, afterSeq: number): Gap {
  return { number, afterSeq, attempt: 1, from: 1, until: 2, cause: 'cut', missed: 'unknown', basis: 'no ids' }
}

function attempt(number: number, afterSeq: number) {
  return {
    number,
    startedAt: 1,
    openedAt: 1,
    endedAt: 2,
    method: 'GET',
    url: 'http://127.0.0.1:9/stream',
    status: 200,
    headers: [],
    redirects: [],
    resumedFrom: null,
    bytes: 0,
    events: 0,
    comments: 0,
    replayed: 0,
    ending: 'ended',
    bodyHead: null,
    afterSeq,
  }
}
