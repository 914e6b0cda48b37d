// When a run began.

import type { RunSummary } from './run.ts'

/** From when on the times of a run's own figures are counted: its first request, not the wait for its turn. */
export function beganAt({
  askedAt,
  createdAt,
  job,
}: Pick<RunSummary, 'askedAt' | 'createdAt' | 'job'>): number {
  return askedAt ?? Math.min(createdAt, job.firstEventAt ?? createdAt)
}
