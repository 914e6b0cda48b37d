// What the engine needs of a tap: a gate that applications ask in place of their server. Whatever they ask goes on to the
// server and comes back as it was, and the engine is told of it while it flows. Nothing here can hold the gate up: what the
// engine is told waits in a window of limited size, and what does not fit is passed on all the same and counted as lost.

/** Where a gate passes requests on to. */
export type TapTarget = {
  /** The first segment of the paths that are meant for it; empty: all paths are. */
  readonly name: string
  /** The server's base URL, without a slash at its end. */
  readonly to: string
  /** An extra certificate authority, PEM. */
  readonly caPem: string | null
  readonly proxyUrl: string | null
}

export type TapGate = {
  /** As `127.0.0.1:4319`, or `[::1]:4319`, the port that it was given where 0 was asked for. */
  readonly address: string
  /** From now on these, for new requests; what is under way goes on. */
  readonly setTargets: (targets: readonly TapTarget[]) => void
  /** Resolves to why, where it ended although nobody closed it. */
  readonly death: Promise<Error>
  /** Takes no more requests, ends those that are under way, and resolves when all are over. */
  readonly close: () => Promise<void>
}

export type TapListen = {
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  readonly targets: readonly TapTarget[]
}

/** How a host lets applications in. Rejects with a RunlightError that says what to do where the address cannot be had. */
export type TapPort = (listen: TapListen, witness: TapWitness) => Promise<TapGate>

/** Told of every request that is passed on, in the order of the wire. What it is given must not throw, and returns at once. */
export type TapWitness = {
  readonly request: (request: TapRequest, way: TapWay) => TapExchange
  /**
   * A request was answered by the gate itself, with this status: it was not passed on, or the server could not be asked. `cause` is a
   * sentence for people.
   */
  readonly refused: (target: string | null, status: number, cause: string) => void
  /** It threw all the same: a defect of its own, which nobody else is to feel. */
  readonly failed: (thrown: unknown) => void
}

/** A request as it goes to the server, its body apart. */
export type TapRequest = {
  readonly target: TapTarget
  readonly method: string
  /** The server's own, whole. */
  readonly url: string
  /** In the order and spelling of the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly client: TapClient
}

/** Who asked: the address without its port, and the user agent as it gave it. */
export type TapClient = { readonly address: string; readonly agent: string | null }

/** What a witness says back of one exchange, at any time. */
export type TapWay = {
  /** Nothing more of it needs to be told but its end. */
  readonly skip: () => void
  /** `bytes` of what was received were worked off: that much more may be told. */
  readonly taken: (bytes: number) => void
}

/** One request and its answer as they flow, told by the gate. */
export type TapExchange = {
  /** The name of the run that it would become, which the answer carries as `X-Runlight-Run` where it is a stream. */
  readonly uid: string
  /** A piece of the request's body, of which no more than `keptBody` is told. */
  readonly sent: (bytes: Uint8Array) => void
  /** The request is complete; `bytes` is how long its body was. */
  readonly asked: (bytes: number) => void
  /** The head of the answer, as the server sent it; names in lower case. */
  readonly answered: (head: TapHead) => void
  /** A piece of the answer as it came from the wire, `lost` bytes after the one before. */
  readonly received: (bytes: Uint8Array, lost: number) => void
  /** The server's side is over. `lost` bytes came after the last that was told. */
  readonly ended: (end: TapEnd, lost: number) => void
  readonly client: (news: TapClientNews) => void
  /** Nothing more is told of it, although it may go on: it threw. */
  readonly lost: () => void
}

export type TapHead = {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/**
 * `finished`: in good order. `broke`: the connection failed, before the head or after it, with the code of Node or undici.
 * `left`: the gate let go of it, since the client was gone or the gate was closed.
 */
export type TapEnd =
  | { readonly type: 'finished' }
  | { readonly type: 'broke'; readonly code: string; readonly message: string }
  | { readonly type: 'left' }

/**
 * How the client's side fares. `slow`: it takes nothing, and `waiting` bytes wait for it; `open`: it takes again. `done`: it was
 * handed all of the answer. `gone`: it went away before that. `cut`: its connection was ended without the rest, since the server's was.
 */
export type TapClientNews = {
  readonly state: 'open' | 'slow' | 'done' | 'gone' | 'cut'
  /** Epoch ms. */
  readonly at: number
  /** Bytes of the answer that the client was handed so far. */
  readonly bytes: number
  readonly waiting: number
}

/** Bytes of a request's body that are told at most. */
export const keptBody = 2 ** 20
