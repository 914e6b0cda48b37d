// Every figure that is shown in two places is the same in both, over the recordings of every kind and a stream that was lost
// and repeated itself.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HitCount } from '../../src/core/contract/calls/search.ts'
import type { Output } from '../../src/core/contract/contract.ts'
import { addCounts } from '../../src/core/contract/hit-counts.ts'
import { firstTokenAt, tokensPerSecond } from '../../src/core/job/model.ts'
import { tookOf } from '../../src/core/job/took.ts'
import { beganAt } from '../../src/core/run/began-at.ts'
import { isSettled } from '../../src/core/run/states.ts'
import { scenarios } from '../../src/demo/index.ts'
import { openReadOnlyLog } from '../../src/engine/index.ts'
import { addRun, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { answer, type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'

const again = 'flashcards, lost and repeated'
const src = join(import.meta.dirname, '../../src')
const recordings = globSync(['kinds/*/fixtures/*.sse', 'readers/*/fixtures/{good,failing}.sse'], {
  cwd: src,
}).toSorted()
const nameOf = (path: string) => [basename(dirname(dirname(path))), basename(path, '.sse')] as const
const names = [...recordings.map((path) => nameOf(path).join(' ')), again]
const state = (status: string, done: number) =>
  `event: status\ndata: ${JSON.stringify({ status, sets_completed: done, total_expected: 4 })}\n\n`
const set = 'event: set\ndata: {"id":1,"title":"Cells","status":"processing"}\n\n'

let engine: TestEngine
let server: SseServer
const runs = new Map<string, number>()

/** The answer whose number the request's path begins with: a recording whole, or what comes next of the lost stream. */
const lost = [
  stream([state('processing', 1), set], 'destroy'),
  answer(503),
  stream(
    [state('processing', 1), set, 'event: status\ndata: {}\n\n: beat\n\nevent: ping\ndata: {}\n\n'],
    'destroy',
  ),
  stream([state('processing', 3), state('failed', 3), 'event: end\ndata: {"status":"failed"}\n\n'], 'open'),
]
const answers: Behaviour = (request, response, body) => {
  const path = recordings[Number(/^\/(\d+)\//.exec(request.url ?? '')?.[1] ?? Number.NaN)]
  if (path === undefined) return lost.shift()?.(request, response, body)
  stream([readFileSync(join(src, path), 'utf8')], 'end')(request, response, body)
}

async function watch(
  kind: string,
  at: string,
  retry: boolean,
  more: Record<string, string> = {},
): Promise<number> {
  const known = scenarios.find((one) => one.kind === kind)?.params ?? {}
  const params = { ...known, ...more, ...(kind === 'plain' ? { url: `${server.url}${at}` } : {}) }
  const baseUrl = kind === 'plain' ? null : `${server.url}${at}`
  return addRun(engine, kind, baseUrl ?? '', params, { baseUrl, retry })
}

beforeAll(async () => {
  engine = await startEngine({ clock: createFastClock(20) })
  server = await startSseServer([answers])
  for (const [i, path] of recordings.entries()) {
    const [of, name] = nameOf(path)
    const more = join(src, path.replace(/\.sse$/, '.params.json'))
    const params = existsSync(more) ? JSON.parse(readFileSync(more, 'utf8')) : {}
    const kind = path.startsWith('readers/') ? 'plain' : of
    runs.set(`${of} ${name}`, await watch(kind, `/${i}/x`, false, params))
  }
  runs.set(again, await watch('flashcards', '/lost', true))
  for (const run of runs.values())
    await engine.until(run, ({ connection }) => isSettled(connection.state) && connection.state !== 'idle')
})
afterAll(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

/** The search's count of one run's hits; an answer comes after a moment, whatever was counted by then. */
async function countOf({ call }: TestEngine, query: string, run: number): Promise<number> {
  const byRun = new Map<number, HitCount>()
  let cursor: string | null = null
  for (;;) {
    const page: Output<'search.count'> = await call('search.count', { query, cursor })
    addCounts(byRun, page.counts)
    if (page.done) return byRun.get(run)?.hits ?? 0
    cursor = page.cursor
  }
}

describe('the figures agree', () => {
  test.each(names)('%s', async (name) => {
    const run = runs.get(name) ?? 0
    const summary = await engine.summary(run)
    const figures = await engine.call('review.figures', { run })
    const facets = await engine.call('log.facets', { run })
    const density = await engine.call('log.density', { run, buckets: 10 })
    const wire = await engine.call('runs.connection', { run })
    const { job } = await engine.call('runs.job', { run })
    const then = await engine.call('review.at', { run, moment: { type: 'end' } })
    const { a } = await engine.call('review.compare', { run, other: null })
    const beside = openReadOnlyLog(engine.dataDir)
    const told = await beside?.figures(run)
    await beside?.close()
    const window = await engine.call('events.window', {
      run,
      filter: { pings: true, query: '' },
      index: 0,
      limit: 1,
    })
    const sum = (count: (bucket: (typeof density.buckets)[number]) => number) =>
      density.buckets.reduce((total, bucket) => total + count(bucket), 0)
    const found = async (query: string) =>
      (await engine.call('events.window', { run, filter: { pings: true, query }, index: 0, limit: 1 })).total
    const { totals } = figures
    const counted = await countOf(engine, 'level:info', run)
    const { counts } = job

    const shown = {
      events: [
        summary.events,
        figures.events,
        facets.events,
        density.events,
        window.total,
        then.events,
        counts.events,
      ],
      attempts: [summary.connection.attempt, figures.attempts.length, wire.attempts.length],
      'events of attempts': [summary.events, wire.attempts.reduce((n, one) => n + one.events, 0)],
      gaps: [summary.gaps, figures.gaps.length, wire.gaps.length, then.run.gaps],
      bytes: [summary.bytes, totals.bytes, then.run.bytes],
      errors: [
        totals.errors,
        facets.levels.error,
        counts.errors,
        sum(({ errors }) => errors),
        await found('level:error'),
      ],
      warnings: [
        totals.warnings,
        facets.levels.warning,
        counts.warnings,
        sum(({ warnings }) => warnings),
        await found('level:warning'),
      ],
      pings: [summary.pings, totals.pings, facets.levels.ping, counts.pings, sum(({ pings }) => pings)],
      unreadable: [summary.unreadable, totals.unreadable, facets.traits.unreadable, counts.unreadable],
      repeats: [summary.repeats, totals.repeats, facets.traits.repeat, counts.repeats],
      hits: [counted, await found('level:info')],
      late: [summary.late, totals.late, facets.traits.late, counts.late],
      took: [
        tookOf(summary.job)?.ms ?? null,
        tookOf(job)?.ms ?? null,
        tookOf(then.run.job)?.ms ?? null,
        figures.durationMs,
      ],
      percent: [summary.job.percent, job.progress.percent, figures.progress.at(-1)?.value ?? null],
      items: [summary.job.items, counts.items, totals.items],
      text: [summary.job.textLength, job.text?.length ?? 0, totals.textLength],
      'first event': [
        summary.job.firstEventAt,
        job.firstEventAt,
        figures.startedAt + (figures.firstEventMs ?? Number.NaN),
      ],
      'first token': [
        firstTokenAt(summary.job),
        firstTokenAt(job),
        firstTokenAt(then.run.job),
        figures.model?.firstTokenMs == null ? null : figures.startedAt + figures.model.firstTokenMs,
      ],
      ...Object.fromEntries(
        (['input', 'output', 'cached', 'reasoning', 'model', 'finish'] as const).map((of) => [
          of,
          [summary.job, job, then.run.job, figures.model].map((one) => one?.usage?.[of] ?? null),
        ]),
      ),
      'tokens a second': [
        tokensPerSecond(summary.job),
        tokensPerSecond(job),
        tokensPerSecond(then.run.job),
        figures.model?.tokensPerSecond ?? null,
      ],
      tools: [summary.job.tools ?? 0, counts.tools ?? 0, figures.model?.tools ?? 0],
      'failed tools': [
        summary.job.toolsFailed ?? 0,
        counts.toolsFailed ?? 0,
        figures.model?.toolsFailed ?? 0,
      ],
      began: [beganAt(summary), figures.startedAt],
      state: [summary.job.state, job.state, figures.state],
      'failed checks': [summary.job.failedChecks, job.checks.filter(({ passed }) => !passed).length],
    }
    for (const [figure, values] of Object.entries<readonly unknown[]>(shown))
      expect([figure, ...new Set(values)]).toEqual([figure, values[0]])
    expect([a, told]).toEqual([figures, figures])
  })
})
