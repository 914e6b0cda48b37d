// The check that every request passes before anything else is done with it, upgrades included: is it meant for this host,
// and does it come from this host's own page? A name that an attacker points at 127.0.0.1 ends here (DNS rebinding), and so
// does another site's page (forged requests, hijacked sockets). It is a pure function of headers: it never throws.

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { callPath } from '../wire/wire.ts'

export type Seen = {
  readonly method: string
  /** The request's target as sent. */
  readonly target: string
  /** Every Host header there is. */
  readonly hosts: readonly string[]
  readonly headers: IncomingHttpHeaders
  readonly upgrade: boolean
}

/** What of a request the guard looks at. */
export function seenOf(request: IncomingMessage, upgrade: boolean): Seen {
  const { method = '', url = '', headers } = request
  return { method, target: url, hosts: request.headersDistinct.host ?? [], headers, upgrade }
}

export type Refusal = { readonly status: 400 | 403; readonly sentence: string }

const hostGrammar = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i
const originGrammar = /^(null|[a-z][a-z0-9+.-]*:\/\/(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?)$/i

/** The three ways to name this computer from itself, as a browser writes them for `port`. */
export function ownHosts(port: number, scheme: 'http' | 'https' = 'http'): ReadonlySet<string> {
  return new Set(
    ['127.0.0.1', 'localhost', '[::1]'].map((name) => new URL(`${scheme}://${name}:${port}`).host),
  )
}

/** `scheme`: of the host's own addresses. `mayLink`: whether another site may lead here, as a link in a chat does. */
export type Ways = {
  readonly scheme: 'http' | 'https'
  readonly mayLink: (seen: Seen) => boolean
}
const loopbackWays: Ways = { scheme: 'http', mayLink: () => false }

/** Null where the request may be answered; otherwise with which status, and why. */
export function judgeRequest(
  seen: Seen,
  own: ReadonlySet<string>,
  ways: Ways = loopbackWays,
): Refusal | null {
  const [host, ...others] = seen.hosts
  if (host === undefined || others.length > 0 || !hostGrammar.test(host))
    return { status: 400, sentence: 'The request needs one Host header that names a host.' }
  if (!own.has(host))
    return {
      status: 403,
      sentence: 'Runlight answers only under the address that it printed: open that one.',
    }
  if (!seen.target.startsWith('/'))
    return { status: 400, sentence: 'The request’s target must be a path that begins with a slash.' }
  return judgeOrigin(seen, host, ways)
}

function judgeOrigin(seen: Seen, host: string, { scheme, mayLink }: Ways): Refusal | null {
  const { method, target, headers, upgrade } = seen
  if (headers['sec-fetch-site'] === 'cross-site' && !mayLink(seen)) {
    return {
      status: 403,
      sentence: 'Another site led here: copy the address that Runlight printed into the address bar instead.',
    }
  }
  const { origin } = headers
  if (origin === undefined) return mayLackOrigin(method, target, upgrade) ? null : foreign
  if (!originGrammar.test(origin))
    return { status: 400, sentence: 'The request’s Origin header names no origin.' }
  return origin === `${scheme}://${host}` ? null : foreign
}

/** Browsers send an Origin with all but plain GETs. Scripts send none: they come in by the call with a token, and no other way. */
function mayLackOrigin(method: string, target: string, upgrade: boolean): boolean {
  if (upgrade) return false
  return method === 'GET' || method === 'HEAD' || (method === 'POST' && target === callPath)
}

const foreign: Refusal = {
  status: 403,
  sentence: 'Only Runlight’s own page may ask this: the request comes from elsewhere.',
}
