// A gate before the servers of a test, with a witness that keeps what it was told, and a client that writes bytes of the
// test's own choosing.

import { connect, type Socket } from 'node:net'
import type { TapClientNews, TapEnd, TapHead, TapRequest, TapTarget } from '../../src/engine/index.ts'
import { type Gate, openGate } from '../../src/tap/forward/gate.ts'
import type { Measures } from '../../src/tap/forward/witness.ts'

type Limits = Partial<Pick<Measures, 'headLimitMs' | 'connectLimitMs'>>

type Told = {
  readonly request: TapRequest
  readonly sent: Buffer[]
  asked: number | null
  head: TapHead | null
  readonly received: Buffer[]
  end: TapEnd | null
  readonly client: TapClientNews[]
}

export type TapStage = {
  readonly gate: Gate
  readonly url: string
  readonly port: number
  readonly told: readonly Told[]
  readonly refused: readonly { target: string | null; status: number; cause: string }[]
  readonly close: () => Promise<void>
}

export function targetOf(to: string, name = '', more: Partial<TapTarget> = {}): TapTarget {
  return { name, to, caPem: null, proxyUrl: null, ...more }
}

/** `uid`: what each exchange says to be the name of its run. */
export async function startTap(
  targets: readonly TapTarget[],
  uid: string | null = 'run-1',
  { headLimitMs = 60_000, connectLimitMs = 10_000 }: Limits = {},
): Promise<TapStage> {
  const told: Told[] = []
  const refused: { target: string | null; status: number; cause: string }[] = []
  const gate = await openGate(
    { host: '127.0.0.1', port: 0, targets },
    {
      streamTypes: new Set(['text/event-stream', 'application/x-ndjson']),
      keptBody: 16,
      headLimitMs,
      connectLimitMs,
    },
    {
      request: (request) => {
        const one: Told = { request, sent: [], asked: null, head: null, received: [], end: null, client: [] }
        told.push(one)
        return {
          uid: () => uid,
          sent: (bytes) => one.sent.push(Buffer.from(bytes)),
          asked: (bytes) => {
            one.asked = bytes
          },
          answered: (head) => {
            one.head = head
          },
          received: (bytes) => one.received.push(Buffer.from(bytes)),
          ended: (end) => {
            one.end = end
          },
          client: (news) => one.client.push(news),
        }
      },
      refused: (target, status, cause) => refused.push({ target, status, cause }),
    },
  )
  const port = Number(gate.address.split(':').at(-1))
  return { gate, url: `http://${gate.address}`, port, told, refused, close: gate.close }
}

export type RawClient = {
  readonly socket: Socket
  readonly write: (bytes: string) => void
  /** All that came so far, as latin1. */
  readonly text: () => string
  /** Resolves to whether the connection was reset, when it is over. */
  readonly over: Promise<'ended' | 'reset'>
}

export function rawClient(port: number): RawClient {
  const parts: Buffer[] = []
  const socket = connect(port, '127.0.0.1')
  let wasReset = false
  socket.on('data', (part: Buffer) => parts.push(part))
  socket.on('error', () => {
    wasReset = true
  })
  return {
    socket,
    write: (bytes) => socket.write(bytes, 'latin1'),
    text: () => Buffer.concat(parts).toString('latin1'),
    over: new Promise((resolve) => {
      socket.on('close', () => resolve(wasReset ? 'reset' : 'ended'))
    }),
  }
}
