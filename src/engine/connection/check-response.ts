// Whether a response is an event stream (HTML standard, 9.2.3): status 200 and the right media type. Otherwise the
// ending says what it is instead, in words a person can act on.

import { STATUS_CODES } from 'node:http'
import { decompress } from './decompress.ts'
import type { Ending } from './endings.ts'
import type { Answer } from './http.ts'
import { reasonInBody } from './reason-in-body.ts'
import { retryAfterMs } from './retry-after.ts'

/** Of a body that is no stream this much is kept, and this much is looked through for the reason it gives. */
export const headLimit = 2_048
const readLimit = 16_384
/** These say that credentials are missing, or were not accepted (RFC 9110, 15.5). */
const lacking: ReadonlySet<number> = new Set([401, 403, 407])
const readable = new Set(['identity', 'gzip', 'x-gzip', 'deflate', 'br'])

/** Null where the answer is an event stream; otherwise how the attempt ended. `now` in epoch ms. */
export function checkResponse(answer: Answer, now: number): Ending | null {
  const header = (name: string) => answer.headers.find(([one]) => one === name)?.[1]
  const { status } = answer
  if (status !== 200) {
    return {
      type: 'status',
      status,
      cause: statusWords(status),
      retryAfterMs: retryAfterMs(header('retry-after'), now, header('date')),
      ...(lacking.has(status) ? { lacks: 'credentials' } : {}),
    }
  }
  const type = (header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'text/event-stream') {
    const html = type === 'text/html'
    const got = html
      ? 'HTML instead of events'
      : `not an event stream but ${type === '' ? 'an answer without a type' : type}`
    return { type: 'not-a-stream', html, cause: `The server sent ${got}` }
  }
  const codings = (header('content-encoding') ?? 'identity').split(',').map((one) => one.trim().toLowerCase())
  if (codings.length > 1 || !readable.has(codings[0] ?? '')) {
    return {
      type: 'unacceptable',
      cause: `The stream is encoded in a way that is not read (${codings.join(', ').slice(0, 60)})`,
    }
  }
  return null
}

function statusWords(status: number): string {
  const words = `${status} ${STATUS_CODES[status] ?? ''}`.trim()
  if (lacking.has(status)) return `Needs credentials (${words})`
  switch (status) {
    case 204:
      return 'The server says that there is no more (204 No Content)'
    case 404:
      return `The server does not know this job (${words})`
    case 410:
      return `The stream is gone (${words})`
    default:
      return `The server answered ${words}`
  }
}

/** The cause with the server's own words for it, which stand in the beginning of the body. */
export function addReason(cause: string, body: string): string {
  const said = withoutPhrase(reasonInBody(body), cause)
  // A page's title and a framework's message often only repeat the status.
  const own = said?.replace(/^(\d{3})\b[\s:|–-]*/, (all, status: string) =>
    cause.includes(status) ? '' : all,
  )
  if (own === undefined || own === '' || cause.toLowerCase().includes(own.toLowerCase())) return cause
  return `${cause}: ${own}`
}

/** `Not Acceptable: why` says no more than `why` where the cause has those words already. */
function withoutPhrase(said: string | null, cause: string): string | null {
  const [, phrase = '', why = ''] = /^([^:]{3,60}):\s+(\S.*)$/s.exec(said ?? '') ?? []
  return phrase !== '' && cause.toLowerCase().includes(phrase.toLowerCase()) ? why : said
}

/** The first 16 kB of the answer's body as text, waiting no longer than a second for them. */
export async function readBodyStart(answer: Answer): Promise<string> {
  const { body, end } = decompress(answer.body, answer.headers)
  const parts: Buffer[] = []
  let size = 0
  const timer = setTimeout(end, 1_000)
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk)
      parts.push(bytes)
      size += bytes.length
      if (size >= readLimit) break
    }
  } catch {
    // What came before the connection broke is shown as it is.
  } finally {
    clearTimeout(timer)
    end()
  }
  return Buffer.concat(parts).subarray(0, readLimit).toString('utf8')
}

/** What is kept of a body for people to look at. */
export function bodyPreview(body: string): string {
  return Buffer.from(body).subarray(0, headLimit).toString('utf8')
}
