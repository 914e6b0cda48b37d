// How the silence of an open connection is told: since when, and how long it usually lasts. Pure.

import { sayDuration } from '../../core/basics/quantities.ts'

/** `sign of life 2 s ago, usually every ~15 s`; says so where no beat is known yet. */
export function silenceWords(lastBytesAt: number | null, beatMs: number | null, now: number): string {
  const last =
    lastBytesAt === null ? 'no byte has arrived yet' : `sign of life ${sayLongAgo(now - lastBytesAt)}`
  return beatMs === null ? last : `${last}, ${sayBeat(beatMs)}`
}

/** `usually every ~15 s`. */
export function sayBeat(beatMs: number): string {
  return beatMs < 1_000 ? 'usually several a second' : `usually every ~${sayDuration(beatMs)}`
}

/** `just now`, `2 s ago`. */
export function sayLongAgo(ms: number): string {
  return ms < 1_000 ? 'just now' : `${sayDuration(ms)} ago`
}
