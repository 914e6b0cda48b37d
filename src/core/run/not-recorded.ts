// How much of a run a tap passed on without recording it, by its gaps.

import type { Gap } from './run.ts'

/** Bytes of all of `gaps` together. */
export function notRecorded(gaps: readonly Pick<Gap, 'bytes'>[]): number {
  return gaps.reduce((sum, { bytes = 0 }) => sum + bytes, 0)
}
