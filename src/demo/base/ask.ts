// A request as the services see it: already read, decoded and without its socket. A service that could reach the
// request object could also hold on to it.

import type { IncomingMessage } from 'node:http'

export type Ask = {
  readonly method: string
  /** Path and query, encoded, as they were asked for. */
  readonly target: string
  /** Encoded, without query. */
  readonly path: string
  readonly query: URLSearchParams
  /** The fields of a form body, empty for every other body. */
  readonly form: URLSearchParams
  readonly body: string
  /** The id that a reconnecting client says it saw last (HTML standard, 9.2.4), or null. */
  readonly lastEventId: string | null
  /** Carries the sample credentials, as a bearer token or a session cookie. */
  readonly authorized: boolean
}

/** Longer bodies are refused. */
const mostBytes = 1_048_576

const sampleToken = 'sample-token'

/** Reads the request whole; null where the body is too large. */
export async function readAsk(request: IncomingMessage): Promise<Ask | null> {
  const target = request.url ?? '/'
  const mark = target.indexOf('?')
  const body = request.method === 'POST' ? await readBody(request) : ''
  if (body === null) return null
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false
  return {
    method: request.method ?? 'GET',
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    form: new URLSearchParams(isForm ? body : ''),
    body,
    lastEventId: request.headersDistinct['last-event-id']?.[0] ?? null,
    authorized: isAuthorized(request),
  }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    // Read on, and keep nothing: a client that is still writing would take an early answer for a lost connection.
    if (bytes <= mostBytes) chunks.push(chunk)
  }
  return bytes > mostBytes ? null : Buffer.concat(chunks).toString('utf8')
}

function isAuthorized({ headers }: IncomingMessage): boolean {
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
  return headers.authorization === `Bearer ${sampleToken}` || cookies.includes(`session=${sampleToken}`)
}
