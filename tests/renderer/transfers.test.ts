// Exports and imports as the window follows them: until their end, whatever happens, and in words.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exportFormats, type JobProgress, newJobProgress } from '../../src/core/contract/calls/transcripts.ts'
import { createTransfers, type Transfer } from '../../src/renderer/desk/transfers.ts'
import { formatExported, formatOrder } from '../../src/renderer/transcripts/format-export.ts'
import {
  formatEnd,
  formatProgress,
  formatRedacted,
  percentOf,
} from '../../src/renderer/transcripts/format-transfer.ts'

const working = newJobProgress('export')
const transfer = (progress: Partial<JobProgress>, more: Partial<Transfer> = {}): Transfer => ({
  job: 1,
  name: 'Biology 101',
  redacts: null,
  since: 0,
  sent: null,
  rate: null,
  lost: null,
  ...more,
  progress: { ...working, ...progress },
})
const request = {
  what: { type: 'run', run: 7, ranges: null, query: '' },
  format: 'csv',
  redact: true,
  name: 'Biology 101',
} as const

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A client that answers by name; what is a function is asked each time. */
function clientOf(answers: Record<string, () => unknown>) {
  const call = vi.fn(async (name: string, _input: unknown) => answers[name]?.() as never)
  return { call }
}

test('an export is fetched where the host gives it as a download, and followed to its end', async () => {
  const steps = [
    { ...working, events: 500, total: 1_000 },
    null,
    { ...working, state: 'done' as const, events: 1_000 },
  ]
  const client = clientOf({
    'transcripts.export': () => ({ job: 3, download: '/api/export/3?key=k' }),
    'transcripts.progress': () => {
      const step = steps.length > 1 ? steps.shift() : steps[0]
      // Between the first and the last the engine is not reached at all.
      if (step === null) throw new Error('The wire is cut.')
      return step
    },
  })
  const fetched: string[] = []
  const transfers = createTransfers(client, (path) => fetched.push(path))
  expect(await transfers.exportAs(request)).toBe(3)
  await vi.advanceTimersByTimeAsync(100)
  expect(percentOf(transfers.store.getState().get(3) ?? transfer({}))).toBe(50)
  await vi.advanceTimersByTimeAsync(5_000)
  const asked = client.call.mock.calls.length
  await vi.advanceTimersByTimeAsync(5_000)
  expect([
    fetched,
    transfers.store.getState().get(3)?.progress?.state,
    client.call.mock.calls.length,
  ]).toEqual([['/api/export/3?key=k'], 'done', asked])
  transfers.dismiss([3])
  expect(transfers.store.getState().size).toBe(0)
})

test('an export for which no place was chosen is none', async () => {
  const client = clientOf({ 'transcripts.export': () => ({ job: null, download: null }) })
  const transfers = createTransfers(client, () => {})
  expect([await transfers.exportAs(request), transfers.store.getState().size]).toEqual([null, 0])
})

test('a job that the engine has forgotten is over, and one that works is not dismissed', async () => {
  const client = clientOf({
    'transcripts.progress': () => {
      throw Object.assign(new Error('It is forgotten.'), { code: 'not-found', detail: null })
    },
  })
  const transfers = createTransfers(client, () => {})
  transfers.watch(9)
  transfers.dismiss([9])
  expect(transfers.store.getState().size).toBe(1)
  await vi.advanceTimersByTimeAsync(500)
  expect(transfers.store.getState().get(9)?.lost).toBe('It is forgotten.')
})

test('how far it is and how it ended is said in numbers', () => {
  const report = (outcomes: readonly ('added' | 'known')[]) => ({
    file: 'x',
    damaged: 0,
    problems: [],
    notes: [],
    runs: outcomes.map((outcome, i) => ({ outcome, run: i, title: '', events: 1 })),
  })
  const imported = (outcomes: readonly ('added' | 'known')[]) =>
    formatEnd(transfer({ type: 'import', state: 'done', report: report(outcomes) }))
  expect([
    formatProgress(transfer({ events: 1_200_000, total: 10_000_000, bytes: 5_000_000 }, { rate: 312_345 })),
    formatProgress(transfer({ type: 'import' }, { sent: { bytes: 1_000_000, of: 4_000_000 } })),
    percentOf(transfer({ type: 'import', bytes: 50, totalBytes: 100 }, { sent: { bytes: 100, of: 100 } })),
    formatEnd(transfer({ state: 'done', events: 1, bytes: 2_000 })),
    formatEnd(transfer({ state: 'cancelled', sentence: 'Cancelled: nothing was kept.' })),
    formatEnd(transfer({ type: 'import', state: 'failed', sentence: 'no' })),
    imported(['added']),
    imported(['known']),
    imported(['added', 'added', 'known']),
  ]).toEqual([
    '1,200,000 of 10,000,000 events · 312,000 events/s · 5.0 MB',
    'Handing the file over: 1.0 MB of 4.0 MB',
    65,
    'Exported 1 event, 2.0 kB',
    'Cancelled: nothing was kept.',
    'Not imported',
    'Imported 1 run',
    'Already here',
    'Imported 2 runs, 1 already here',
  ])
})

test('what was taken out is counted, and that nothing was is said as plainly', () => {
  const done = (redacts: boolean, redacted: JobProgress['redacted']) =>
    formatRedacted(transfer({ state: 'done', redacted }, { redacts }))
  expect([
    done(true, [
      { what: 'a', count: 2 },
      { what: 'b', count: 3 },
    ]),
    done(true, []),
    done(false, []),
  ]).toEqual([
    '5 secrets taken out:',
    'Nothing in it looked like a secret.',
    'Nothing was taken out: this file may hold secrets.',
  ])
})

test('what an export takes is said before it is taken', () => {
  const run = { type: 'run', run: 7, ranges: null, query: '' } as const
  expect([
    formatExported(
      {
        ...run,
        ranges: [
          [1, 3],
          [9, 9],
        ],
      },
      undefined,
    ),
    formatExported({ ...run, query: 'level:error' }, undefined),
    formatExported({ type: 'search', query: 'ship' }, undefined),
  ]).toEqual(['the 4 selected events of 4', 'the events that fit “level:error”', 'every event found, by run'])
})

test('every format that there is can be chosen, each once', () => {
  expect(formatOrder.toSorted()).toEqual(exportFormats.toSorted())
})
