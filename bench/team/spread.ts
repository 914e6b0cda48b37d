export type Spread = { readonly p50Ms: number; readonly p95Ms: number; readonly p99Ms: number }

/** Where the times `took` (ms) lie: the nearest rank, to a tenth. */
export function spreadOf(took: readonly number[]): Spread {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (part: number) =>
    Math.round((sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN) * 10) / 10
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}
