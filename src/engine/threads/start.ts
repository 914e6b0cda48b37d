// The engine's side of calls between threads: the functions of the worker's API, each returning a promise.

import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { RunlightError } from '../../core/basics/errors.ts'
import type { ThreadAnswer, ThreadCall } from './serve.ts'

type Api = Readonly<Record<string, (...args: never[]) => unknown>>
/** The functions of `A` as they are called from another thread. */
export type Remote<A extends Api> = {
  readonly [N in keyof A]: (...args: Parameters<A[N]>) => Promise<Awaited<ReturnType<A[N]>>>
}

/**
 * A running thread: its functions, `stop`, which ends it when its work is done, and `death`, which resolves to the error
 * of an end that nobody asked for, and otherwise never.
 */
export type Thread<A extends Api> = {
  readonly api: Remote<A>
  readonly stop: () => Promise<void>
  readonly death: Promise<Error>
}

/**
 * Starts the thread whose bundle is at `path`. Its first answer (id 0) names its functions, or says why
 * it did not come up. After its death calls reject. `young`: MB for what lives shortly; few, where much is made and
 * dropped and memory counts.
 */
export async function startThread<A extends Api>(
  path: string,
  workerData: unknown,
  young: number | null = null,
): Promise<Thread<A> & { readonly kill: () => Promise<void> }> {
  const limits = young === null ? {} : { resourceLimits: { maxYoungGenerationSizeMb: young } }
  const worker = new Worker(path, { workerData, ...limits })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const death = Promise.withResolvers<Error>()
  let nextId = 1
  let stopping = false

  const started = Promise.withResolvers<unknown>()
  waiting.set(0, started)
  worker.on('message', (answer: ThreadAnswer) => {
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (call === undefined) return
    if ('value' in answer) call.resolve(answer.value)
    else
      call.reject(
        // Where it was thrown: what is noted of a defect would tell nothing otherwise.
        Object.assign(new RunlightError(answer.error.code, answer.error.message, answer.error.detail), {
          stack: answer.stack,
        }),
      )
  })
  const die = (error: Error) => {
    for (const call of waiting.values()) call.reject(error)
    waiting.clear()
    if (!stopping) death.resolve(error)
    stopping = true
  }
  worker.on('error', die)
  worker.on('exit', () => die(new Error('The thread ended.')))

  const call = (name: string, args: readonly unknown[]): Promise<unknown> => {
    if (stopping) return Promise.reject(new Error('The thread has ended.'))
    const id = nextId++
    const pending = Promise.withResolvers<unknown>()
    waiting.set(id, pending)
    worker.postMessage({ id, name, args } satisfies ThreadCall)
    return pending.promise
  }
  const names = z.array(z.string()).parse(
    await started.promise.catch((thrown: unknown) => {
      stopping = true
      void worker.terminate()
      throw thrown
    }),
  )
  const api = Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => call(name, args)]))
  return {
    // The names came from the very object that `A` is the type of.
    api: api as unknown as Remote<A>,
    death: death.promise,
    stop: async () => {
      if (stopping) return
      await call('close', [])
      stopping = true
      await worker.terminate()
    },
    /** Ends it at once, whatever it does: for a thread that writes nothing. */
    kill: async () => {
      stopping = true
      await worker.terminate()
    },
  }
}
