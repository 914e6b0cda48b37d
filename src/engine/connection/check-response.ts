// What an answer is by its head: a stream, none, or perhaps one. The HTML standard (9.2.3) takes status 200 and the type
// text/event-stream alone; a monitor that followed it would be blind to the many streams that are sent under another head.
// Where it is none the ending says what it is instead, in words a person can act on.

import { STATUS_CODES } from 'node:http'
import { reasonInText } from '../../core/kind/reason-in-text.ts'
import type { Notice, NoticeCode } from '../../core/run/notice.ts'
import { jsonFramingOf } from '../framing/json-records.ts'
import type { Framing } from './body-start.ts'
import type { Ending } from './endings.ts'
import type { Answer } from './http.ts'
import { retryAfterMs } from './retry-after.ts'

/** What is odd about an answer that is read all the same. */
export type Oddity = Omit<Notice, 'at' | 'code'> & { readonly code: NoticeCode }

export type Judgement = {
  /** `unknown`: the beginning of its body tells. Null: it is no stream. */
  readonly framing: Framing | 'unknown' | null
  /** How the attempt ended, where it is no stream. */
  readonly ending: Ending
  /** What is odd about it, where it is one. */
  readonly oddities: (framing: Framing) => readonly Oddity[]
}

/** Of a body that is no stream this much is kept. */
const headLimit = 2_048
/** These say that credentials are missing, or were not accepted (RFC 9110, 15.5). */
const lacking: ReadonlySet<number> = new Set([401, 403, 407])
/** Answers that have no body (RFC 9110, 15.3). */
const bodiless: ReadonlySet<number> = new Set([204, 205])
const readable = new Set(['identity', 'gzip', 'x-gzip', 'deflate', 'br'])
const streamType = 'text/event-stream'
const longestType = 100

/** `strict`: as a browser judges it. `now` in epoch ms. */
export function checkResponse(answer: Answer, now: number, strict: boolean): Judgement {
  const header = (name: string) => answer.headers.find(([one]) => one === name)?.[1]
  const { status } = answer
  const byStatus: Ending = {
    type: 'status',
    status,
    cause: statusWords(status),
    retryAfterMs: retryAfterMs(header('retry-after'), now, header('date')),
    ...(lacking.has(status) ? { lacks: 'credentials' } : {}),
  }
  const isGood = status >= 200 && status < 300 && !bodiless.has(status)
  if (status !== 200 && (strict || !isGood)) return none(byStatus)
  const types = answer.headers.filter(([name]) => name === 'content-type').map(([, value]) => value)
  const type = essenceOf(types)
  const framing = type === streamType ? 'events' : strict ? null : jsonFramingOf(type)
  const byType: Ending = { type: 'not-a-stream', html: type === 'text/html', cause: typeWords(type) }
  if (framing === null && strict) return none(byType)
  const codings = (header('content-encoding') ?? 'identity').split(',').map((one) => one.trim().toLowerCase())
  if (codings.length > 1 || !readable.has(codings[0] ?? '')) {
    const cause = `The stream is encoded in a way that is not read (${codings.join(', ').slice(0, 60)})`
    return none(framing === null ? byType : { type: 'unacceptable', cause })
  }
  const byHead: Oddity[] = status === 200 ? [] : [{ code: 'other-status', count: status, first: '' }]
  const first = types.join(', ').slice(0, longestType)
  return {
    framing: framing ?? 'unknown',
    ending: status === 200 ? byType : byStatus,
    oddities: (found) =>
      framing === null
        ? [...byHead, { code: found === 'events' ? 'other-type' : 'json-lines', count: 1, first }]
        : byHead,
  }
}

function none(ending: Ending): Judgement {
  return { framing: null, ending, oddities: () => [] }
}

/** Type and subtype of several values of `Content-Type`: the last good one holds (Fetch standard, 2.2.3). */
function essenceOf(values: readonly string[]): string {
  const essences = values
    .flatMap((value) => value.split(','))
    .map((one) => (one.split(';')[0] ?? '').trim().toLowerCase())
  return essences.findLast((one) => /^[^\s/]+\/[^\s/]+$/.test(one) && one !== '*/*') ?? essences[0] ?? ''
}

function typeWords(type: string): string {
  if (type === 'text/html') return 'The server sent HTML instead of events'
  return `The server sent not an event stream but ${type === '' ? 'an answer without a type' : type}`
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
  const said = withoutPhrase(reasonInText(body), cause)
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

/** What is kept of a body for people to look at. */
export function bodyPreview(body: string): string {
  return Buffer.from(body).subarray(0, headLimit).toString('utf8')
}
