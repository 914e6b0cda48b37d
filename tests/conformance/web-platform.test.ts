// The web-platform-tests' EventSource cases. Where the standard fails a connection for good, the attempt must say so; that
// Runlight asks again after a 503 is its own policy above that (FAULTS 21).

import { describe, expect, test } from 'vitest'
import { urlProblem } from '../../src/core/kind/url-problem.ts'
import { startSseServer } from '../support/sse-server.ts'
import { type Case, type Split, splits, webPlatformCases } from './cases.ts'
import { behavioursOf, playClient, reactionTo } from './client.ts'

describe('web-platform-tests, each whole, in pieces of 1, 2 and 3 bytes, and in random ones', () => {
  test('there are all 78 of them', () => expect(webPlatformCases.length).toBe(78))
  for (const one of webPlatformCases) {
    test(one.name, async () => {
      if (one.kind === 'url') return expect(urlProblem(one.response.url ?? '')).toMatch(/not a URL|Only http/)
      await Promise.all(splits.map((split) => check(one, split)))
      return undefined
    })
  }
})

async function check(one: Case, split: Split): Promise<void> {
  const server = await startSseServer(behavioursOf(one, split.pieces))
  try {
    const outcome = await playClient(`${server.url}/eventsource/resources/message.py-case`, one)
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
