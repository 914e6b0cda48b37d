// A search finds the same whether surveys cover a log's blocks, some of them or none, and reads fewer blocks with them.

import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseQuery } from '../../../src/core/query/parse.ts'
import type { LogAccess } from '../../../src/engine/log/port.ts'
import { createSyncClient, type SyncClient } from '../../../src/engine/log/postgres/base/sync-client.ts'
import { createDatabase } from '../../../src/engine/log/postgres/read/database.ts'
import { createNewestBlocks } from '../../../src/engine/log/postgres/search/newest-blocks.ts'
import { planSearch } from '../../../src/engine/log/postgres/search/search-plan.ts'
import { createSurveys } from '../../../src/engine/log/postgres/search/surveys.ts'
import { planWords } from '../../../src/engine/log/postgres/search/word-plan.ts'
import { openReading, type Reading } from '../../../src/engine/log/postgres/threads/open-reading.ts'
import { createSurveyor } from '../../../src/engine/log/postgres/upkeep/make-survey.ts'
import { gather } from '../../../src/engine/review/gather.ts'
import { addRun, closed, type LedgerRun } from '../../log-contract/ledger.ts'
import { queries, someEvent } from '../../log-contract/queries.ts'
import { newSharedLog, openWriter } from '../../support/postgres/hand-member.ts'
import { postgresHere } from '../../support/postgres.ts'

