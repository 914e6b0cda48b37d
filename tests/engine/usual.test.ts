// What is usual for a kind: read off the user's own completed runs, the same wherever it is said, and nothing where there is
// too little to read it off.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Kind } from '../../src/core/kind/kind.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { formatRunTime } from '../../src/renderer/ui/format-run.ts'
import { kindOf } from '../kinds/all-kinds.ts'
import { makeRun, noon } from '../renderer/make-run.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { recordRun } from '../support/recorded-run.ts'

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => removeDir(dataDir))

type Told = { readonly ms: number; readonly end?: 'failed' | 'lost' | 'live'; readonly imported?: boolean }

/** One story for each of `told`: a stage of half its time, then text, then its end after `ms`. */
function tell(kind: Kind, told: readonly Told[]): void {
  const writer = createWriter(openLogForWriting(dataDir))
  for (const [i, { ms, end, imported }] of told.entries()) {
    const run = recordRun(writer, kind, {
      params: { child_id: '1', theme: 'sea' },
      createdAt: noon + i * 60_000,
      ...(imported === true ? { imported: { file: 'theirs.ndjson', at: noon } } : {}),
    })
    const say = (type: string, data: unknown) =>
      run.receive({ name: 'story_chunk', id: null, data: JSON.stringify({ type, data }) })
    run.pass(20)
    run.connect()
    run.pass(100)
    say('node_event', { node: 'generate_content', status: 'started' })
    run.pass(ms / 2)
    say('node_event', { node: 'generate_content', status: 'completed' })
    say('content', { chunk: 'Once.' })
    run.pass(ms / 2)
    if (end === 'live') run.commit()
    else {
      if (end === 'failed') say('error', { message: 'no' })
      else if (end === undefined) say('complete', { success: true, story_content: 'Once.' })
      run.rest(end === 'lost' ? 'ended-early' : 'closed')
    }
  }
  writer.close()
}

test('is the median and the nearest rank of nine in ten, with outcomes, waits for content and stages', async () => {
  tell(kindOf('stories'), [
    ...[1_000, 2_000, 3_000, 4_000, 30_000].map((ms) => ({ ms })),
    { ms: 90_000, end: 'failed' },
    { ms: 90_000, end: 'lost' },
    { ms: 90_000, end: 'live' },
    ...[1, 2, 3].map(() => ({ ms: 600_000, imported: true })),
  ])
  const engine = await startEngine({ dataDir })
  const usual = await engine.call('review.usual', { kind: 'stories' })
  const info = (await engine.call('kinds.list', {})).find((kind) => kind.id === 'stories')
  await engine.close()
  expect(usual).toEqual({
    kind: 'stories',
    runs: 8,
    outcomes: expect.objectContaining({ completed: 5, failed: 1, cancelled: 0 }),
    basis: 5,
    durationP50Ms: 3_000,
    durationP90Ms: 30_000,
    firstEventP50Ms: 100,
    firstContentP50Ms: 1_600,
    eventsP50: 4,
    firstTokenP50Ms: null,
    inputTokensP50: null,
    outputTokensP50: null,
    tokensPerSecondP50: null,
    stages: [{ id: 'generate_content', label: expect.any(String), runs: 5, p50Ms: 1_500 }],
  })
  // The board goes by the same numbers.
  expect(info?.usual).toEqual({ p10Ms: 1_000, p50Ms: 3_000, p90Ms: 30_000, count: 5 })
})

test('feeds the board: usual until nine in ten are passed, then slower, beside a pace too', async () => {
  tell(
    kindOf('stories'),
    [10_000, 20_000, 30_000].map((ms) => ({ ms })),
  )
  const engine = await startEngine({ dataDir })
  const usual = (await engine.call('kinds.list', {})).find((kind) => kind.id === 'stories')?.usual ?? null
  await engine.close()
  const run = makeRun({ kind: 'stories', job: { state: 'processing', firstEventAt: noon } })
  const hints = [5_000, 29_000, 31_000].map((ms) => formatRunTime(run, usual, noon + ms))
  expect(hints.map(({ hint, slow }) => [hint, slow])).toEqual([
    ['usually 0:20', false],
    ['usually 0:20', false],
    ['slower than usual', true],
  ])
  const paced = { state: 'processing', firstEventAt: noon, percent: 50 } as const
  const withPace = makeRun({ job: { ...paced, firstProgress: { at: noon, percent: 0 } } })
  expect(formatRunTime(withPace, usual, noon + 40_000)).toMatchObject({
    hint: '~40 s left, slow',
    slow: true,
  })
})

test('is nothing on two runs, however many failed or were imported', async () => {
  tell(kindOf('stories'), [
    { ms: 1_000 },
    { ms: 2_000 },
    ...Array.from({ length: 5 }, () => ({ ms: 3_000, end: 'failed' as const })),
    ...Array.from({ length: 5 }, () => ({ ms: 3_000, imported: true })),
  ])
  const engine = await startEngine({ dataDir })
  const usual = await engine.call('review.usual', { kind: 'stories' })
  const none = await engine.call('review.usual', { kind: 'no such kind' })
  const kinds = await engine.call('kinds.list', {})
  await engine.close()
  expect([usual.basis, usual.durationP50Ms, usual.durationP90Ms, usual.stages]).toEqual([2, null, null, []])
  expect([none.runs, none.basis, none.durationP50Ms]).toEqual([0, 0, null])
  expect(kinds.every((kind) => kind.usual === null)).toBe(true)
})
