// One POST to a receiver, and what was answered. Redirects are not followed: they would take what is told, and the secret
// with it, to where nobody sent it.

import { STATUS_CODES } from 'node:http'
import type { Dispatcher } from 'undici'
import { oneLine } from '../../../core/basics/clip.ts'
import { formatDuration } from '../../../core/basics/quantities.ts'
import type { Clock } from '../../base/clock.ts'
import { hostProblem } from '../../connection/addresses.ts'
import { endingOf } from '../../connection/endings.ts'
import { retryAfterMs } from '../../connection/retry-after.ts'
import { undici } from '../../connection/undici.ts'
import type { Request } from './bodies.ts'
import { later, type Outcome, refused } from './outcome.ts'

const deadlineMs = 15_000
/** Bytes of an answer that are read, and characters of it that are shown. */
const mostRead = 4_096
const mostShown = 200
const longestWaitMs = 24 * 3_600_000

type Deps = {
  readonly dispatcher: Dispatcher
  readonly clock: Clock
  /** Takes secrets out of what a receiver says. */
  readonly clean: (text: string) => string
  /** Ends the try from outside. */
  readonly signal: AbortSignal
}

/** Sends `given` once. Never throws. */
export async function post(given: Request, { dispatcher, clock, clean, signal }: Deps): Promise<Outcome> {
  if (!URL.canParse(given.url)) return refused('Its address is none: give it again.')
  const problem = hostProblem(new URL(given.url).hostname, null)
  if (problem !== null) return refused(`${problem}.`)
  const late = new AbortController()
  const cancel = clock.after(deadlineMs, () => late.abort())
  try {
    const answer = await undici().request(given.url, {
      method: 'POST',
      headers: { ...given.headers, accept: '*/*' },
      body: given.body,
      dispatcher,
      signal: AbortSignal.any([late.signal, signal]),
      reset: true,
    })
    const said = await beginningOf(answer.body)
    const header = (name: string) => {
      const value = answer.headers[name]
      return Array.isArray(value) ? value[0] : value
    }
    return {
      ...judged(answer.statusCode, oneLine(clean(said), mostShown)),
      retryAfterMs: retryAfterMs(header('retry-after'), clock.now(), header('date'), longestWaitMs),
    }
  } catch (thrown) {
    if (signal.aborted) return later('It was interrupted because Runlight closed.')
    if (late.signal.aborted) return later(`It did not answer within ${formatDuration(deadlineMs)}.`)
    const ending = endingOf(thrown, false)
    return ending.type === 'unacceptable' ? refused(`${ending.cause}.`) : later(`${ending.cause}.`)
  } finally {
    cancel()
  }
}

function judged(status: number, said: string): Pick<Outcome, 'result' | 'status' | 'sentence'> {
  const words = `${status} ${STATUS_CODES[status] ?? ''}`.trim()
  const quoted = said === '' ? '' : `: “${said}”`
  if (status >= 200 && status < 300)
    return { result: 'sent', status, sentence: `It was taken (${words})${quoted}.` }
  if (status >= 300 && status < 400) {
    const sentence = `It sends elsewhere (${words}), which is not followed: give the address that it leads to.`
    return { result: 'refused', status, sentence }
  }
  const isPassing = status >= 500 || status === 408 || status === 425 || status === 429
  const result = isPassing ? 'later' : 'refused'
  return { result, status, sentence: `It was not taken (${words})${quoted}.` }
}

/** The beginning of an answer; what follows is let go. An answer that breaks off has said that it was taken all the same. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  body.on('error', () => {})
  try {
    for await (const part of body) {
      parts.push(Buffer.from(part))
      bytes += part.length
      if (bytes >= mostRead) break
    }
  } catch {
    // Its head decides.
  }
  body.destroy()
  return Buffer.concat(parts)
    .subarray(0, mostRead)
    .toString('utf8')
    .replace(/\p{Cc}/gu, ' ')
}
