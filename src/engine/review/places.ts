// Where gaps and attempts stand in a run: the first event after each; for one at the end of the log, the last event.

import type { RunReader } from '../log/run-reader.ts'

export function createPlaces(log: Pick<RunReader, 'gapPlaces' | 'attemptPlaces'>) {
  const list = (after: readonly number[], count: number): number[] =>
    after
      .map((seq) => Math.min(count, seq + 1))
      .filter((seq) => seq > 0)
      .sort((a, b) => a - b)
  return {
    gaps: (run: number, count: number) => list(log.gapPlaces(run), count),
    /** Those but the first. */
    attempts: (run: number, count: number) => list(log.attemptPlaces(run), count),
  }
}
