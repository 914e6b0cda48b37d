// Streams of any bytes through Runlight's own connection, against the reference parser. Many strings go over one
// connection, in pieces of any size, so that a round is a hundred thousand strings; RUNLIGHT_FUZZ_STRINGS makes it longer.

import fc from 'fast-check'
import { Agent } from 'undici'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../src/engine/base/clock.ts'
import { startAttempt } from '../../src/engine/connection/attempt.ts'
import { ownRequest } from '../../src/engine/connection/http.ts'
import { eventLimits } from '../../src/engine/connection/oversized-event.ts'
import { deafSink } from '../support/deaf-sink.ts'
import { startSseServer } from '../support/sse-server.ts'
import { randomBytes, randomFrom, tokens } from './fuzz-strings.ts'
import { parseReference, type Reference } from './reference-parser.ts'

let parts: readonly Uint8Array[] = []
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

/** What Runlight reads, as the reference says it: its own last event id is that of the last event or of a bare id. */
async function read(chunks: readonly Uint8Array[]): Promise<Reference> {
  parts = chunks
  let lastEventId = ''
  const events: { type: string; data: string; lastEventId: string }[] = []
  const reconnectionTimes: number[] = []
  const attempt = startAttempt(
    {
      request,
      open: ownRequest({ request, userHeaders: {}, resumeFrom: null, dispatcher }),
      clock: systemClock,
      limits: eventLimits,
    },
    {
      ...deafSink,
      onEvent: ({ name, data, id }) => {
        if (id !== null) lastEventId = id
        events.push({ type: name, data, lastEventId })
      },
      onBareId: (id) => {
        lastEventId = id
      },
      onRetryField: (ms) => reconnectionTimes.push(ms),
    },
  )
  const ending = await attempt.ended
  expect(ending.type).toBe('finished')
  return { events, reconnectionTimes, lastEventId }
}

/** `bytes` cut at these places. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.filter((one) => one <= bytes.length).toSorted((a, b) => a - b), bytes.length]
  return at
    .slice(1)
    .map((end, i) => bytes.subarray(at[i], end))
    .filter((part) => part.length > 0)
}

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...tokens) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)) },
)
const string = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.concat(pieces))

test('any bytes, cut anywhere, are read as the standard reads them', async () => {
  await fc.assert(
    fc.asyncProperty(string, fc.array(fc.nat(150), { maxLength: 6 }), async (bytes, cuts) => {
      expect(await read(cutAt(bytes, cuts))).toEqual(parseReference(bytes))
    }),
    { numRuns: 400 },
  )
})

test('a hundred thousand strings, hundreds to a connection, are read as the standard reads them', async () => {
  const wanted = Number(process.env.RUNLIGHT_FUZZ_STRINGS ?? 100_000)
  const each = 500
  for (let seed = 1; seed * each <= wanted; seed++) {
    const random = randomFrom(seed)
    const bytes = randomBytes(random, each)
    const cuts = Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * bytes.length))
    const seen = await read(cutAt(bytes, cuts))
    const standard = parseReference(bytes)
    // Compared as text first: a deep comparison of thousands is for the one that differs.
    if (JSON.stringify(seen) !== JSON.stringify(standard)) expect([seed, seen]).toEqual([seed, standard])
  }
}, 3_600_000)
