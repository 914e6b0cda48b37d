// `stats`: what is usual for each kind and what was measured of a run, for people and for programs, beside an engine that
// holds the log.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { figuresSchema, usualRunSchema } from '../../src/core/figures/figures.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type Past, seedPast } from '../support/seed-past.ts'
import { jsonLines } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

const dataDir = freshDir()
let engine: TestEngine
let past: Past

beforeAll(async () => {
  past = await seedPast(dataDir)
  engine = await startEngine({ dataDir })
})
afterAll(async () => {
  await engine.close()
  removeDir(dataDir)
})

const cli = (...words: string[]) => runHere(['stats', ...words], { dataDir, env: { TZ: 'UTC' } })

test('every kind stands in a line: how its runs end and what is usual, where three have completed', async () => {
  const { code, out, err } = await cli()
  expect([code, err, out.split('\n').map((line) => line.split(/ {2,}/))]).toEqual([
    0,
    '',
    [
      [
        ...['KIND', 'RUNS', 'COMPLETED', 'FAILED', 'OTHERWISE', 'HALF TAKE UP TO', '9 IN 10 UP TO'],
        ...['FIRST EVENT', 'FIRST CONTENT', 'EVENTS'],
      ],
      ['flashcards', '6', '5 (83 %)', '1 (17 %)', '0 (0 %)', '41 s', '57 s', '380 ms', '5.1 s', '20'],
      ['processes', '1', '0 (0 %)', '0 (0 %)', '1 (100 %)', '–', '–', '–', '–', '–'],
      ['stories', '2', '2 (100 %)', '0 (0 %)', '0 (0 %)', '–', '–', '–', '–', '–'],
      ['– is not known yet: it takes three completed runs of a kind.'],
      [''],
    ],
  ])
})

test('a run stands beside what is usual for its kind, its stages too', async () => {
  const deck = await cli(String(past.decks[5]))
  expect(deck.out).toContain('Run 6  Biology 106  (flashcards)\n')
  const line = (out: string, name: string) =>
    out
      .split('\n')
      .find((one) => one.startsWith(name))
      ?.split(/ {2,}/)
  expect(line(deck.out, 'Took')).toEqual(['Took', '57 s', '41 s, 9 in 10 up to 57 s (5 runs)'])
  expect(line(deck.out, 'Longest')).toEqual(['Longest time between events', '8.0 s, before event 11'])
  expect(line(deck.out, 'Attempts')).toEqual(['Attempts, gaps', '2, 1'])
  const story = await cli(String(past.stories[1]))
  expect(line(story.out, 'Translate')).toEqual(['Translate', '1.2 s', '–'])
})

test('--json prints what the engine answers, times of a run as ISO 8601', async () => {
  const kinds = await cli('--json')
  const lines = jsonLines(kinds.out)
  expect(lines.map(({ kind, durationP50Ms }) => [kind, durationP50Ms])).toEqual([
    ['flashcards', 40_900],
    ['processes', null],
    ['stories', null],
  ])
  expect(lines[0]).toEqual(usualRunSchema.parse(await engine.call('review.usual', { kind: 'flashcards' })))
  const run = past.decks[5] ?? 0
  const figures = figuresSchema.parse(await engine.call('review.figures', { run }))
  expect(jsonLines((await cli(String(run), '--json')).out)).toEqual([
    {
      ...figures,
      startedAt: new Date(figures.startedAt).toISOString(),
      endedAt: new Date(figures.endedAt).toISOString(),
    },
  ])
})

test('no such run is exit code 2 and said, and an empty log is no error', async () => {
  const { code, out, err } = await cli('99')
  expect([code, out, err]).toEqual([
    2,
    '',
    'runlight: There is no run 99: “runlight runs” lists those that are.\n',
  ])
  const empty = freshDir()
  const none = await runHere(['stats'], { dataDir: empty })
  removeDir(empty)
  expect([none.code, none.out, none.err]).toEqual([
    0,
    '',
    'runlight: No run is stored here yet: “runlight watch” begins one.\n',
  ])
})
