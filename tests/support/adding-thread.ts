// A thread for the tests of threads: it adds, and can be told not to open.

import { workerData } from 'node:worker_threads'
import { serveThread } from '../../src/engine/threads/serve.ts'

const open = () => {
  if (Atomics.load(new Int32Array(workerData), 0) === 1) throw new Error('It does not open.')
  return { add: (a: number, b: number) => a + b, close: () => {} }
}

export type AddingThread = ReturnType<typeof open>

serveThread(open, (thrown) => thrown)
