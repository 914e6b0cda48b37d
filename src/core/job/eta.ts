// How long a job still takes: from its own pace where it reports progress, else from the user's finished runs of the
// kind, else `none`.

import { clampPercent } from './progress.ts'

/** Durations of the user's own completed runs of a kind: 10th percentile, median and 90th, over `count` runs. */
export type Usual = {
  readonly p10Ms: number
  readonly p50Ms: number
  readonly p90Ms: number
  readonly count: number
}

export type Eta =
  | { readonly basis: 'pace'; readonly leftMs: number }
  | { readonly basis: 'usual'; readonly leftMs: number }
  /** Longer than nine in ten of the usual runs already. */
  | { readonly basis: 'slower'; readonly overMs: number }
  | { readonly basis: 'none' }

export type EtaInput = {
  readonly percent: number | null
  readonly first: { readonly at: number; readonly percent: number } | null
  readonly startedAt: number | null
  readonly usual: Usual | null
}

/** A pace is trusted after this much progress and this much time. */
const leastPercent = 3
const leastMs = 2_000

/** The estimate at `now` (epoch ms). */
export function eta({ percent, first, startedAt, usual }: EtaInput, now: number): Eta {
  const shown = clampPercent(percent)
  if (shown !== null && first !== null) {
    const gained = shown - first.percent
    const elapsed = now - first.at
    if (gained >= leastPercent && elapsed >= leastMs) {
      return { basis: 'pace', leftMs: Math.max(0, (elapsed * (100 - shown)) / gained) }
    }
  }
  if (usual === null || usual.count === 0 || startedAt === null) return { basis: 'none' }
  const elapsed = Math.max(0, now - startedAt)
  if (elapsed > usual.p90Ms) return { basis: 'slower', overMs: elapsed - usual.p90Ms }
  return { basis: 'usual', leftMs: Math.max(0, usual.p50Ms - elapsed) }
}

/**
 * Between which percentages eight in ten of the usual runs are after `elapsedMs`, at an even pace; null where all of these have
 * ended by then, so that nothing is usual any more.
 */
export function usualBand(
  { p10Ms, p90Ms }: Usual,
  elapsedMs: number,
): { readonly from: number; readonly to: number } | null {
  if (elapsedMs < 0 || elapsedMs >= p90Ms) return null
  return { from: (100 * elapsedMs) / p90Ms, to: Math.min(100, (100 * elapsedMs) / Math.max(1, p10Ms)) }
}
