// The web-platform-tests' EventSource cases, where they lie beside this checkout. Where the standard fails a connection
// for good, the attempt must say so; that Runlight asks again after a 503 is its own policy above that (FAULTS 21).

import { describe, expect, test } from 'vitest'
import { urlProblem } from '../../src/core/urls.ts'
import { startSseServer } from '../support/sse-server.ts'
import { type Case, type Split, sharedCases, splits } from './cases.ts'
import { behavioursOf, playClient, reactionTo } from './client.ts'

const cases = sharedCases()
if (cases === null) {
  process.stdout.write(
    'Web-platform cases: skipped, they do not lie beside this checkout; the own table ran.\n',
  )
}

describe.skipIf(cases === null)(
  'web-platform-tests, each whole, in pieces of 1, 2 and 3 bytes, and in random ones',
  () => {
    for (const one of cases ?? []) {
      test(one.name, async () => {
        if (one.kind === 'url')
          return expect(urlProblem(one.response.url ?? '')).toMatch(/not a URL|Only http/)
        await Promise.all(splits.map((split) => check(one, split)))
        return undefined
      })
    }
  },
)

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
