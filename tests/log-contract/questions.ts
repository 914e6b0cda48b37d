// Every question of the port about a run, and about all of them, in one list: what two logs with the same in them must answer
// alike.

import { flags } from '../../src/core/log/flags.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { createBlockFiller } from '../../src/engine/review/block-filler.ts'
import { whole } from './ledger.ts'

/** The answers about `run`, by the names of the questions. `texts` are queries. */
export async function answers(log: LogAccess, run: number, texts: readonly string[]) {
  const { review } = log
  await createBlockFiller(log).ensure(run)
  const rows = await log.range(run, 1, 1_000)
  const events = rows.length
  const some = rows[Math.floor(events / 2)]
  const at = some?.at ?? 0
  const find = (what: 'error' | 'warning' | 'gap' | 'attempt', direction: 'next' | 'previous') =>
    review.find(run, { from: Math.floor(events / 2), direction, what, at: null })
  return {
    rows,
    latest: await log.latest(run, 5),
    windows: [
      await log.window(run, { pings: true }, 0, 100),
      await log.window(run, { pings: false }, 3, 20),
      await log.window(run, { pings: false, chunks: 'joined' }, 0, 100),
      await log.window(run, { pings: true, chunks: 'joined', opened: [2] }, 1, 50),
    ],
    text: await log.text(run, 1, events),
    digests: await log.digests(run, 1, events),
    equal: some === undefined ? [] : await log.findEqual(run, 1, events, some, flags.ping, 4),
    run: await log.run(run),
    attempts: await log.attempts(run),
    gaps: await log.gaps(run),
    transitions: [await log.transitions(run, 100), await log.jobTransitions(run, 2)],
    facets: await review.facets(run),
    density: await review.density(run, 5),
    rates: await review.rates(run, at - 4_000, 1_000, 9),
    known: await review.searchKnown(run),
    found: [
      await find('error', 'next'),
      await find('warning', 'previous'),
      await find('gap', 'next'),
      await find('attempt', 'previous'),
      await review.find(run, { from: 0, direction: 'next', what: 'time', at }),
    ],
    instants: [
      await whole(() => review.instant(run, { type: 'end' })),
      await whole(() => review.instant(run, { type: 'at', at })),
      await whole(() => review.instant(run, { type: 'seq', seq: Math.ceil(events / 3) })),
    ],
    figures: await whole(() => review.figures(run)),
    closer: await whole(() => review.zoomDetail(run, at - 3_000, at + 3_000)),
    compared: await whole(() => review.compare(run, null)),
    filtered: await Promise.all(texts.map((text) => windowOf(log, run, text))),
  }
}

/** The answers about the runs `ids` together. */
export async function overall(log: LogAccess, ids: readonly number[], texts: readonly string[]) {
  const { review } = log
  const [first = 0, second = first] = ids
  const kind = (await log.run(first))?.summary.kind ?? ''
  return {
    summaries: (await log.summaries()).filter(({ id }) => ids.includes(id)),
    usual: await whole(() => review.usual(kind)),
    durations: await log.durations(kind, 50),
    compared: await whole(() => review.compare(first, second)),
    digest: await whole(() => review.digest(0, 2_000_000_000_000, [])),
    searched: await Promise.all(texts.map((text) => searched(log, text))),
  }
}

async function windowOf(log: LogAccess, run: number, text: string) {
  for (;;) {
    const slice = await log.review.searchWindow(run, text, true, 0, 100)
    if (slice.complete) return slice
  }
}

async function searched(log: LogAccess, query: string) {
  const hits = []
  for (let cursor: string | null = null; ; ) {
    const slice = await log.review.search({ query, within: null, cursor, limit: 500, perRun: 5 })
    hits.push(...slice.groups.flatMap(({ run, hits: own }) => own.map((hit) => [run.id, hit] as const)))
    if (slice.done) return hits
    ;({ cursor } = slice)
  }
}
