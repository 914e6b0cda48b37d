// What somebody reads of a shared log who sees some of its spaces alone: neither runs of others, nor anything that hangs on them,
// whoever else reads over the same threads.

import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogAccess } from '../../../src/engine/log/port.ts'
import { createConnection } from '../../../src/engine/log/postgres/base/connection.ts'
import { openReading, type Reading } from '../../../src/engine/log/postgres/threads/open-reading.ts'
import { gather, gatherCounts } from '../../../src/engine/review/gather.ts'
import {
  addRun,
  closed,
  type LedgerRun,
  many,
  noon,
  runOf,
  summaryOf,
  whole,
} from '../../log-contract/ledger.ts'
import { newAlert } from '../../support/make-alert.ts'
import { newSharedLog, openWriter } from '../../support/postgres/hand-member.ts'
import { postgresHere } from '../../support/postgres.ts'

const any = { types: [], rule: null, open: false, since: null, before: null, limit: 100 }

describe.skipIf(postgresHere('viewers of a shared log') === null)('a viewer', () => {
  let reading: Reading
  let runs: readonly LedgerRun[]
  let close: () => Promise<void>
  /** The space that the second run is in. */
  let other: number

  beforeAll(async () => {
    const url = await newSharedLog()
    const writer = await openWriter(url, 'a')
    const log = writer as unknown as LogAccess
    const connection = createConnection(url, 'test', 10_000)
    const [space] = await connection.all(`INSERT INTO runlight.spaces (name) VALUES ('other') RETURNING id`)
    other = Number(space?.id)
    const made: LedgerRun[] = []
    for (const title of ['ours', 'theirs']) {
      const run = await addRun(log, runOf({ summary: summaryOf({ title }) }))
      await run.commit(
        many(1_100, (seq) => ({ data: `secret of ${title} ${seq}` })),
        {
          summary: { connection: closed },
          attempts: [],
        },
      )
      made.push(run)
    }
    runs = made
    await connection.all('UPDATE runlight.runs SET space = $1 WHERE id = $2', other, made[1]?.id ?? 0)
    const server = {
      baseUrl: '',
      auth: 'none',
      headerNames: [] as string[],
      hasSecret: false,
      caPem: null,
      proxyUrl: null,
    } as const
    for (const name of ['mine', 'hidden']) await log.saveServer({ ...server, name, createdAt: noon }, null)
    await connection.all(`UPDATE runlight.servers SET space = $1 WHERE name = 'hidden'`, other)
    const fired = made.map(({ id }) => ({ alert: newAlert({ run: id, rule: `of ${id}` }), standings: [] }))
    const about = { alert: newAlert({ rule: 'none', server: 'hidden', type: 'none-started' }), standings: [] }
    await log.storeAlerts({ fired: [...fired, about], changed: [], standings: [] })
    reading = await openReading({ url, name: 'viewers', kindsDir: tmpdir(), ownedBy: null })
    close = async () => {
      await Promise.all([reading.close(), writer.close(), connection.close()])
    }
  })
  afterAll(() => close())

  /** Everything that can be asked, of who sees `spaces`: what was told, as text. */
  async function told(spaces: readonly number[] | 'all', run: number): Promise<Record<string, unknown>> {
    const log = reading.as(spaces)
    const search = { query: 'secret', within: null, cursor: null, limit: 50, perRun: 5 }
    const { preview } = await log.plan([{ kind: null, days: 1, runs: null, bytes: null }], Date.now())
    return {
      summaries: (await log.summaries()).map(({ title }) => title),
      run: (await log.run(run))?.uid ?? null,
      rows: (await log.range(run, 1, 3)).length,
      latest: (await log.latest(run, 3)).length,
      event: await log.event(run, 1),
      window: (await log.window(run, { pings: true }, 0, 3)).total,
      text: (await log.text(run, 1, 3)).text,
      digests: (await log.digests(run, 1, 3)).length,
      transitions: (await log.transitions(run, 5)).length,
      alerts: (await log.alerts({ ...any, run: null })).map(({ rule }) => rule).toSorted(),
      had: (await log.alertsHad()).map((one) => one.run),
      servers: (await log.servers()).map(({ name }) => name),
      searched: (await gather(log.review.search, search, 60_000)).groups.map((group) => [
        group.run.title,
        group.hits.length,
      ]),
      counted: (
        await gatherCounts(log.review.searchCount, { query: 'secret', cursor: null }, 60_000)
      ).counts.map((one) => one.run),
      within: (await gather(log.review.search, { ...search, within: run }, 60_000)).groups.length,
      filtered: (await log.review.searchWindow(run, 'secret', true, 0, 3)).total > 0,
      facets: (await log.review.facets(run)).events,
      density: (await log.review.density(run, 3)).events,
      found: await log.review.find(run, { from: 0, direction: 'next', what: 'time', at: noon }),
      figures: (await whole(() => log.review.figures(run)))?.events ?? null,
      instant: (await whole(() => log.review.instant(run, { type: 'end' })))?.events ?? null,
      digest: (await whole(() => log.review.digest(0, 4e12, []))).entries.map(({ title }) => title).length,
      weighed: (await log.weigh(Date.now(), 0)).runs,
      planned: preview.runs + preview.pinned,
    }
  }

  test('of all spaces is told everything', async () => {
    const run = runs[1]?.id ?? 0
    const all = await told('all', run)
    expect(all).toMatchObject({
      summaries: ['ours', 'theirs'],
      rows: 3,
      window: 1_100,
      within: 1,
      facets: 1_100,
    })
    expect(all.searched).toEqual([
      ['theirs', 5],
      ['ours', 5],
    ])
    expect(all.alerts).toEqual(['none', `of ${runs[0]?.id}`, `of ${run}`])
  })

  test('of one space is told nothing of the other, after somebody who sees it asked the same', async () => {
    const [ours, theirs] = runs.map(({ id }) => id)
    if (ours === undefined || theirs === undefined) throw new Error('no runs')
    for (const [spaces, hidden, seen, title, servers] of [
      [[1], theirs, ours, 'ours', ['mine']],
      [[other], ours, theirs, 'theirs', ['hidden']],
    ] as const) {
      const lists = {
        summaries: [title],
        had: [seen],
        servers,
        searched: [[title, 5]],
        counted: [seen],
        weighed: 1,
        alerts: (title === 'ours' ? [] : ['none']).concat(`of ${seen}`),
      }
      const nothing = {
        run: null,
        rows: 0,
        latest: 0,
        event: null,
        window: 0,
        text: '',
        digests: 0,
        within: 0,
      }
      const found = await told(spaces, hidden)
      expect(found).toMatchObject({ ...lists, ...nothing })
      expect(found).toMatchObject({
        filtered: false,
        facets: 0,
        density: 0,
        found: null,
        figures: null,
        instant: null,
      })
      expect(await told(spaces, seen)).toMatchObject({
        ...lists,
        rows: 3,
        within: 1,
        filtered: true,
        facets: 1_100,
      })
    }
    expect(await told([], theirs)).toMatchObject({
      summaries: [],
      searched: [],
      servers: [],
      alerts: [],
      rows: 0,
      weighed: 0,
    })
  })
})
