// One conformance case with one way of cutting it, held against what it expects.

import { expect } from 'vitest'
import { startSseServer } from '../support/sse-server.ts'
import type { Case, Split } from './cases.ts'
import { behavioursOf, playClient, reactionTo } from './client.ts'

/** `through` gives the address at which the client asks for the server at `url`. */
export async function checkCase(
  one: Case,
  split: Split,
  through: (url: string) => string = (url) => url,
): Promise<void> {
  const server = await startSseServer(behavioursOf(one, split.pieces))
  try {
    const outcome = await playClient(`${through(server.url)}/eventsource/resources/message.py-case`, one)
    const { expect: wanted } = one
    expect(outcome.events, split.name).toEqual(wanted.events)
    const reactions = outcome.endings.map(reactionTo).filter((reaction) => reaction !== null)
    if (wanted.error === null) expect(reactions).toEqual([])
    else if (wanted.error.sequence !== undefined) expect(reactions).toEqual(wanted.error.sequence)
    else expect(reactions.at(-1)).toBe(wanted.error.readyState)
    if (wanted.opens !== undefined) expect(outcome.opens).toBe(wanted.opens)
    for (const delay of wanted.reconnect_delay_ms === undefined ? [] : outcome.delays) {
      expect(delay).toBeGreaterThanOrEqual(wanted.reconnect_delay_ms?.min ?? 0)
      expect(delay).toBeLessThanOrEqual(wanted.reconnect_delay_ms?.max ?? 0)
    }
    for (const [i, request] of (wanted.requests ?? []).entries()) {
      const headers = server.requests[i]?.headers ?? {}
      const id = headers['last-event-id']
      if (request.last_event_id !== undefined) {
        expect(id === undefined ? null : Buffer.from(String(id), 'latin1').toString('utf8')).toBe(
          request.last_event_id,
        )
      }
      expect(headers).toMatchObject(request.headers ?? {})
    }
  } finally {
    await server.close()
  }
}
