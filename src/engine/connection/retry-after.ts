// The Retry-After header (RFC 9110, 10.2.3): seconds, or an HTTP date.

const longestMs = 10 * 60_000

/**
 * The wait it asks for in ms, at most `most` (ten minutes); null where it is absent or says nothing. A date is the server's
 * own and is held against the answer's `Date`; where that says nothing, against `now` (epoch ms).
 */
export function retryAfterMs(
  header: string | undefined,
  now: number,
  date?: string,
  most = longestMs,
): number | null {
  const text = header?.trim() ?? ''
  if (/^[0-9]+$/.test(text)) return Math.min(Number(text) * 1_000, most)
  const at = httpDate(text)
  return at === null ? null : Math.min(Math.max(0, at - (httpDate(date ?? '') ?? now)), most)
}

/** Epoch ms; null for what is no date. It has a month's name: what Date.parse makes of other texts is a guess. */
function httpDate(text: string): number | null {
  const at = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}
