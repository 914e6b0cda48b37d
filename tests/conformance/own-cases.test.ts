// The own table through Runlight's own connection, whole and in every small split: no split of the bytes may matter.

import fc from 'fast-check'
import { Agent } from 'undici'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../src/engine/base/clock.ts'
import { startAttempt } from '../../src/engine/connection/attempt.ts'
import { ownRequest } from '../../src/engine/connection/http.ts'
import { eventLimits } from '../../src/engine/connection/oversized-event.ts'
import { deafSink } from '../support/deaf-sink.ts'
import { startSseServer } from '../support/sse-server.ts'
import { pieces } from './cases.ts'
import { ownCases } from './own-cases.ts'

let parts: readonly Buffer[] = []
const server = await startSseServer([
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    for (const part of parts) response.write(part)
    response.end()
  },
])
const dispatcher = new Agent({ allowH2: false })
const request = { method: 'GET', url: server.url, headers: {}, body: null }
afterAll(async () => {
  await dispatcher.destroy()
  await server.close()
})

async function read(chunks: readonly Buffer[]) {
  parts = chunks
  const seen = { events: [] as unknown[], bareIds: [] as string[], retry: [] as number[], comments: 0 }
  const attempt = startAttempt(
    {
      request,
      open: ownRequest({ request, userHeaders: {}, resumeFrom: null, dispatcher }),
      clock: systemClock,
      limits: eventLimits,
    },
    {
      ...deafSink,
      onEvent: ({ name, data, id }) => seen.events.push([name, data, id]),
      onBareId: (id) => seen.bareIds.push(id),
      onRetryField: (ms) => seen.retry.push(ms),
    },
  )
  const ending = await attempt.ended
  const { comments, odd, firstOdd, dataless, firstDataless } = attempt.seen
  const passedOver = { odd, firstOdd, dataless, firstDataless, rest: attempt.rest() }
  return { ...seen, comments, passedOver, ending: ending.type }
}

for (const { name, stream, events, bareIds = [], retry = [], comments = 0, passedOver = {} } of ownCases) {
  test(name, async () => {
    const bytes = Buffer.from(stream)
    const whole = await read([bytes])
    // Whatever else is passed over, no split of the bytes may make it something else.
    const wanted = {
      passedOver: { ...whole.passedOver, ...passedOver },
      events: events.map(([one, data, id = null]) => [one, data, id]),
      bareIds,
      retry,
      comments,
      ending: 'finished',
    }
    for (const size of [0, 1, 2, 3])
      expect(await read(pieces(size)(bytes)), `in pieces of ${size}`).toEqual(wanted)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(Math.max(0, bytes.length)), { maxLength: 4 }), async (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
        const split = at
          .slice(1)
          .map((end, i) => bytes.subarray(at[i], end))
          .filter((part) => part.length > 0)
        expect(await read(split)).toEqual(wanted)
      }),
      { numRuns: 5 },
    )
  })
}
