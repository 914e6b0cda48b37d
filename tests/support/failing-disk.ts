// A disk that fails on demand under an engine’s writer. A test file that uses it mocks the threads:
// `vi.mock('node:worker_threads', async (original) => (await import('…/failing-disk.ts')).mockThreads(original))`.

import type * as Threads from 'node:worker_threads'
import { codes, type FailingCode, slots } from './failing-codes.ts'

const shared = new SharedArrayBuffer(16)
const switches = new Int32Array(shared)

export const failingDisk = {
  /** From the `nth` statement on each one fails with `code`; with `once` only that one. */
  fail: (code: FailingCode, nth = 1, once = false) => {
    Atomics.store(switches, slots.code, codes.indexOf(code))
    Atomics.store(switches, slots.failed, 0)
    Atomics.store(switches, slots.countdown, nth)
    Atomics.store(switches, slots.mode, once ? 1 : 2)
  },
  mend: () => void Atomics.store(switches, slots.mode, 0),
  /** How many statements were made to fail. */
  failed: () => Atomics.load(switches, slots.failed),
}

/** The module with a `Worker` whose writers have SQLite fail where `failingDisk` says so. */
export async function mockThreads(original: () => Promise<unknown>): Promise<typeof Threads> {
  const threads = (await original()) as typeof Threads
  return {
    ...threads,
    Worker: class extends threads.Worker {
      constructor(path: string, options: Threads.WorkerOptions = {}) {
        const isWriter = path.includes('writer-thread')
        super(
          path,
          isWriter
            ? {
                ...options,
                workerData: { ...options.workerData, failing: shared },
                execArgv: ['--import', new URL('./failing-sqlite.ts', import.meta.url).href],
              }
            : options,
        )
      }
    },
  }
}
