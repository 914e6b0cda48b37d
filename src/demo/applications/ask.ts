// One request of an application, as a small program makes it: its answer read to the end, for a while, or slowly.

import { type IncomingMessage, request as startRequest } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export type Asking = {
  readonly path: string
  /** As an application calls itself in `User-Agent`. */
  readonly agent: string
  readonly headers?: Readonly<Record<string, string>>
  /** Posted. */
  readonly body?: string
  /** It goes away after so many pieces of the answer. */
  readonly pieces?: number
  /** It takes nothing for so long after the first piece. */
  readonly pauseMs?: number
}

/** Asks the server at `base`; resolves to what came, whatever ended it. Rejects when `signal` is aborted. */
export async function ask(base: string, asking: Asking, signal: AbortSignal): Promise<string> {
  const { path, agent, headers, body, pieces = Number.POSITIVE_INFINITY, pauseMs = 0 } = asking
  let text = ''
  let count = 0
  try {
    for await (const piece of await answerOf()) {
      text += piece
      count++
      if (count >= pieces) break
      if (count === 1 && pauseMs > 0) await wait(pauseMs, undefined, { signal })
    }
  } catch {
    // An answer that broke off is what some of them are here to show.
  }
  signal.throwIfAborted()
  return text

  function answerOf(): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const url = `${base}${path}`
      const request = startRequest(
        url,
        {
          method: body === undefined ? 'GET' : 'POST',
          agent: false,
          signal,
          headers: { Accept: 'text/event-stream', 'User-Agent': agent, ...headers },
        },
        (response) => resolve(response.setEncoding('utf8')),
      )
      request.on('error', reject)
      request.end(body)
    })
  }
}
