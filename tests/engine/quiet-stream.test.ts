// What a stream holds while nothing comes: none of the bytes that came before, since it may stay for days.

import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/engine/base/clock.ts'
import { startAttempt } from '../../src/engine/connection/attempt.ts'
import { eventLimits } from '../../src/engine/connection/oversized-event.ts'
import { deafSink } from '../support/deaf-sink.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

test.each(['text/event-stream', 'application/octet-stream'])(
  'a stream of type %s holds none of its bytes once they are read',
  async (type) => {
    const body = new Readable({ read: () => {} })
    let events = 0
    const attempt = startAttempt(
      {
        request: { method: 'GET', url: 'http://h.example/', strict: false },
        open: async () => ({
          type: 'answer',
          answer: { status: 200, headers: [['content-type', type]], body },
          redirects: [],
          becameGet: null,
        }),
        clock: systemClock,
        limits: eventLimits,
      },
      {
        ...deafSink,
        onEvent: () => {
          events++
        },
      },
    )
    const sent: WeakRef<ArrayBufferLike>[] = []
    const send = () => {
      const bytes = Buffer.allocUnsafeSlow(60_000).fill(`data: ${'x'.repeat(52)}\n\n`)
      sent.push(new WeakRef(bytes.buffer))
      body.push(bytes)
    }
    for (let times = 1; times <= 3; times++) {
      send()
      await expect.poll(() => events).toBe(times * 1_000)
    }
    await turn()
    collect()
    expect(sent.map((one) => one.deref()?.byteLength)).toEqual([undefined, undefined, undefined])
    body.push(null)
    expect((await attempt.ended).type).toBe('finished')
  },
)
