// A small past to look back at: finished runs of three kinds, recorded by the live path's own parts. The same every time.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Kind } from '../../src/core/kind/kind.ts'
import { openLogForWriting, prepareDataDir } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createWriter, type Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { type RecordedRun, recordedNoon, recordRun } from './recorded-run.ts'

export type Past = {
  /** Six decks of flashcards: five completed, each a little slower than the one before; the last lost its stream once. */
  readonly decks: readonly number[]
  /** Two stories with the same stages and different texts. */
  readonly stories: readonly number[]
  /** 9,900 events in five steps, an idle stretch of two minutes in the middle; its stream ended without a result. */
  readonly long: number
}

async function loadKind(id: string): Promise<Kind> {
  const file = join(import.meta.dirname, `../../src/kinds/${id}/index.ts`)
  return (await import(pathToFileURL(file).href)).kind
}

const minute = 60_000
const cards = ['Cell', 'Nucleus', 'Membrane', 'Enzyme', 'Protein', 'Ribosome', 'Mitosis', 'Genome']

/** Writes the past into the log of `dataDir`; no engine may have it open. */
export async function seedPast(dataDir: string): Promise<Past> {
  const [flashcards, stories, processes] = await Promise.all(
    ['flashcards', 'stories', 'processes'].map(loadKind),
  )
  if (flashcards === undefined || stories === undefined || processes === undefined)
    throw new Error('no kinds')
  prepareDataDir(dataDir)
  const db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
  const writer = createWriter(db)
  try {
    const decks = [0, 1, 2, 3, 4, 5].map((i) => deck(writer, flashcards, i))
    return {
      decks,
      stories: [story(writer, stories, 0), story(writer, stories, 1)],
      long: longRun(writer, processes),
    }
  } finally {
    writer.close()
  }
}

function deck(writer: Writer, kind: Kind, i: number): number {
  const run = recordRun(writer, kind, {
    title: `Biology ${101 + i}`,
    createdAt: recordedNoon + i * 10 * minute,
    params: { run_id: `biology-${101 + i}` },
  })
  const say = (name: string, data: unknown) => run.receive({ name, id: null, data: JSON.stringify(data) })
  const status = (state: string, done: number) =>
    say('status', {
      run_id: `biology-${101 + i}`,
      status: state,
      sets_completed: done,
      total_expected: cards.length,
    })
  run.pass(120)
  run.connect()
  run.pass(300 + i * 40)
  status('processing', 0)
  for (const [n, card] of cards.entries()) {
    run.pass(4_000 + i * 350)
    say('set', {
      id: 500 + n,
      title: i > 3 && n > 5 ? `${card}, revised` : card,
      description: `All about the ${card.toLowerCase()}.`,
      status: 'completed',
      tags: ['biology'],
      created_at: '2026-01-14T12:00:00Z',
    })
    run.pass(300)
    status('processing', n + 1)
    if (i === 5 && n === 3) {
      run.pass(800)
      run.lose('The server closed the connection.')
      run.pass(7_000)
      run.connect()
      run.pass(200)
      status('processing', n + 1)
    }
    if (n % 3 === 2) say('ping', {})
    run.commit()
  }
  run.pass(900)
  say('end', { status: i === 4 ? 'failed' : 'completed' })
  run.rest('closed')
  return run.id
}

const sentences = [
  [
    'Once there was a fox who loved the snow. ',
    'Every morning it ran to the edge of the wood. ',
    'The birds told it of the sea. ',
  ],
  [
    'Once there was a fox who feared the snow. ',
    'Every morning it ran to the edge of the wood. ',
    'Nobody told it of the sea. ',
    'So it went to look. ',
  ],
]

function story(writer: Writer, kind: Kind, i: number): number {
  const run = recordRun(writer, kind, {
    title: i === 0 ? 'The fox and the sea' : 'The fox and the sea, again',
    createdAt: recordedNoon + (70 + i * 10) * minute,
    params: { child_id: '1', theme: 'sea' },
  })
  const say = (type: string, data: unknown) =>
    run.receive({ name: 'story_chunk', id: null, data: JSON.stringify({ type, data }) })
  const stage = (run: RecordedRun, node: string, ms: number, work: () => void) => {
    say('node_event', { node, status: 'started' })
    run.pass(ms)
    work()
    say('node_event', { node, status: 'completed' })
    run.pass(50)
  }
  run.pass(80)
  run.connect()
  run.pass(400 + i * 900)
  stage(run, 'generate_content', 1_500 + i * 2_000, () => {
    for (const sentence of sentences[i] ?? []) {
      run.pass(700)
      say('content', { chunk: sentence, is_complete: false })
    }
  })
  stage(run, 'safety_check', 900, () => {})
  if (i === 1) stage(run, 'translate', 1_200, () => {})
  stage(run, 'calculate_metrics', 600 - i * 200, () => {})
  say('complete', { success: true, story_content: (sentences[i] ?? []).join('').trim() })
  run.rest('closed')
  return run.id
}

const steps = ['Loading', 'Checking', 'Merging', 'Writing', 'Indexing']

function longRun(writer: Writer, kind: Kind): number {
  const run = recordRun(writer, kind, {
    title: 'Nightly import',
    createdAt: recordedNoon + 100 * minute,
    params: { path: '/api/process/stream' },
  })
  const say = (name: string, data: unknown) => run.receive({ name, id: null, data: JSON.stringify(data) })
  run.pass(90)
  run.connect()
  for (let i = 1; i <= 9_900; i++) {
    run.pass(i === 5_000 ? 2 * minute : i % 40 === 0 ? 900 : i % 7)
    const step = Math.floor((i - 1) / (9_900 / steps.length))
    if (i % 10 === 1) {
      say('progress', {
        current_step: step + 1,
        total_steps: steps.length,
        step_name: steps[step],
        percent: Math.floor(i / 99),
      })
    } else {
      const level = i % 1_500 === 0 ? 'warning' : 'info'
      say('log', { timestamp: '2026-01-14T13:40:00Z', level, message: `Row ${i} of 9,900`, details: null })
    }
    if (i % 1_000 === 0) run.commit()
  }
  run.rest('ended-early')
  return run.id
}
