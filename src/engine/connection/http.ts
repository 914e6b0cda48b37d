// One request up to the head of its response. Redirects are followed here (Fetch standard, 4.4), so user headers never
// go to an origin they were not meant for. It knows nothing of events.

import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { StreamRequest } from '../../core/kind/kind.ts'
import { redactUrl } from '../../core/secrets/redact.ts'
import { spareFile } from '../base/open-files.ts'
import { hostProblem } from './addresses.ts'
import type { Onward } from './agents.ts'
import type { Framing } from './body-start.ts'
import type { Ending } from './endings.ts'
import { undici } from './undici.ts'

export type Answer = {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Readable
}

/** `refused`: the redirects lead where they must not; nothing more is asked. */
export type Opened =
  | {
      readonly type: 'answer'
      readonly answer: Answer
      readonly redirects: readonly string[]
      /** The status of the redirect that turned the request into a GET; null where none did. */
      readonly becameGet: number | null
      /** How its body is framed, where whoever opened it has looked already. */
      readonly framing?: Framing
      /** Asked once its body was read to its end: why it ended, where that was not in good order. */
      readonly cutBy?: () => Ending | null
    }
  | {
      readonly type: 'refused'
      readonly cause: string
      readonly status: number
      readonly redirects: readonly string[]
    }

/** A request of Runlight's own. */
export type OwnRequest = {
  readonly request: StreamRequest
  /** Credentials and the user's own headers: for the first origin only. */
  readonly userHeaders: Readonly<Record<string, string>>
  readonly resumeFrom: string | null
  readonly dispatcher: Dispatcher
  /** Where a redirect from an address that was asked may lead; absent, the first dispatcher goes everywhere. */
  readonly onward?: (from: URL) => Onward
}

type OpenOptions = OwnRequest & { readonly signal: AbortSignal; readonly hop?: Hop }

/** Resolves when one more connection, to `url`, may be made for the same attempt: a redirect is one more. */
type Hop = (url: string, signal: AbortSignal) => Promise<void>

/** Where the answer of an attempt comes from. */
export type OpenAnswer = (signal: AbortSignal, hop: Hop) => Promise<Opened>

/** The answer to a request of Runlight's own. */
export function ownRequest(options: OwnRequest): OpenAnswer {
  return (signal, hop) => openStream({ ...options, signal, hop })
}

const maxRedirects = 5

/** Sends the request and follows redirects. Throws what the network threw, and `EMFILE` while no open file can be spared. */
export async function openStream(options: OpenOptions): Promise<Opened> {
  const first = new URL(options.request.url)
  const redirects: string[] = []
  let url = first
  // Once lost, trust does not come back: another origin may have written the address that leads home.
  let trusted = true
  let { method, body } = options.request
  let becameGet: number | null = null
  let onward: Onward = { dispatcher: options.dispatcher, nearest: 'loopback' }
  for (;;) {
    const answer = await ask(options, onward.dispatcher, url, method, body, trusted)
    if (!isRedirect(answer.status)) return { type: 'answer', answer, redirects, becameGet }
    discard(answer.body)
    const refuse = (cause: string): Opened => ({ type: 'refused', cause, status: answer.status, redirects })
    const location = answer.headers.find(([name]) => name === 'location')?.[1]
    if (location === undefined)
      return refuse(`The server redirects (${answer.status}) without saying where to`)
    if (!URL.canParse(location, url.href)) return refuse('The server redirects to something that is no URL')
    const next = new URL(location, url)
    redirects.push(redactUrl(next.href))
    if (next.protocol !== 'http:' && next.protocol !== 'https:')
      return refuse(`The server redirects to ${next.protocol}, which is not followed`)
    if (url.protocol === 'https:' && next.protocol === 'http:')
      return refuse('The server redirects from https to http, which is not followed')
    if (redirects.length > maxRedirects) return refuse(`The server redirects more than ${maxRedirects} times`)
    onward = options.onward?.(url) ?? onward
    const inward = hostProblem(next.hostname, onward.nearest)
    if (inward !== null) return refuse(inward)
    if (becomesGet(method, answer.status)) {
      method = 'GET'
      body = null
      becameGet = answer.status
    }
    trusted &&= next.origin === first.origin
    url = next
    await options.hop?.(url.href, options.signal)
  }
}

async function ask(
  options: OpenOptions,
  dispatcher: Dispatcher,
  url: URL,
  method: string,
  body: string | null,
  trusted: boolean,
): Promise<Answer> {
  spareFile()
  const own = trusted
    ? { ...options.request.headers, ...options.userHeaders }
    : contentHeaders(options.request.headers, body)
  const answer = await undici().request(url, {
    method,
    body,
    headers: {
      ...lowerCase(own),
      accept: acceptOf(options),
      'cache-control': 'no-cache',
      ...(options.resumeFrom === null ? {} : { 'last-event-id': toHeader(options.resumeFrom) }),
    },
    dispatcher,
    signal: options.signal,
    // Whoever gave the signal keeps the time, redirects included.
    headersTimeout: 0,
    // A socket of its own for each attempt: a stale one would make it unclear whether the server got the request.
    reset: true,
  })
  const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name.toLowerCase(), one]),
  )
  return { status: answer.statusCode, headers, body: answer.body }
}

/** Ends a response without reading its body. */
function discard(body: Readable): void {
  body.on('error', () => {})
  body.destroy()
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

/** A browser's own redirects (Fetch standard, 4.4): 301 and 302 turn a POST into a GET, 303 all but GET and HEAD. */
function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD'
  return method === 'POST' && (status === 301 || status === 302)
}

/** What the request itself says; it tells nothing of the person, so that it goes to every origin. */
function acceptOf({ request, userHeaders }: OpenOptions): string {
  const own = lowerCase({ ...request.headers, ...userHeaders })
  return own.accept || 'text/event-stream'
}

/** What describes the body itself goes with the body; nothing else leaves the first origin. */
function contentHeaders(
  headers: Readonly<Record<string, string>>,
  body: string | null,
): Record<string, string> {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')
  return type === undefined || body === null ? {} : { 'content-type': type[1] }
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** The last event id as a header: UTF-8 bytes, isomorphic decoded (HTML standard, 9.2.3). */
function toHeader(id: string): string {
  return Buffer.from(id, 'utf8').toString('latin1')
}

/** The same read back from an answer; null where there is none. */
export function fromHeader(value: string | undefined): string | null {
  return value === undefined ? null : Buffer.from(value, 'latin1').toString('utf8')
}

/** A longer last event id is not sent: servers take no such header. */
export const mostIdBytes = 1_024

/** Whether a last event id can travel in a header at all: no controls, at most 1 kB. A stream never waits on one that cannot. */
export function isSendableId(id: string): boolean {
  return (
    id !== '' && !/[\p{Cc}]/u.test(id) && id.isWellFormed() && Buffer.byteLength(id, 'utf8') <= mostIdBytes
  )
}
