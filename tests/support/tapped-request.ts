// Requests as a tap tells of them, for the tests of what becomes of them.

import { kinds } from '../../src/engine/base/kinds.ts'
import type { TapRequest } from '../../src/engine/base/tap-port.ts'
import { type Given, type RunOf, type RunOfDeps, runOf } from '../../src/engine/tapped/run-of.ts'

export type Asked = {
  readonly method?: string
  readonly to?: string
  readonly path?: string
  /** In place of the two. */
  readonly url?: string
  readonly headers?: readonly (readonly [string, string])[]
  /** Null: not known whole. */
  readonly body?: string | Uint8Array | null
  readonly client?: TapRequest['client']
}

const server = 'https://api.example'

export function requestOf(asked: Asked): TapRequest {
  const { method = 'GET', to = server, path = '', headers = [] } = asked
  return {
    target: { name: '', to, caPem: null, proxyUrl: null },
    method,
    url: asked.url ?? `${to}${path}`,
    headers: [['Host', 'api.example'], ...headers],
    client: asked.client ?? { address: '192.0.2.7', agent: null },
  }
}

/** The run of `asked` by the engine's kinds, with the body kept and no profile of its server. */
export function runOfRequest(asked: Asked, given: Partial<Given> = {}, deps: Partial<RunOfDeps> = {}): RunOf {
  const { body = '' } = asked
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const found = runOf(
    requestOf(asked),
    bytes,
    { kind: null, readAs: null, keepBody: true, ...given },
    { kinds, serverAt: () => null, patterns: [], ...deps },
  )
  if (found === null) throw new Error('No kind takes the request.')
  return found
}
