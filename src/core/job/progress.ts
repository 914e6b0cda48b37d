// Progress arithmetic. A bar can show null or 0–100 and nothing else; what the server really said is kept beside it.

/** `value` as a percentage a bar can show: clamped to 0–100; null for null, NaN and the infinities. */
export function clampPercent(value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null
  return Math.min(100, Math.max(0, value))
}

/** The percentage of `done` in `total`; null unless both are known and `total` is above zero. */
export function percentOf(done: number | null, total: number | null): number | null {
  if (done === null || total === null || !(total > 0)) return null
  return clampPercent((done / total) * 100)
}

/** The server's own text for a percentage that a bar cannot show as it is, or null where nothing is lost. */
export function rawPercent(given: unknown): string | null {
  if (given === null || given === undefined) return null
  if (typeof given === 'number' && given >= 0 && given <= 100) return null
  return typeof given === 'string' ? given : JSON.stringify(given)
}
