// The request for a plain stream, exactly as the person gave it: its URL is not normalised, since a slash or an empty
// query may matter to an unknown server.

import { parseJson } from '../../core/basics/json.ts'
import type { Params, Settings, StreamRequest } from '../../core/kind/kind.ts'
import { takesBody } from '../../core/kind/methods.ts'
import { parseHeaderLines } from '../../core/secrets/headers.ts'

/** Methods whose meaning is their body (RFC 9110, 9.3 and RFC 5789). */
const expectsBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'QUERY'])

/** `params` have been checked. A POST, PUT or PATCH without a body has an empty one, which says its length. */
export function request({ strict, ...params }: Params): StreamRequest {
  const asked = ask(params)
  return strict === 'yes' ? { ...asked, strict: true } : asked
}

function ask({ url = '', method = 'GET', headers = '', body = '' }: Params): StreamRequest {
  const given = joinHeaders(headers)
  if (!takesBody(method) || (body === '' && !expectsBody.has(method)))
    return { method, url, headers: Object.fromEntries(given), body: null }
  if (body !== '' && !given.has('content-type')) given.set('content-type', contentType(body))
  return { method, url, headers: Object.fromEntries(given), body }
}

/** Any request is one of a plain stream. */
export function settingsOf({ url, method, headers, body }: StreamRequest): Settings {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const given = { url, method, headers: lines.join('\n'), body: body ?? '' }
  return {
    baseUrl: '',
    params: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
  }
}

/** By lower-case name; a name that comes again is one list (RFC 9110, 5.3), for cookies one line (RFC 6265, 5.4). */
function joinHeaders(text: string): Map<string, string> {
  const joined = new Map<string, string>()
  const parsed = parseHeaderLines(text)
  for (const [name, value] of parsed.ok ? parsed.headers : []) {
    const key = name.toLowerCase()
    const known = joined.get(key)
    joined.set(key, known === undefined ? value : `${known}${key === 'cookie' ? '; ' : ', '}${value}`)
  }
  return joined
}

function contentType(body: string): string {
  return parseJson(body).ok ? 'application/json' : 'text/plain;charset=utf-8'
}
