// What the gate tells while it passes on. Whoever is told must not throw and returns at once.

import type { TapExchange, TapRequest, TapWitness } from '../../engine/index.ts'

export type GateExchange = Omit<TapExchange, 'uid' | 'lost'> & {
  /** The name of the run that it would become; null while it is not known. */
  readonly uid: () => string | null
}

export type GateWitness = {
  readonly request: (request: TapRequest) => GateExchange
  readonly refused: TapWitness['refused']
}

export type Measures = {
  /** In lower case, the types whose answers carry their run's name. */
  readonly streamTypes: ReadonlySet<string>
  /** Bytes of a request's body that are told at most. */
  readonly keptBody: number
  /** For the head of a client's request, from its first byte. */
  readonly headLimitMs: number
  /** For a connection to a server, its TLS and what a proxy says to it included. */
  readonly connectLimitMs: number
}
