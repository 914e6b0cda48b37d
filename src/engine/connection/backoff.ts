// The wait before the next attempt: exponential back-off with full jitter, so that a thousand runs that lost one server
// do not return at the same time.

const firstMs = 1_000
const capMs = 30_000
const leastServerMs = 500
const mostServerMs = 60_000

/** What a server's `retry:` field may set as the base, in ms. */
export function clampRetryField(ms: number): number {
  return Math.min(mostServerMs, Math.max(leastServerMs, ms))
}

/**
 * The wait in ms before the attempt after `failures` failed ones in a row (1 for the first). With a base that the server
 * set by `retry:`, the wait is never shorter than that. `random` gives [0, 1).
 */
export function backoffMs(failures: number, serverBaseMs: number | null, random: () => number): number {
  const base = serverBaseMs ?? firstMs
  const ceiling = Math.max(base, Math.min(capMs, base * 2 ** Math.min(failures - 1, 10)))
  const floor = serverBaseMs ?? 0
  return Math.round(floor + random() * Math.max(ceiling - floor, serverBaseMs === null ? 0 : base * 0.2))
}
