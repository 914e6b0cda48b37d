// Asks a server once whether it is there, and says in words what answered. Any HTTP answer means that it can be reached:
// a base URL has no endpoint of its own, so 404 is a good sign.

import { STATUS_CODES } from 'node:http'
import { formatDuration } from '../../core/basics/quantities.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { ServerDraft } from '../../core/contract/server.ts'
import type { Clock } from '../base/clock.ts'
import type { Agents } from '../connection/agents.ts'
import { endingOf } from '../connection/endings.ts'
import { undici } from '../connection/undici.ts'

const deadlineMs = 10_000

export async function testServer(
  draft: ServerDraft,
  headers: Readonly<Record<string, string>>,
  agents: Agents,
  clock: Clock,
): Promise<Output<'servers.test'>> {
  const started = clock.monotonic()
  const took = () => Math.round(clock.monotonic() - started)
  try {
    const answer = await undici().request(draft.baseUrl, {
      headers: { ...headers, accept: '*/*' },
      dispatcher: agents.for(draft),
      signal: AbortSignal.timeout(deadlineMs),
      reset: true,
    })
    // An answer that is ended unread says so as an error, which is no news to anybody.
    answer.body.on('error', () => {})
    answer.body.destroy()
    const { statusCode: status } = answer
    const words = `${status} ${STATUS_CODES[status] ?? ''}`.trim()
    const refused = status === 401 || status === 403
    const sentence = refused
      ? `It answers, but refuses these credentials (${words}).`
      : `It answers (${words}) in ${took()} ms.`
    return { reachable: true, status, ms: took(), sentence }
  } catch (thrown) {
    const timedOut = thrown instanceof Error && thrown.name === 'TimeoutError'
    const cause = timedOut
      ? `The server did not answer within ${formatDuration(deadlineMs)}`
      : endingOf(thrown, false).cause
    return { reachable: false, status: null, ms: took(), sentence: `${cause}.` }
  }
}
