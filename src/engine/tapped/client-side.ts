// How the client of one exchange fares, from what the tap tells of it.

import type { ClientSide } from '../../core/run/tapped.ts'
import type { TapClient, TapClientNews } from '../base/tap-port.ts'

const longestAddress = 100
const longestAgent = 500

/** `side` as it may be stored and shown; `agent` is its user agent without secrets. */
export function shownClient(side: ClientSide, agent: string | null): ClientSide {
  return { ...side, agent: agent?.slice(0, longestAgent) ?? null }
}

/** The client of an exchange that begins at `at`, epoch ms. */
export function newClientSide({ address, agent }: TapClient, at: number): ClientSide {
  return {
    address: address.slice(0, longestAddress),
    agent,
    state: 'open',
    since: at,
    bytes: 0,
    waiting: 0,
    slowMs: 0,
  }
}

/** `side` after `news` of it. */
export function clientAfter(side: ClientSide, { state, at, bytes, waiting }: TapClientNews): ClientSide {
  const slowMs = side.slowMs + (side.state === 'slow' ? Math.max(0, at - side.since) : 0)
  const isSame = side.state === state
  return {
    ...side,
    state,
    since: isSame ? side.since : at,
    bytes: Math.max(side.bytes, bytes),
    waiting,
    slowMs: isSame ? side.slowMs : slowMs,
  }
}

/** `side` of which nothing more is told from `at` on, and whose end nobody saw. */
export function lostClient(side: ClientSide, at: number): ClientSide {
  return {
    ...clientAfter(side, { state: 'open', at, bytes: side.bytes, waiting: 0 }),
    state: 'unknown',
    since: at,
  }
}