describe.skipIf(postgresHere('searches with surveys') === null)('a search with surveys', () => {
  let reading: Reading
  let client: SyncClient
  let writer: Awaited<ReturnType<typeof openWriter>>
  const runs: LedgerRun[] = []

  const add = async (count: number, isOver: boolean): Promise<LedgerRun> => {
    const run = await addRun(writer as unknown as LogAccess)
    const events = Array.from({ length: count }, (_, i) => someEvent(i + 1, run.id))
    await run.commit(events, isOver ? { summary: { connection: closed } } : {})
    runs.push(run)
    return run
  }
  const all = { full: 1, open: 1 }
  const surveyAll = (surveyor = createSurveyor(client, all)): number => {
    let made = 0
    while (surveyor.next()) made++
    return made
  }

  beforeAll(async () => {
    const url = await newSharedLog()
    writer = await openWriter(url, 'a')
    client = createSyncClient(url, 'test')
    // As a collector: a hub would make surveys of its own.
    reading = await openReading({ url, name: 'surveys', kindsDir: tmpdir(), ownedBy: 'a' })
    for (const count of [70, 1_024, 1_300, 3, 90]) await add(count, count !== 90)
  })
  afterAll(async () => {
    client.close()
    await Promise.all([reading.close(), writer.close()])
  })

  const found = async (query: string) => {
    const { search } = reading.as('all').review
    const { groups } = await gather(
      search,
      { query, within: null, cursor: null, limit: 5_000, perRun: 5_000 },
      60_000,
    )
    return groups.map(({ run, hits }) => [run.id, hits.map(({ seq }) => seq)])
  }

  test('gives what it gave without them, and finds what came after them', async () => {
    const asked = [...fc.sample(queries, 24), 'disk full', '"disk full"', 'disk OR full memory', 'data.a:b']
    const before = new Map<string, unknown>()
    for (const query of asked) before.set(query, await found(query))
    expect(surveyAll()).toBe(1)
    for (const query of asked) expect([query, await found(query)]).toEqual([query, before.get(query)])
    // Another run, of which the survey knows nothing.
    const late = await add(1_100, true)
    const some = late.events.slice(0, 40).map(
      ({ data }) =>
        data
          .match(/[a-z]{3,}/gi)
          ?.slice(0, 2)
          .join(' ') ?? '',
    )
    const pairs = [...new Set(some)].filter((query) => query.includes(' '))
    expect(pairs.length).toBeGreaterThan(0)
    const unsurveyed = new Map<string, unknown>()
    for (const query of pairs) {
      const all = await found(query)
      unsurveyed.set(query, all)
      expect(all[0]?.[0]).toBe(late.id)
    }
    expect(surveyAll()).toBe(1)
    for (const query of pairs) expect(await found(query)).toEqual(unsurveyed.get(query))
  })

  test('knows which blocks have two words in one event', async () => {
    const run = await addRun(writer as unknown as LogAccess)
    const say = (apart: boolean) =>
      Array.from({ length: 1_024 }, (_, i) => ({
        data:
          i === 5
            ? `needle ${apart ? 'hay' : 'thread'}`
            : i === 900
              ? `thread ${apart ? 'hay' : 'needle'}`
              : 'hay',
      }))
    const events = [...say(true), ...say(false)].map((event, i) => ({ ...someEvent(i + 1, 1), ...event }))
    await run.commit(events, { summary: { connection: closed } })
    const words = planWords(parseQuery('needle thread').query)
    const judge = () => {
      const surveys = createSurveys(createDatabase(client)).of(words)
      const [question] = surveys.questions(0)
      if (question === undefined) throw new Error('Two words are worth a question.')
      surveys.hear(0, client.many([question])[0])
      return [1, 1_025].map((first) => surveys.mayHold(run.id, first))
    }
    expect(judge()).toEqual([true, true])
    surveyAll()
    expect(judge()).toEqual([false, true])
  })

  test('asks for as many rows when it goes on as at first', () => {
    const asked: string[] = []
    const many: SyncClient['many'] = (statements) => {
      asked.push(...statements.flatMap(({ sql }) => /LIMIT (\d+)/.exec(sql)?.[1] ?? []))
      return client.many(statements)
    }
    const db = createDatabase({ ...client, many })
    const surveys = createSurveys(db)
    const plan = planSearch(parseQuery('needle thread').query, 0, true)
    for (let i = 0; i < 2; i++) createNewestBlocks(db, surveys, plan).newestIn(runs.at(-1)?.id ?? 0)
    expect(asked).toEqual(['4096', '4096'])
  })

  test('tells nothing of the words of a run that was removed', async () => {
    const [gone] = runs
    if (gone === undefined) throw new Error('There are runs.')
    await writer.removeRun(gone.id)
    while ((await writer.clearSlice()).left);
    surveyAll()
    const covering = client.all('SELECT id FROM runlight.surveys WHERE $1 = ANY(runs)', gone.id)
    expect(covering).toEqual([])
    expect(client.all('SELECT count(*) AS n FROM runlight.surveys')[0]?.n).toBeGreaterThan(0)
  })

  test('is made by one at a time', () => {
    client.run(`UPDATE runlight.surveyor SET until = clock_timestamp() + interval '1 hour'`)
    client.run('DELETE FROM runlight.surveys')
    expect(surveyAll()).toBe(0)
    client.run(`UPDATE runlight.surveyor SET until = '-infinity'`)
    expect(surveyAll()).toBe(1)
  })

  test('has the rows of a partition looked through only when something there has changed', async () => {
    let looked = 0
    const counted: SyncClient = {
      ...client,
      all: (sql, ...params) => {
        if (sql.includes('FROM runlight.event_block')) looked++
        return client.all(sql, ...params)
      },
    }
    const first = createSurveyor(counted, all)
    surveyAll(first)
    expect(looked).toBeGreaterThan(0)
    let done = first.done()
    const goOn = (): number => {
      const surveyor = createSurveyor(counted, all, done)
      const made = surveyAll(surveyor)
      done = surveyor.done()
      return made
    }
    const looks = () => {
      looked = 0
      goOn()
      return looked
    }
    // The database counts what is put into a table some seconds later.
    const soon = { timeout: 60_000, interval: 500 }
    await expect.poll(looks, soon).toBe(0)
    await add(1_024, true)
    await expect.poll(goOn, soon).toBe(1)
    client.run('DELETE FROM runlight.surveys')
    expect(goOn()).toBe(1)
  }, 150_000)

  test('leaves the turn of another alone when its own took too long', () => {
    client.run('DELETE FROM runlight.surveys')
    const takenOver: SyncClient['run'] = (sql, ...params) => {
      if (sql.includes('INSERT INTO runlight.surveys'))
        client.run(`UPDATE runlight.surveyor SET until = clock_timestamp() + interval '1 hour'`)
      return client.run(sql, ...params)
    }
    expect(createSurveyor({ ...client, run: takenOver }, { full: 1, open: 1 }).next()).toBe(true)
    expect(surveyAll()).toBe(0)
    client.run(`UPDATE runlight.surveyor SET until = '-infinity'`)
  })

  test('is made of what can be read, once, where rows are damaged', async () => {
    surveyAll()
    const [damaged, whole] = [await add(1_024, true), await add(1_024, true)]
    client.run(`UPDATE runlight.event_block SET texts = '\\x00' WHERE run = $1`, damaged.id)
    expect(surveyAll()).toBe(1)
    const covering = (run: number) =>
      client.all('SELECT count(*) AS n FROM runlight.surveys WHERE $1 = ANY(runs)', run)[0]?.n
    expect([covering(damaged.id), covering(whole.id)]).toEqual([0, 1])
    const made = () => client.all('SELECT count(*) AS n FROM runlight.surveys')[0]?.n
    const before = made()
    surveyAll()
    expect(made()).toBe(before)
  })
})
