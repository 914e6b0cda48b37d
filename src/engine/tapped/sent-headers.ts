// The headers of a request that was seen on its way: which say what is asked for, which say by whom, and which are of this one
// request or of its way alone, so that nobody misses them in another.

import { headerProblem, isShownHeader, partHeaders } from '../../core/secrets/headers.ts'
import { isPublicHeader } from '../../core/secrets/secret-names.ts'

export type Header = readonly [name: string, value: string]

/** Of this request's way, its page or its moment; the connection's own headers are left out before. */
const ofItsWay =
  /^(content-(encoding|digest|md5)|digest|date|pragma|if-.*|origin|referer|via|forwarded|x-forwarded-.*|x-real-ip|x-(request|correlation|amzn-trace)-id|x-(b3|datadog|cloud-trace)-.*|traceparent|tracestate|baggage|sentry-trace|cf-ray|x-stainless-.*|upgrade-insecure-requests)$/i
/** Who asks, as a proxy before says. */
const whoAsks = /^(forwarded|x-forwarded-.*|x-real-ip)$/i

/**
 * `shown` may be shown, the values of those that are not well known masked as in a run that a person adds; those that carry
 * credentials are not among them. `lacks`: something was left out without which the request may not be granted.
 */
export function sentHeaders(
  headers: readonly Header[],
  hide: (text: string) => string,
): { readonly shown: readonly Header[]; readonly lacks: boolean } {
  const parted = partHeaders(headers.filter(([name]) => !ofItsWay.test(name)))
  const shown = parted.shown.filter(([name, value]) => hide(name) === name && hide(value) === value)
  const unsent = parted.lost.some(([name]) => headerProblem(name, '') === null)
  return {
    shown,
    lacks:
      unsent ||
      parted.secret.length > 0 ||
      shown.length < parted.shown.length ||
      shown.some(([name, value]) => !isShownHeader(name, value)),
  }
}

/**
 * The headers by which a server may know who asks, by name; equal in two requests of the same person. Told by names alone, since
 * every request is asked for them: what is well known, of its way or the connection's own says nothing of a person.
 */
export function askingHeaders(headers: readonly Header[]): readonly Header[] {
  const mayTell = (name: string) =>
    whoAsks.test(name) || !(ofItsWay.test(name) || isPublicHeader(name) || headerProblem(name, '') !== null)
  return headers
    .filter(([name]) => mayTell(name))
    .map(([name, value]): Header => [name.toLowerCase(), value])
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
