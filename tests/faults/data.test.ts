// Faults of what the events say: JSON that is hostile, numbers that are none, times from elsewhere. The job shows only
// what can be shown, and the log always has what came.

import { expect, test } from 'vitest'
import type { Job } from '../../src/core/job/job.ts'
import { flags } from '../../src/core/log/flags.ts'
import { stream } from '../support/sse-server.ts'
import { createStage, reach } from '../support/stage.ts'

const stage = createStage()

type Told = {
  readonly job: Job
  readonly run: number
  readonly data: readonly string[]
  readonly flags: readonly number[]
}

/** What became of these events in a run of `kind`; its stream ends well. */
async function tell(
  kind: 'flashcards' | 'processes',
  events: readonly (readonly [string, string])[],
): Promise<Told> {
  const end: Readonly<Record<typeof kind, readonly [string, string]>> = {
    flashcards: ['end', '{"status":"completed"}'],
    processes: ['result', '{"success":true}'],
  }
  const all = [...events, end[kind]]
  await stage.start([
    stream(
      all.map(
        ([name, data]) =>
          `event: ${name}\n${data
            .split('\n')
            .map((line) => `data: ${line}\n`)
            .join('')}\n`,
      ),
    ),
  ])
  const { run } = await stage.engine().call('runs.add', {
    kind,
    serverId: null,
    baseUrl: stage.server().url,
    params: kind === 'flashcards' ? { run_id: '1' } : {},
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: true,
  })
  expect((await reach(stage.engine(), run, 'closed')).slice(0, 2)).toEqual(['completed', 'closed'])
  const rows = await stage.engine().events(run)
  expect(rows.map(({ data }) => data)).toEqual(all.map(([, data]) => data))
  const { job } = await stage.engine().call('runs.job', { run })
  return { job, run, data: rows.map(({ data }) => data), flags: rows.map((row) => row.flags) }
}

test('39: of two equal keys the last counts, and the text is kept as it came', async () => {
  const { job } = await tell('flashcards', [
    ['set', '{"id":1,"title":"first","title":"last","status":"processing"}'],
  ])
  expect(job.items.map(({ title }) => title)).toEqual(['last'])
})

test('40: keys named __proto__ and constructor assign nothing', async () => {
  const hostile = '"__proto__":{"polluted":1,"title":"P"},"constructor":{"prototype":{"polluted":1}}'
  const { job } = await tell('flashcards', [
    ['set', `{${hostile},"id":1}`],
    ['status', `{${hostile},"status":"processing","sets_completed":1,"total_expected":2}`],
  ])
  expect(job.items.map(({ id, title }) => [id, title])).toEqual([['1', 'Set 1']])
  expect(job.progress.percent).toBe(50)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('41: JSON that nests 100,000 deep is shown as text, and the stream goes on', async () => {
  const deep = `{"status":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const told = await tell('flashcards', [
    ['status', deep],
    ['set', '{"id":1,"title":"after"}'],
  ])
  expect(told.flags[0] ?? 0).toBe((told.flags[0] ?? 0) | flags.unreadable)
  expect([told.job.counts.unreadable, told.job.items.length]).toEqual([1, 1])
})

test('42: integers beyond 2^53 stay different ids, and 1e400, -0 and NaN make no progress', async () => {
  const { job } = await tell('flashcards', [
    ['set', '{"id":9007199254740993,"title":"a"}'],
    ['set', '{"id":9007199254740992,"title":"b"}'],
    ['status', '{"status":"processing","sets_completed":1e400,"total_expected":3}'],
    ['status', '{"status":"processing","sets_completed":-0,"total_expected":3}'],
    ['status', '{"status":"processing","sets_completed":NaN,"total_expected":3}'],
  ])
  expect(job.items.map(({ id }) => id)).toEqual(['9007199254740993', '9007199254740992'])
  expect([job.progress.percent, Object.is(job.progress.done, 0)]).toEqual([0, true])
  expect(job.counts.unreadable).toBe(2)
})

test.each<[string, string, number | null, string | null]>([
  ['250 %', '250', 100, '250'],
  ['negative', '-7', 0, '-7'],
  ['a text with its sign', '"50%"', 50, '50%'],
  ['no number', '"half"', null, null],
])(
  '43: progress is clamped for the bar, and the server’s own word is shown beside it: %s',
  async (_name, given, percent, raw) => {
    const { job } = await tell('processes', [
      ['progress', `{"current_step":1,"step_name":"a","percent":${given}}`],
    ])
    expect([job.progress.percent, job.progress.raw]).toEqual([percent, raw])
  },
)

test('43: progress that goes backwards is shown as it is', async () => {
  const { job } = await tell('processes', [
    ['progress', '{"current_step":1,"step_name":"a","percent":60}'],
    ['progress', '{"current_step":1,"step_name":"a","percent":40}'],
  ])
  expect(job.progress.percent).toBe(40)
})

test('44: times of the future, of 1970, in seconds or of no zone decide no order: events lie as they arrived, with both times', async () => {
  const times = ['"2999-01-01T00:00:00Z"', '0', '1741079000', '1741079000000', '"2026-13-45T99:99"']
  const told = await tell(
    'processes',
    times.map((at, i) => ['log', `{"timestamp":${at},"level":"info","message":"line ${i}"}`] as const),
  )
  const rows = await stage.engine().events(told.run)
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
  const arrivals = rows.map(({ at }) => at)
  expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b))
  for (const [i, time] of times.entries()) expect(told.data[i]).toContain(time)
  expect(told.job.lastLog?.message).toBe('line 4')
  expect((told.job.finishedAt ?? 0) - (told.job.firstEventAt ?? 0)).toBeGreaterThanOrEqual(0)
})

test('45: text where JSON was expected is shown as text and counted, and the stream goes on', async () => {
  const told = await tell('flashcards', [
    ['status', 'Internal error, see log'],
    ['set', '{"id":1,"title":"cut'],
    ['set', '{"id":2,"title":"whole"}'],
  ])
  expect(told.flags.map((bits) => bits & flags.unreadable)).toEqual([
    flags.unreadable,
    flags.unreadable,
    0,
    0,
  ])
  expect([told.job.counts.unreadable, told.job.items.length]).toEqual([2, 1])
  expect((await stage.engine().summary(told.run)).unreadable).toBe(2)
})

test('46: markup, terminal codes, bidi and zero-width marks are stored and told as the text they are', async () => {
  const hostile = '<img src=x onerror=alert(1)> \u001b[31mred\u001b[0m \u202egnp.exe \u200bhidden'
  const told = await tell('processes', [['log', JSON.stringify({ level: 'info', message: hostile })]])
  expect(told.job.lastLog?.message).toBe(hostile)
})
