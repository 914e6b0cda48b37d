// A tap that a test plays by hand: what an application asks and its server answers is told to the engine step by step, as a
// gate tells it.

import { RunlightError } from '../../src/core/basics/errors.ts'
import type { TapExchange, TapListen, TapPort, TapRequest, TapWitness } from '../../src/engine/index.ts'

type PlayedExchange = TapExchange & {
  /** How many bytes the engine has worked off. */
  readonly taken: () => number
  /** The engine wants nothing more of it. */
  readonly skipped: () => boolean
  /** The head of a stream, and these pieces of its body. */
  readonly streams: (pieces: readonly string[], headers?: Readonly<Record<string, string>>) => void
  readonly pieces: (pieces: readonly string[]) => void
}

export type HandTap = {
  readonly port: TapPort
  readonly listen: () => TapListen
  /** An application asks for `path` of the first target. */
  readonly ask: (path: string, request?: Partial<TapRequest>) => PlayedExchange
  readonly isOpen: () => boolean
}

/** `problem`: the address cannot be had. */
export function createHandTap(problem: string | null = null): HandTap {
  let witness: TapWitness | null = null
  let listening: TapListen | null = null
  return {
    port: async (listen, given) => {
      if (problem !== null) throw new RunlightError('port-in-use', problem)
      witness = given
      listening = listen
      return {
        address: `${listen.host}:${listen.port}`,
        setTargets: (targets) => {
          listening = { ...listen, targets }
        },
        death: new Promise(() => {}),
        close: async () => {
          listening = null
        },
      }
    },
    listen: () => listening ?? { host: '', port: 0, targets: [] },
    isOpen: () => listening !== null,
    ask: (path, request = {}) => {
      const [target] = listening?.targets ?? []
      if (witness === null || target === undefined) throw new Error('nothing is tapped')
      let taken = 0
      let skipped = false
      const exchange = witness.request(
        {
          target,
          method: 'GET',
          url: `${target.to}${path}`,
          headers: [],
          client: { address: '127.0.0.1', agent: 'story-tablet/2.1' },
          ...request,
        },
        {
          skip: () => {
            skipped = true
          },
          taken: (bytes) => {
            taken += bytes
          },
        },
      )
      const pieces = (list: readonly string[]) => {
        for (const piece of list) exchange.received(Buffer.from(piece), 0)
      }
      return {
        ...exchange,
        taken: () => taken,
        skipped: () => skipped,
        pieces,
        streams: (list, headers = { 'content-type': 'text/event-stream' }) => {
          exchange.asked(0)
          exchange.answered({ status: 200, headers: Object.entries(headers) })
          pieces(list)
        },
      }
    },
  }
}
