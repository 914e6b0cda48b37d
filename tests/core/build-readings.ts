// Short names for the readings that the tests of the fold are written in, and the job that some of them make.

import { fold, newJob } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { Reading } from '../../src/core/job/reading.ts'

/** The job after these events, at 1 s, 2 s, 3 s … */
export function jobAfter(...events: readonly (readonly Reading[])[]): Job {
  return events.reduce<Job>(
    (job, readings, i) => fold(job, { at: (i + 1) * 1_000, readings, repeat: false }),
    newJob(),
  )
}

export const processing: Reading = { type: 'status', state: 'processing' }
export const pending: Reading = { type: 'status', state: 'pending' }
export const completed: Reading = { type: 'outcome', state: 'completed', reason: null }
export const failed = (reason: string | null): Reading => ({ type: 'outcome', state: 'failed', reason })
export const terminal: Reading = { type: 'terminal' }
export const append = (text: string): Reading => ({ type: 'text', mode: 'append', text })
export const final = (text: string): Reading => ({ type: 'text', mode: 'final', text })
export const stage = (
  id: string,
  state: (Reading & { type: 'stage' })['state'],
  index: number | null = null,
  of: number | null = null,
): Reading => ({ type: 'stage', id, label: id, state, index, of })
export const progress = (
  percent: number | null,
  done: number | null = null,
  total: number | null = null,
): Reading => ({
  type: 'progress',
  percent,
  done,
  total,
  raw: null,
})
export const item = (id: string, state: string): Reading => ({
  type: 'item',
  id,
  title: id,
  description: null,
  tags: [],
  state,
  at: null,
})
export const log = (level: 'info' | 'warning' | 'error', message: string): Reading => ({
  type: 'log',
  level,
  message,
  details: null,
  at: null,
})
