// The Retry-After header (RFC 9110, 10.2.3): seconds, or an HTTP date.

const longestMs = 10 * 60_000

/** The wait it asks for in ms, clamped to ten minutes; null where it is absent or says nothing. `now` in epoch ms. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^[0-9]+$/.test(text)) return Math.min(Number(text) * 1_000, longestMs)
  // A date has a month's name; what Date.parse makes of other texts is a guess.
  if (!/[A-Za-z]{3}/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), longestMs)
}
