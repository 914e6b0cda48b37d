// What happened since a time, as the terminal tells it: a shift's hand-over.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { seedLog, seedNoon } from '../support/seed-log.ts'
import { runHere } from './support/run-here.ts'

let dataDir: string

beforeAll(async () => {
  dataDir = freshDir()
  const hour = 3_600_000
  const chat = { kind: 'chat', params: { prompt: 'p' } }
  await seedLog(dataDir, [
    {
      ...chat,
      title: 'Yesterday',
      createdAt: seedNoon - 24 * hour,
      events: [{ data: '[DONE]', at: seedNoon - 24 * hour }],
      connection: 'closed',
    },
    {
      ...chat,
      title: 'Good | one',
      events: [{ data: '{"content":"a"}' }, { data: '[DONE]' }],
      connection: 'closed',
    },
    {
      ...chat,
      title: 'Bad',
      events: [{ name: 'error', data: '{"error":true,"message":"no GPU"}' }, { data: '[DONE]' }],
      connection: 'closed',
      gaps: [
        {
          number: 1,
          afterSeq: 1,
          attempt: 1,
          from: seedNoon + 3 * hour,
          until: seedNoon + 3 * hour + 1_000,
          cause: 'disconnected',
          missed: 'unknown',
          basis: '',
        },
      ],
    },
  ])
})

afterAll(() => removeDir(dataDir))

const since = new Date(seedNoon - 60_000).toISOString()
const until = new Date(seedNoon + 10 * 3_600_000).toISOString()

test('what ended is told in order, with its cause and how many', async () => {
  const { code, out } = await runHere(['digest', '--since', since, '--until', until, '--format', 'json'], {
    dataDir,
  })
  expect(code).toBe(0)
  const found = JSON.parse(out)
  expect(found.counts).toMatchObject({ completed: 1, failed: 1, gaps: 1, alerts: 0 })
  expect(
    found.entries.map(({ type, title, cause }: Record<string, unknown>) => [type, title, cause]),
  ).toEqual([
    ['completed', 'Good | one', null],
    ['failed', 'Bad', 'no GPU'],
    ['gap', 'Bad', 'disconnected; unknown number missed'],
  ])
})

test('as Markdown it is a table that no title can break', async () => {
  const { out } = await runHere(['digest', '--since', since, '--until', until], { dataDir })
  expect(out).toContain('1 completed, 1 failed, 1 gap')
  expect(out).toContain('| completed | Good \\| one (run 2) |')
  expect(out).not.toContain('Yesterday')
})

test('times that do not go together, and what is no time, are refused', async () => {
  expect((await runHere(['digest', '--since', until, '--until', since], { dataDir })).code).toBe(2)
  const { code, err } = await runHere(['digest', '--since', 'soon'], { dataDir })
  expect([code, err]).toEqual([2, expect.stringContaining('such as 2026-01-31')])
})
