// Two processes that call each other's functions over Node's IPC channel: the one that runs the app's main code, and the
// one that has the browser. Values cross by structured clone, errors by their message.

type Api = Readonly<Record<string, (...args: never[]) => unknown>>

/** The other side's functions, each returning a promise. */
export type Remote<A extends Api> = {
  readonly [N in keyof A]: (...args: Parameters<A[N]>) => Promise<Awaited<ReturnType<A[N]>>>
}

type Message =
  | { readonly type: 'ask'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly message: string }

export type Channel = {
  readonly post: (message: Message) => void
  readonly subscribe: (listener: (message: Message) => void) => void
}

/** Serves `own` to the other side and gives its functions. Calls that are open when the channel closes never settle. */
export function connect<A extends Api>(channel: Channel, own: Api): Remote<A> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0

  const serve = async ({ id, name, args }: Message & { type: 'ask' }) => {
    try {
      const called = own[name]
      if (called === undefined) throw new Error(`The other side has no function ${name}.`)
      channel.post({ type: 'answer', id, value: await called(...(args as never[])) })
    } catch (thrown) {
      channel.post({ type: 'failure', id, message: messageOf(thrown) })
    }
  }

  channel.subscribe((message) => {
    if (message.type === 'ask') {
      void serve(message)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'answer') call?.resolve(message.value)
    else call?.reject(new Error(message.message))
  })

  const ask = (name: string, args: readonly unknown[]) => {
    const call = Promise.withResolvers<unknown>()
    const id = ++lastId
    waiting.set(id, call)
    channel.post({ type: 'ask', id, name, args })
    return call.promise
  }
  // A name that the other side lacks is refused there; the type says which it has.
  return new Proxy({} as Remote<A>, {
    get:
      (_target, name) =>
      (...args: unknown[]) =>
        ask(String(name), args),
  })
}

export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
