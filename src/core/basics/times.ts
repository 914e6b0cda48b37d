// The times that a log can keep, and how they are written. Apart from their schemas, because the window needs the one and
// does not load the others.

/** The last millisecond of the year 9999: later ones have no place in ISO 8601 as everybody reads it. */
export const latestTime = 253_402_300_799_999

/** `ms` as a time that the log can keep: rounded, and at its nearest border where it lies outside. */
export function boundTime(ms: number): number {
  return Math.round(Math.min(Math.max(ms, 0), latestTime))
}

/** ISO 8601 of `at` (epoch ms). Never throws: logs of earlier versions may hold times that no date can show. */
export function isoTime(at: number): string {
  return new Date(boundTime(at)).toISOString()
}
