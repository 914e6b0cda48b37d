// The gate's thread: opens the gate, sends what happens there to the engine's thread and does what that one says. Nothing that
// the engine does, and no dialog that holds the desktop's main process, is in the way of a client here.

import { parentPort, workerData } from 'node:worker_threads'
import { connectLimitMs, headLimitMs } from '../forward/base/limits.ts'
import { type Gate, openGate } from '../forward/gate.ts'
import type { FromThread, ThreadData, ToThread } from './messages.ts'
import { createOutbox } from './outbox.ts'
import { createTeller } from './teller.ts'

const { listen, streamTypes, keptBody }: ThreadData = workerData
const post = (message: FromThread, buffers: ArrayBuffer[] = []) => parentPort?.postMessage(message, buffers)
const outbox = createOutbox(post)
const teller = createTeller(outbox.put)

const serve = (gate: Gate) => {
  parentPort?.on('message', (said: ToThread) => {
    switch (said.type) {
      case 'targets':
        return gate.setTargets(said.targets)
      case 'uid':
      case 'skip':
      case 'taken':
        return teller.hear(said)
      case 'close':
        void gate.close().then(() => {
          outbox.flush()
          post({ type: 'closed' })
        })
    }
  })
  post({ type: 'open', address: gate.address })
}

openGate(listen, { streamTypes: new Set(streamTypes), keptBody, headLimitMs, connectLimitMs }, teller).then(
  serve,
  (thrown: unknown) => {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
    post({ type: 'shut', code, message: thrown instanceof Error ? thrown.message : String(thrown) })
  },
)
