// The worker's side of calls between threads: answers each message with what the named function returned or threw. A
// returned promise is answered when it settles; other calls are served meanwhile.

import { parentPort } from 'node:worker_threads'
import { type ErrorData, errorData } from '../../core/basics/errors.ts'

export type ThreadCall = { readonly id: number; readonly name: string; readonly args: readonly unknown[] }
export type ThreadAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: ErrorData; readonly stack: string }

type Api = Readonly<Record<string, (...args: never[]) => unknown>>

const handed = new WeakMap<object, readonly ArrayBuffer[]>()

/** `value`, whose buffers go over to the other thread when it is answered, instead of being copied. */
export function handOver<T extends object>(value: T, buffers: readonly ArrayBuffer[]): T {
  handed.set(value, buffers)
  return value
}

function handedOver(value: unknown): ArrayBuffer[] {
  return typeof value === 'object' && value !== null ? [...(handed.get(value) ?? [])] : []
}

/**
 * Opens the API and serves its functions to the parent thread. The first answer (id 0) carries their names, or why it
 * could not be opened. `explain` makes an error of the storage one for people.
 */
export function serveThread(open: () => Api, explain: (thrown: unknown) => unknown): void {
  const send = (id: number, value: unknown) =>
    parentPort?.postMessage({ id, value } satisfies ThreadAnswer, handedOver(value))
  const fail = (id: number, thrown: unknown) => {
    const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    parentPort?.postMessage({ id, error: errorData(explain(thrown)), stack } satisfies ThreadAnswer)
  }
  const answer = (id: number, run: () => unknown) => {
    try {
      const value = run()
      if (value instanceof Promise)
        void value.then((settled) => send(id, settled)).catch((thrown: unknown) => fail(id, thrown))
      else send(id, value)
    } catch (thrown) {
      fail(id, thrown)
    }
  }
  answer(0, () => {
    const api = open()
    parentPort?.on('message', ({ id, name, args }: ThreadCall) => {
      answer(id, () => {
        const called = Object.hasOwn(api, name) ? api[name] : undefined
        if (called === undefined) throw new Error(`No such function in this thread: ${name}`)
        return called(...(args as never[]))
      })
    })
    return Object.keys(api)
  })
}
