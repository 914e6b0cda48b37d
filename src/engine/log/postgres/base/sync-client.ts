// The database as a thread that reads it synchronously has it: whoever folds a million events cannot wait for a promise
// each. A worker of its own speaks to the database meanwhile, and this thread sleeps until the answer lies there.

import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { RunlightError } from '../../../../core/basics/errors.ts'
import type { IoAnswer, IoCall, IoData } from './io-messages.ts'
import workerPath from './io-thread.ts?modulePath'
import type { Result, Row, Statement } from './statements.ts'
import type { Param } from './values.ts'

export type SyncClient = {
  readonly all: (sql: string, ...params: readonly Param[]) => readonly Row[]
  /** The first row; null where there is none. */
  readonly get: (sql: string, ...params: readonly Param[]) => Row | null
  /** How many rows were changed. */
  readonly run: (sql: string, ...params: readonly Param[]) => number
  /** Several statements in one message each way, and one transaction. */
  readonly many: (statements: readonly Statement[]) => readonly Result[]
  /** Everything that `act` reads is of one moment. */
  readonly together: <T>(act: () => T) => T
  /** The spaces whose runs and servers are seen from now on. */
  readonly see: (spaces: readonly number[] | 'all') => void
  readonly close: () => void
}

/** A lost connection throws `log-away`, and is opened again at the next call. Reads of one statement take 30 s at the most. */
export function createSyncClient(url: string, name: string, statementMs = 30_000): SyncClient {
  const signal = new SharedArrayBuffer(4)
  const answered = new Int32Array(signal)
  const { port1, port2 } = new MessageChannel()
  const workerData: IoData = { url, name, statementMs, port: port2, signal }
  const worker = new Worker(workerPath, { workerData, transferList: [port2] })
  // It must not keep a thread alive that has nothing else to do.
  worker.unref()
  let spaces = '*'
  let depth = 0

  const ask = (call: IoCall): readonly Result[] => {
    Atomics.store(answered, 0, 0)
    port1.postMessage(call)
    Atomics.wait(answered, 0, 0)
    const message = receiveMessageOnPort(port1)
    const answer = message?.message as IoAnswer | undefined
    if (answer === undefined) throw new Error('The thread of the database gave no answer.')
    if ('results' in answer) return answer.results
    const { code, message: sentence, detail } = answer.error
    throw Object.assign(new RunlightError(code, sentence, detail), { stack: answer.stack })
  }
  const seeing = (): Statement => ({
    sql: `SELECT set_config('runlight.spaces', $1, true)`,
    params: [spaces],
  })
  const many = (statements: readonly Statement[]) =>
    depth > 0
      ? ask({ type: 'run', statements })
      : ask({ type: 'run', statements: [seeing(), ...statements] }).slice(1)
  const all = (sql: string, ...params: readonly Param[]) => many([{ sql, params }])[0]?.rows ?? []

  return {
    all,
    get: (sql, ...params) => all(sql, ...params)[0] ?? null,
    run: (sql, ...params) => many([{ sql, params }])[0]?.count ?? 0,
    many,
    together: (act) => {
      if (depth === 0) ask({ type: 'begin', statements: [seeing()] })
      depth++
      try {
        return act()
      } finally {
        depth--
        if (depth === 0) ask({ type: 'end' })
      }
    },
    see: (seen) => {
      spaces = seen === 'all' ? '*' : seen.join(',')
    },
    close: () => {
      ask({ type: 'close' })
      port1.close()
      void worker.terminate()
    },
  }
}
