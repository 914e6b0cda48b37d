// Performs the steps of one stream on one HTTP answer. It holds at most one timer, writes only while the socket takes
// more (Node's `write` answers false when it does not), and leaves nothing behind when the client goes.

import type { ServerResponse } from 'node:http'
import type { Pace } from './pace.ts'
import { render, type Step } from './step.ts'

/** The headers that the documented services send with a stream. */
const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache',
  Connection: 'keep-alive',
  'X-Accel-Buffering': 'no',
}

/** Frames that are due together are written together up to this many UTF-16 units; then other streams have their turn. */
const batchLength = 65_536

/** Answers 200 and plays `steps` by `pace`; every step's time counts from this call. */
export function play(response: ServerResponse, steps: Iterable<Step>, pace: Pace): void {
  const startedAt = pace.now()
  const iterator = steps[Symbol.iterator]()
  let next = iterator.next()
  let callOff = () => {}
  response.once('close', () => {
    callOff()
    iterator.return?.()
  })
  response.writeHead(200, headers)
  response.flushHeaders()
  advance()

  function advance(): void {
    if (response.destroyed) return
    let batch = ''
    while (!next.done) {
      const step = next.value
      const waitMs = startedAt + step.at - pace.now()
      if (waitMs > 0) {
        resume(batch, () => {
          callOff = pace.after(waitMs, advance)
        })
        return
      }
      if (step.type !== 'frame') {
        // The callback of `write` tells that the kernel has the bytes: what was sent before a cut does arrive.
        if (step.type === 'cut') response.write(batch, () => response.destroy())
        else if (step.type === 'end') response.end(batch)
        else response.write(batch)
        return
      }
      batch += render(step)
      next = iterator.next()
      if (batch.length >= batchLength) {
        resume(batch, () => {
          const turn = setImmediate(advance)
          callOff = () => clearImmediate(turn)
        })
        return
      }
    }
    response.end(batch)
  }

  function resume(batch: string, plan: () => void): void {
    if (batch === '' || response.write(batch)) plan()
    else response.once('drain', advance)
  }
}
