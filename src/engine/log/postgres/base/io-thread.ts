// Speaks to the database for a thread that sleeps meanwhile.

import { workerData } from 'node:worker_threads'
import { errorData } from '../../../../core/basics/errors.ts'
import { createConnection, type Run } from './connection.ts'
import type { IoAnswer, IoCall, IoData } from './io-messages.ts'
import type { Result } from './statements.ts'

const { url, name, statementMs, port, signal }: IoData = workerData
const answered = new Int32Array(signal)
const connection = createConnection(url, name, statementMs)
/** The transaction that is open; `end` lets it go. */
let open: { readonly run: Run; readonly end: () => void; readonly ended: Promise<unknown> } | null = null

const begin = async (): Promise<void> => {
  const begun = Promise.withResolvers<Run>()
  const { promise, resolve: end } = Promise.withResolvers<void>()
  const ended = connection.transaction(async (run) => {
    begun.resolve(run)
    await promise
  }, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  ended.catch(begun.reject)
  open = { run: await begun.promise, end, ended }
}

const carryOut = async (call: IoCall): Promise<readonly Result[]> => {
  switch (call.type) {
    case 'run':
      return (open?.run ?? connection.run)(...call.statements)
    case 'begin':
      await begin()
      return open?.run(...call.statements) ?? []
    case 'end': {
      const ending = open
      open = null
      ending?.end()
      // What was read is read: that its end did not get through changes nothing.
      await ending?.ended.catch(() => {})
      return []
    }
    case 'close':
      await connection.close()
      return []
  }
}

const answer = (message: IoAnswer, bytes: ArrayBuffer[]) => {
  port.postMessage(message, bytes)
  Atomics.store(answered, 0, 1)
  Atomics.notify(answered, 0)
}

port.on('message', (call: IoCall) => {
  carryOut(call).then(
    (results) => answer({ results }, bytesIn(results)),
    (thrown: unknown) =>
      answer({ error: errorData(thrown), stack: thrown instanceof Error ? String(thrown.stack) : '' }, []),
  )
})

/** The memory of all bytes, which goes over without being copied. */
function bytesIn(results: readonly Result[]): ArrayBuffer[] {
  return results.flatMap(({ rows }) =>
    rows.flatMap((row) =>
      Object.values(row).flatMap((value) =>
        value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
      ),
    ),
  )
}
