// `runs` and `events`: reading the log beside an engine that writes it, in pages, for people and for programs.

import { spawn } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventPages } from '../../src/cli/host/event-pages.ts'
import type { EventRow } from '../../src/core/run/run.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { builtCli } from './support/built-cli.ts'
import { jsonLines, withoutTimes } from './support/run-cli.ts'
import { runHere } from './support/run-here.ts'

let engine: TestEngine
let server: SseServer

beforeEach(async () => {
  engine = await startEngine()
})
afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

const cli = (...words: string[]) => runHere(words, { dataDir: engine.dataDir })

test('runs and events are read while the engine is at work on them', async () => {
  server = await startSseServer([
    stream(['id: a\nevent: step\ndata: {"n":1}\n\n', 'data: two\ndata: lines\n\n'], 'open'),
  ])
  const run = await engine.watch(`${server.url}/s`, {}, { title: 'Night\u001b[2J import' })
  await engine.until(run, ({ events }) => events === 2)
  const runs = await cli('runs', '--json')
  const events = await cli('events', '1', '--json')
  const host = new URL(server.url).host
  expect([
    runs.code,
    withoutTimes(jsonLines(runs.out)),
    events.code,
    withoutTimes(jsonLines(events.out)),
  ]).toEqual([
    0,
    [
      {
        run: 1,
        kind: 'plain',
        server: host,
        title: 'Night\u001b[2J import',
        job: 'processing',
        jobCause: null,
        percent: null,
        stage: null,
        connection: expect.stringMatching(/^(live|quiet)$/),
        connectionCause: null,
        watched: true,
        attempts: 1,
        events: 2,
        gaps: 0,
        againOf: null,
        marks: { tags: [], note: '', pinned: false, acknowledgedAt: null },
        imported: null,
        createdAt: 'T',
        finishedAt: null,
      },
    ],
    0,
    [
      { type: 'event', seq: 1, at: 'T', attempt: 1, name: 'step', id: 'a', data: '{"n":1}' },
      { type: 'event', seq: 2, at: 'T', attempt: 1, name: 'message', id: null, data: 'two\nlines' },
    ],
  ])
  const table = (await cli('runs')).out.split('\n')
  expect(table[0]).toMatch(/^RUN +STARTED +KIND +JOB +PROGRESS +CONNECTION +EVENTS +GAPS +TITLE$/)
  expect(table[1]).toMatch(
    /^1 +\d{4}-\d\d-\d\d \d\d:\d\d +plain +processing +(?:live|quiet) +2 +0 +Night\\u\{1b\}\[2J import$/,
  )
  expect(table.slice(2)).toEqual(['', '1 run: 1 live', ''])
  const lines = (await cli('events', '1')).out.split('\n')
  expect(lines).toEqual([
    expect.stringMatching(/^ {5}1 {2}\d\d:\d\d:\d\d {2}step {2}\{"n":1\}$/),
    expect.stringMatching(/^ {5}2 {2}\d\d:\d\d:\d\d {2}message {2}two\\nlines$/),
    '',
  ])
})

test('--from and --limit give the very events they name', async () => {
  const events = Array.from({ length: 2_500 }, (_, i) => `data: ${i + 1}\n\n`)
  server = await startSseServer([stream([events.join('')], 'open')])
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, (now) => now.events === 2_500)
  const asked: [string[], number[]][] = [
    [[], [1, 2_500, 2_500]],
    [
      ['--from', '2499'],
      [2_499, 2_500, 2],
    ],
    [['--from', '2501'], []],
    [
      ['--limit', '3'],
      [1, 3, 3],
    ],
    [
      ['--from', '1200', '--limit', '1101'],
      [1_200, 2_300, 1_101],
    ],
    [
      ['--from', '2490', '--limit', '100'],
      [2_490, 2_500, 11],
    ],
  ]
  for (const [words, expected] of asked) {
    const { code, out } = await cli('events', '1', '--json', ...words)
    const seqs = jsonLines(out).map(({ seq }) => seq)
    expect([code, seqs.length === 0 ? [] : [seqs[0], seqs.at(-1), seqs.length]]).toEqual([0, expected])
    expect(jsonLines(out).every(({ seq, data }) => data === String(seq))).toBe(true)
  }
})

test('a reader that has seen enough ends the command quietly', async () => {
  const events = Array.from({ length: 20_000 }, (_, i) => `data: ${i + 1} ${'x'.repeat(100)}\n\n`)
  server = await startSseServer([stream([events.join('')], 'open')])
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, (now) => now.events === 20_000)
  const { script } = await builtCli()
  const child = spawn(process.execPath, [script, 'events', '1', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, RUNLIGHT_DATA_DIR: engine.dataDir },
  })
  let err = ''
  child.stderr.on('data', (text) => {
    err += text
  })
  child.stdout.once('data', () => child.stdout.destroy())
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect([code, err]).toEqual([0, ''])
})

test('pages follow each other without a hole, also where they are shorter than was asked for', async () => {
  const asked: number[] = []
  const pull = (from: number, limit: number): EventRow[] => {
    asked.push(limit)
    const row = (seq: number) => ({
      seq,
      at: 0,
      attempt: 1,
      name: 'message',
      id: null,
      data: '',
      size: 0,
      flags: 0,
    })
    return Array.from({ length: Math.min(limit, 70, 361 - from) }, (_, i) => row(from + i))
  }
  const seqs: number[] = []
  for await (const rows of eventPages(pull, 1, 1_000)) seqs.push(...rows.map(({ seq }) => seq))
  expect(seqs).toEqual(Array.from({ length: 360 }, (_, i) => i + 1))
  expect(asked.slice(0, 3)).toEqual([50, 950, 880])
})
