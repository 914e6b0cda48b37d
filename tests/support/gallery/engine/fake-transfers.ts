// The gallery's exports and imports. Each stands where the scene wants it: half done, done, failed. Only a person's “cancel”
// moves it.

import { RunlightError } from '../../../../src/core/basics/errors.ts'
import {
  type ImportReport,
  type JobProgress,
  newJobProgress,
  type transcriptCalls,
} from '../../../../src/core/contract/calls/transcripts.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import type { World } from './world.ts'

const nothing = newJobProgress('export')

export function fakeTransfers(world: World): Pick<Handlers, keyof typeof transcriptCalls> {
  const jobs = new Map<number, JobProgress>()
  const begin = (progress: JobProgress) => {
    const job = jobs.size + 1
    jobs.set(job, progress)
    return job
  }
  const find = (job: number) => {
    const progress = jobs.get(job)
    if (progress === undefined) throw new RunlightError('not-found', 'There is no such export or import.')
    return progress
  }
  return {
    'transcripts.export': ({ redact }) => ({
      job: begin(exported(world.transfer, redact)),
      download: null,
    }),
    'transcripts.import': ({ name, size }) => ({ job: begin(imported(world.transfer, name, size)) }),
    'transcripts.piece': () => ({}),
    'transcripts.progress': ({ job }) => find(job),
    'transcripts.cancel': ({ job }) => {
      if (find(job).state === 'working')
        jobs.set(job, { ...find(job), state: 'cancelled', sentence: 'Cancelled: nothing was kept.' })
      return {}
    },
  }
}

function exported(state: JobProgress['state'], redact: boolean): JobProgress {
  const base = { ...nothing, state, total: 9_900 }
  switch (state) {
    case 'working':
      return { ...base, events: 4_120, bytes: 1_310_000 }
    case 'done':
      return {
        ...base,
        events: 9_900,
        bytes: 3_180_000,
        where: '/home/operator/Downloads/Biology 101.runlight',
        redacted: redact
          ? [
              { what: 'bearer tokens', count: 3 },
              { what: 'passwords in addresses', count: 1 },
              { what: 'your own pattern /cust-\\d+/', count: 128 },
            ]
          : [],
      }
    case 'failed':
      return {
        ...base,
        events: 4_120,
        sentence:
          'The disk is full: /home/operator/Downloads has no room for more. Nothing was kept of the file.',
      }
    case 'cancelled':
      return { ...base, sentence: 'Cancelled: nothing was kept.' }
  }
}

function imported(state: JobProgress['state'], file: string, size: number): JobProgress {
  const base = { ...nothing, type: 'import' as const, state, bytes: size, totalBytes: size }
  switch (state) {
    case 'working':
      return { ...base, events: 610, bytes: Math.round(size * 0.4) }
    case 'done':
      return { ...base, events: 1_204, report: reportOf(file) }
    case 'failed':
      return {
        ...base,
        sentence: `${file} is none of the files that Runlight reads: it begins with “%PDF-1.7”.`,
      }
    case 'cancelled':
      return { ...base, sentence: 'Cancelled: nothing was kept.' }
  }
}

function reportOf(file: string): ImportReport {
  const reasons = ['is cut off in the middle of a value', 'is no JSON', 'has an event without a number']
  return {
    file,
    runs: [
      { outcome: 'added', run: 1, title: 'Biology 101', events: 940 },
      { outcome: 'known', run: 2, title: 'Organic chemistry', events: 200 },
      { outcome: 'replaced', run: 3, title: 'World history, 1789 to 1914', events: 64 },
    ],
    damaged: 14,
    problems: Array.from({ length: 9 }, (_, i) => ({
      line: i === 8 ? null : 120 + i * 17,
      reason: `The line ${reasons[i % reasons.length]}.`,
    })),
    notes: ['The file ends before its last event: it was cut off.'],
  }
}
