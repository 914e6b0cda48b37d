// The context bridge's wall between the page's world and the preload's: two JavaScript worlds over one document. Values
// cross as copies, functions and promises as proxies, as the documentation of `contextBridge` says; nothing else does.
// Both functions here run inside the page, as their own text.

import type { createCodec } from './codec.ts'

export type Membrane = {
  /** Calls the other world's root function; at once, because both worlds share one thread. */
  readonly callRoot: (...args: unknown[]) => unknown
}

type Message =
  | { readonly type: 'call'; readonly call: number; readonly of: number; readonly args: unknown[] }
  | {
      readonly type: 'result' | 'settled'
      readonly call: number
      readonly ok: boolean
      readonly value: unknown
    }

/** `out` and `inward` name the events that go to the other world and come from it. */
export function createMembrane(
  codecOf: typeof createCodec,
  out: string,
  inward: string,
  root: (...args: never[]) => unknown,
): Membrane {
  const dispatch = document.dispatchEvent.bind(document)
  const functions = new Map<number, (...args: never[]) => unknown>([[0, root]])
  const results = new Map<number, Message & { type: 'result' | 'settled' }>()
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  let lastId = 0

  const post = (message: Message) => dispatch(new CustomEvent(out, { detail: codec.encode(message) }))

  const settle = (call: number, promise: Promise<unknown>) => {
    promise.then(
      (value) => post({ type: 'settled', call, ok: true, value }),
      (error) => post({ type: 'settled', call, ok: false, value: error }),
    )
  }

  const codec = codecOf({
    pack: (value) => {
      if (typeof value === 'function') {
        functions.set(++lastId, value as (...args: never[]) => unknown)
        return ['f', lastId]
      }
      if (!(value instanceof Promise)) return null
      const id = ++lastId
      settle(id, value)
      return ['p', id]
    },
    unpack: (tag, id) => {
      if (tag === 'f') return (...args: unknown[]) => call(id, args)
      return new Promise((resolve, reject) => promises.set(id, { resolve, reject }))
    },
  })

  const call = (of: number, args: unknown[]): unknown => {
    const id = ++lastId
    post({ type: 'call', call: id, of, args })
    const result = results.get(id)
    results.delete(id)
    if (result === undefined) throw new Error('The other world did not answer.')
    if (!result.ok) throw result.value
    return result.value
  }

  const answer = ({ call: id, of, args }: Message & { type: 'call' }) => {
    try {
      const called = functions.get(of)
      if (called === undefined) throw new Error('There is no such function in the other world.')
      post({ type: 'result', call: id, ok: true, value: called(...(args as never[])) })
    } catch (error) {
      post({ type: 'result', call: id, ok: false, value: error })
    }
  }

  document.addEventListener(inward, (event) => {
    const message = codec.decode((event as CustomEvent<string>).detail) as Message
    if (message.type === 'call') answer(message)
    else if (message.type === 'result') results.set(message.call, message)
    else {
      const promise = promises.get(message.call)
      promises.delete(message.call)
      if (message.ok) promise?.resolve(message.value)
      else promise?.reject(message.value)
    }
  })

  return { callRoot: (...args) => call(0, args) }
}
