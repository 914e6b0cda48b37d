// A search finds what the matcher finds when it looks at everything, in the same order, however it is paged; and so do a
// count and a run's log under a query.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { asksRunsOnly, clausesFor, eventTest, matchesRun } from '../../src/core/query/match.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import { anyEvent, cut, repeated, rounds } from './arbitrary.ts'
import { addRun, closed, type LedgerRun, noon, runOf, summaryOf } from './ledger.ts'
import { onEveryLog } from './logs.ts'
import { queries, someEvent } from './queries.ts'

type Found = { readonly run: number; readonly itself: boolean; readonly seqs: readonly number[] }

/** Runs newest first, their events newest first, everything looked at. */
function expected(runs: readonly LedgerRun[], text: string, now: number): readonly Found[] {
  const { query } = parseQuery(text)
  return runs.toReversed().flatMap((run) => {
    const summary = run.summary()
    const left = clausesFor(query, summary)
    const itself = left !== null && matchesRun(query, summary, now)
    const seqs = left === null || asksRunsOnly(left) ? [] : matches(run.events, text, run, now)
    return itself || seqs.length > 0 ? [{ run: run.id, itself, seqs: seqs.toReversed() }] : []
  })
}

function matches(events: readonly NewEvent[], text: string, run: LedgerRun, now: number): number[] {
  const left = clausesFor(parseQuery(text).query, run.summary())
  if (left === null) return []
  const test = eventTest(left, now)
  return events.filter(test).map(({ seq }) => seq)
}

async function searchAll(
  log: LogAccess,
  query: string,
  limit: number,
  perRun: number,
  mine: ReadonlySet<number>,
) {
  const found: { run: number; itself: boolean; seqs: number[]; more: boolean }[] = []
  for (let cursor: string | null = null; ; ) {
    const slice = await log.review.search({ query, within: null, cursor, limit, perRun })
    for (const { run, itself, hits, more } of slice.groups) {
      if (!mine.has(run.id)) continue
      const last = found.at(-1)
      const seqs = hits.map(({ seq }) => seq)
      if (last?.run === run.id) {
        last.seqs.push(...seqs)
        last.more ||= more
      } else found.push({ run: run.id, itself, seqs, more })
    }
    if (slice.done) return found
    ;({ cursor } = slice)
  }
}

async function windowAll(log: LogAccess, run: number, text: string, pings: boolean, limit: number) {
  const seqs: number[] = []
  for (let asked = 0; asked < 10_000; asked++) {
    const slice = await log.review.searchWindow(run, text, pings, seqs.length, limit)
    if (!slice.enough) continue
    seqs.push(...slice.rows.map(({ seq }) => seq))
    if (slice.complete && seqs.length >= slice.total) return seqs
  }
  throw new Error('the window never ends')
}

async function countAll(log: LogAccess, query: string, mine: ReadonlySet<number>) {
  const counts = new Map<number, number>()
  for (let cursor: string | null = null; ; ) {
    const slice = await log.review.searchCount({ query, cursor })
    for (const { run, hits } of slice.counts)
      if (mine.has(run)) counts.set(run, (counts.get(run) ?? 0) + hits)
    if (slice.done) return counts
    ;({ cursor } = slice)
  }
}

