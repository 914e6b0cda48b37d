// The shape of a conformance case, and the cases of the web-platform-tests. The project's own table is in own-cases.ts.

import { randomFrom } from './fuzz-strings.ts'
import cases from './web-platform-cases.json' with { type: 'json' }

export type CaseResponse = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly chunks: readonly { readonly utf8?: string; readonly base64?: string; readonly repeat?: number }[]
  readonly end: 'close' | 'keep-open'
  readonly delay_before_headers_ms?: number
  readonly url?: string
}

export type Case = {
  readonly name: string
  readonly kind: 'wire' | 'request' | 'api' | 'url'
  readonly response: CaseResponse
  readonly then?: readonly CaseResponse[]
  readonly routes?: Readonly<Record<string, CaseResponse>>
  readonly client: {
    readonly run_connections: number
    readonly close_on?: 'open'
    readonly close_after_events?: number
    readonly close_at_ms?: number
  }
  readonly expect: {
    readonly events: readonly {
      readonly conn: number
      readonly type: string
      readonly data: string
      readonly lastEventId: string
    }[]
    readonly reconnects: boolean
    readonly error: {
      readonly readyState?: 'CONNECTING' | 'CLOSED'
      readonly sequence?: readonly string[]
    } | null
    readonly requests?: readonly {
      readonly last_event_id?: string | null
      readonly last_event_id_bytes_hex?: string
      readonly headers?: Readonly<Record<string, string>>
    }[]
    readonly reconnect_delay_ms?: { readonly min: number; readonly max: number }
    readonly opens?: number
  }
}

/** What the web-platform-tests' `eventsource/` demand, as data; README.md says under which licence. */
export const webPlatformCases = cases as unknown as readonly Case[]

export type Split = { readonly name: string; readonly pieces: (bytes: Buffer) => Buffer[] }

/** Splits bytes into pieces of `size`; 0 leaves them whole. */
export function pieces(size: number): (bytes: Buffer) => Buffer[] {
  if (size === 0) return (bytes) => [bytes]
  return (bytes) =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
}

/** The ways in which every stream is cut: not at all, into 1, 2 and 3 bytes, and anywhere. */
export const splits: readonly Split[] = [
  ...[0, 1, 2, 3].map((size) => ({
    name: size === 0 ? 'whole' : `in pieces of ${size}`,
    pieces: pieces(size),
  })),
  ...[1, 2, 3].map((seed) => ({ name: `in random pieces, seed ${seed}`, pieces: randomPieces(seed) })),
]

function randomPieces(seed: number): (bytes: Buffer) => Buffer[] {
  return (bytes) => {
    const random = randomFrom(seed)
    const parts: Buffer[] = []
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + Math.floor(random() * Math.min(bytes.length, 24))
      parts.push(bytes.subarray(at, at + size))
      at += size
    }
    return parts
  }
}
