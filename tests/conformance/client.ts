// Plays conformance cases through Runlight's own connection: the attempt, the back-off and the resume id of the engine,
// against a real server that sends the case's bytes in the case's chunks.

import { Agent } from 'undici'
import { systemClock } from '../../src/engine/base/clock.ts'
import { startAttempt } from '../../src/engine/connection/attempt.ts'
import { backoffMs, clampRetryField } from '../../src/engine/connection/backoff.ts'
import type { Ending } from '../../src/engine/connection/endings.ts'
import { isSendableId, ownRequest } from '../../src/engine/connection/http.ts'
import { eventLimits } from '../../src/engine/connection/oversized-event.ts'
import { deafSink } from '../support/deaf-sink.ts'
import type { Behaviour } from '../support/sse-server.ts'
import type { Case, CaseResponse } from './cases.ts'

export type Outcome = {
  readonly events: { conn: number; type: string; data: string; lastEventId: string }[]
  readonly endings: Ending['type'][]
  /** The waits that were planned between connections, in ms. */
  readonly delays: number[]
  readonly opens: number
}

/** The server's side of a case: its answers in order, the last one repeating, and its redirect targets. */
export function behavioursOf(test: Case, rechunk: (bytes: Buffer) => Buffer[]): Behaviour[] {
  const answers = [test.response, ...(test.then ?? [])]
  const routed =
    (answer: CaseResponse): Behaviour =>
    (request, response) => {
      const target = test.routes?.[new URL(request.url ?? '/', 'http://x').pathname] ?? answer
      const send = () => {
        response.writeHead(target.status, { ...target.headers })
        response.flushHeaders()
        for (const chunk of target.chunks) {
          const text = chunk.utf8?.replace(/\{\{headers\[([^\]]+)\]\}\}/g, (_, name: string) =>
            String(request.headers[name.toLowerCase()] ?? ''),
          )
          const bytes =
            text === undefined ? Buffer.from(chunk.base64 ?? '', 'base64') : Buffer.from(text, 'utf8')
          for (let i = 0; i < (chunk.repeat ?? 1); i++)
            for (const part of rechunk(bytes)) response.write(part)
        }
        if (target.end === 'close') response.end()
      }
      setTimeout(send, target.delay_before_headers_ms ?? 0)
    }
  return answers.map(routed)
}

/** Connects as often as the case says, resuming by id, and tells what a person would have seen. */
export async function playClient(url: string, { client }: Case): Promise<Outcome> {
  const dispatcher = new Agent({ bodyTimeout: 0, allowH2: false })
  const request = { method: 'GET', url, headers: {}, body: null, strict: true }
  const outcome: Outcome & { opens: number } = { events: [], endings: [], delays: [], opens: 0 }
  let lastEventId = ''
  let serverBaseMs: number | null = null
  for (let conn = 0; conn < client.run_connections; conn++) {
    const attempt = startAttempt(
      {
        request,
        open: ownRequest({
          request,
          userHeaders: {},
          resumeFrom: isSendableId(lastEventId) ? lastEventId : null,
          dispatcher,
        }),
        clock: systemClock,
        limits: eventLimits,
      },
      {
        ...deafSink,
        onOpen: () => {
          outcome.opens++
          if (client.close_on === 'open') close()
        },
        onBareId: (id) => {
          lastEventId = id
        },
        onRetryField: (ms) => {
          serverBaseMs = clampRetryField(ms)
        },
        onEvent: ({ name, data, id }) => {
          if (id !== null) lastEventId = id
          outcome.events.push({ conn, type: name, data, lastEventId })
          if (outcome.events.length === client.close_after_events) close()
        },
      },
    )
    const close = () => attempt.drop({ type: 'dropped', why: 'stop', cause: 'the case closes' })
    if (client.close_at_ms !== undefined) setTimeout(close, client.close_at_ms)
    const ending = await attempt.ended
    outcome.endings.push(ending.type)
    if (conn + 1 < client.run_connections) outcome.delays.push(backoffMs(1, serverBaseMs, Math.random))
  }
  await dispatcher.destroy()
  return outcome
}

/** The standard's reaction to an ending: reestablish the connection, fail it, or nothing, as we closed it ourselves. */
export function reactionTo(ending: Ending['type'] | undefined): 'CONNECTING' | 'CLOSED' | null {
  if (ending === 'dropped') return null
  return ending === 'finished' || ending === 'lost' ? 'CONNECTING' : 'CLOSED'
}