onEveryLog('a search', (log) => {
  const runs: LedgerRun[] = []
  const mine = new Set<number>()

  const seed = async () => {
    if (runs.length > 0) return
    for (const [i, count] of [3, 0, 40, 1_024, 1_300, 7, 1_025, 90, 1].entries()) {
      const marks = {
        tags: i % 4 === 0 ? ['night'] : [],
        note: i === 5 ? 'why full?' : '',
        pinned: false,
        acknowledgedAt: null,
      }
      const title = i % 3 === 0 ? `Disk import ${i}` : `Run ${i}`
      const server = i % 2 === 0 ? 'staging' : 'production'
      const start = summaryOf({ title, server, marks, createdAt: noon })
      const run = await addRun(log(), runOf({ summary: start }))
      const seeds = Array.from({ length: count }, (_, n) => someEvent(n + 1, i))
      // Settled ones, live ones, and those that came in one piece.
      const parts = cut(seeds, i === 4 ? [5_000] : [400, 77])
      for (const [n, part] of parts.entries()) {
        const state = i % 3 === 0 || n < parts.length - 1 ? 'live' : 'closed'
        await run.commit(part, { summary: { connection: { ...closed, state } } })
      }
      runs.push(run)
      mine.add(run.id)
    }
  }

  test('gives the same as looking at everything, on all of its pages, and so does a count', async () => {
    await seed()
    await fc.assert(
      fc.asyncProperty(
        queries,
        fc.constantFrom(7, 500),
        fc.constantFrom(3, 100_000),
        async (text, limit, perRun) => {
          const all = expected(runs, text, Date.now())
          const found = await searchAll(log(), text, perRun === 3 ? limit : 500, perRun, mine)
          expect(found).toEqual(
            all.map(({ run, itself, seqs }) => ({
              run,
              itself,
              seqs: seqs.slice(0, perRun),
              more: seqs.length > perRun,
            })),
          )
          const counts = await countAll(log(), text, mine)
          for (const { run, seqs } of all) expect(counts.get(run) ?? 0).toBe(seqs.length)
        },
      ),
      rounds(14),
    )
  })

  test('within one run tells all of its hits, and its log under the query shows them', async () => {
    await seed()
    await fc.assert(
      fc.asyncProperty(queries, fc.nat({ max: 8 }), fc.boolean(), async (text, i, pings) => {
        const run = runs[i]
        if (run === undefined) return
        const seqs = matches(run.events, text, run, Date.now())
        const asks = /(^|\s)-?(is|event|level):ping/.test(text)
        const shown = seqs.filter(
          (seq) => pings || asks || ((run.events[seq - 1]?.flags ?? 0) & flags.ping) === 0,
        )
        expect(await windowAll(log(), run.id, text, pings || asks, 700)).toEqual(shown)
        const { groups } = await log().review.search({
          query: text,
          within: run.id,
          cursor: null,
          limit: 4_000,
          perRun: 1,
        })
        const hits = groups.flatMap((group) => group.hits.map(({ seq }) => seq))
        const newest = expected([run], text, Date.now())[0]?.seqs ?? []
        expect(hits).toEqual(newest.slice(0, hits.length))
      }),
      rounds(14),
    )
  })

  test('goes on with what came meanwhile', async () => {
    const run = await addRun(log())
    for (let turn = 1; turn <= 4; turn++) {
      await run.commit(
        repeated([{ data: 'needle in it' }, { data: '{"needle":"no"}' }, { data: 'hay' }], 500),
      )
      const seqs = matches(run.events, '"needle in"', run, Date.now())
      expect(await windowAll(log(), run.id, '"needle in"', true, 1_000)).toEqual(seqs)
      const found = await searchAll(log(), '"needle in"', 50, 5, new Set([run.id]))
      expect(found).toEqual([{ run: run.id, itself: false, seqs: seqs.toReversed().slice(0, 5), more: true }])
    }
  })

  test('finds every event of any sort by any of its words', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent, { minLength: 1, maxLength: 10 }),
        fc.boolean(),
        async (seeds, settles) => {
          const run = await addRun(log())
          await run.commit(seeds, settles ? { summary: { connection: closed } } : {})
          const words = seeds.flatMap(({ data = '' }) => /[a-z]{2,12}|\d{1,6}/i.exec(data) ?? []).slice(0, 3)
          for (const word of words) {
            const text = `"${word}"`
            const seqs = matches(run.events, text, run, Date.now())
            expect(await windowAll(log(), run.id, text, true, 1_000)).toEqual(seqs)
          }
        },
      ),
      rounds(10),
    )
  })

  test('refuses what cannot be understood', async () => {
    const input = { within: null, cursor: null, limit: 5, perRun: 5 }
    await expect(log().review.search({ ...input, query: 'progress<' })).rejects.toMatchObject({
      code: 'bad-input',
    })
    await expect(log().review.search({ ...input, query: 'a', cursor: 'x' })).rejects.toMatchObject({
      code: 'bad-input',
    })
  })
})
