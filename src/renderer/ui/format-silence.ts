// The silence of an open connection in words: since when, and how long it usually lasts. Pure.

import { formatDuration } from '../../core/basics/quantities.ts'

/** `sign of life 2 s ago`. */
export function formatLastSign(lastBytesAt: number | null, now: number): string {
  return lastBytesAt === null ? 'no byte has arrived yet' : `sign of life ${formatAgo(now - lastBytesAt)}`
}

/** `usually every ~15 s`. */
export function formatBeat(beatMs: number): string {
  return beatMs < 1_000 ? 'usually several a second' : `usually every ~${formatDuration(beatMs)}`
}

/** `just now`, `2 s ago`. */
export function formatAgo(ms: number): string {
  return ms < 1_000 ? 'just now' : `${formatDuration(ms)} ago`
}
