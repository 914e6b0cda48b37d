// `search`: hits by run for people and for programs, beside an engine that holds the log, and exit codes a script can go by.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, seedLog, seedNoon } from '../support/seed-log.ts'
import { jsonLines } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

const dataDir = freshDir()
let engine: TestEngine

beforeAll(async () => {
  await seedLog(dataDir, [
    {
      title: 'Night import',
      events: [
        { data: 'the disk is full', name: 'note' },
        { data: '{"progress":10}' },
        { data: '{"progress":90}' },
      ],
    },
    {
      title: 'Disk check \u001b[2J',
      events: events(300, (seq) => ({
        data: JSON.stringify({ step: seq, message: seq === 7 ? 'disk “ok”' : 'fine' }),
      })),
    },
  ])
  engine = await startEngine({ dataDir })
})
afterAll(async () => {
  await engine.close()
  removeDir(dataDir)
})

const cli = (...words: string[]) => runHere(['search', ...words], { dataDir, env: { TZ: 'UTC' } })

test('hits stand under their run, newest run first, and nothing in them acts on a terminal', async () => {
  const { code, out, err } = await cli('disk')
  expect([code, err, out.split('\n')]).toEqual([
    0,
    '',
    [
      'Run 2  Disk check \\u{1b}[2J  (plain, unknown, ended early, 2026-01-14 13:00)',
      '       7  13:00:00  message  {"step":7,"message":"disk “ok”"}',
      '',
      'Run 1  Night import  (plain, unknown, ended early, 2026-01-14 12:00)',
      '       1  12:00:00  note  the disk is full',
      '',
      '2 hits in 2 runs',
      '  1  in run 2',
      '  1  in run 1',
      '',
    ],
  ])
})

test('--json prints the run and its hits as objects, marks included', async () => {
  const { code, out } = await cli('--json', 'progress>50')
  expect([code, jsonLines(out)]).toEqual([
    0,
    [
      {
        type: 'run',
        run: 1,
        kind: 'plain',
        server: '127.0.0.1:9',
        title: 'Night import',
        job: 'unknown',
        connection: 'ended-early',
        events: 3,
        itself: false,
        createdAt: new Date(seedNoon).toISOString(),
      },
      {
        type: 'hit',
        run: 1,
        seq: 3,
        at: new Date(seedNoon + 30).toISOString(),
        attempt: 1,
        name: 'message',
        text: '{"progress":90}',
        marks: [[1, 14]],
      },
      { type: 'total', hits: 1, runs: 1, counts: [{ run: 1, hits: 1 }] },
    ],
  ])
})

test('--limit gives the newest and no more, across slices', async () => {
  const seqs = async (...words: string[]) =>
    jsonLines((await cli('--json', ...words)).out).flatMap(({ type, seq }) => (type === 'hit' ? [seq] : []))
  expect(await seqs('fine')).toHaveLength(299)
  expect(await seqs('fine', '--limit', '2')).toEqual([300, 299])
  expect((await seqs('fine', '--limit', '250')).at(-1)).toBe(51)
  const lines = (await cli('fine', '--limit', '2')).out.split('\n')
  expect(lines.slice(-3)).toEqual(['', 'the newest 2 of 299 hits in 1 run', ''])
  const last = jsonLines((await cli('--json', 'fine', '--limit', '2')).out).at(-1)
  expect(last).toEqual({ type: 'total', hits: 299, runs: 1, counts: [{ run: 2, hits: 299 }] })
})

test('nothing found is exit code 1, and said', async () => {
  const { code, out, err } = await cli('nowhere')
  expect([code, out, err]).toEqual([
    1,
    '',
    "runlight: Nothing in the log fits this query. Parts of words: “runlight search 'nowhere*'” or “runlight search '*nowhere*'”.\n",
  ])
  expect((await cli('"no where"')).err).toBe('runlight: Nothing in the log fits this query.\n')
})

test('a query that cannot be understood is exit code 2, with the place under it', async () => {
  const { code, out, err } = await cli('level:loud "open')
  expect([code, out, err]).toEqual([
    2,
    '',
    [
      'runlight: level: knows no “loud”. Write one of error, warning, info, ping.',
      '  level:loud "open',
      '        ^^^^',
      'runlight: This quotation mark is never closed. Put another " where the phrase ends.',
      '  level:loud "open',
      '             ^^^^^',
      '',
    ].join('\n'),
  ])
})

test('words that begin with a minus come after --, and an empty log is no error', async () => {
  const minus = await cli('--json', '--', '-fine', '-disk', 'progress:10')
  expect([minus.code, jsonLines(minus.out).length]).toEqual([0, 3])
  const empty = freshDir()
  const none = await runHere(['search', 'x'], { dataDir: empty })
  removeDir(empty)
  expect([none.code, none.err]).toEqual([
    1,
    'runlight: No run is stored here yet: “runlight watch” begins one.\n',
  ])
})
