// `protocol`: schemes of one's own. They are declared before the app is ready and answered after it, as documented.

import { assertReady } from './main-app.ts'
import { serve } from './main-link.ts'
import type { PageRequest, SchemeInfo } from './sides.ts'

type Privileges = {
  readonly standard?: boolean
  readonly secure?: boolean
  readonly supportFetchAPI?: boolean
}
type Handler = (request: Request) => Response | Promise<Response>

/** By scheme. */
export type ProtocolHandlers = Map<string, Handler>

let schemes: readonly SchemeInfo[] | null = null

/** Those of the default session. */
export const defaultProtocol: ProtocolHandlers = new Map()

export function handleIn(handlers: ProtocolHandlers) {
  return (scheme: string, handler: Handler) => {
    assertReady(true, 'protocol.handle can not be called')
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  }
}

export const protocol = {
  registerSchemesAsPrivileged: (
    custom: readonly { readonly scheme: string; readonly privileges?: Privileges }[],
  ) => {
    assertReady(false, 'protocol.registerSchemesAsPrivileged should be called')
    if (schemes !== null) throw new Error('protocol.registerSchemesAsPrivileged can be called only once')
    schemes = custom.map(({ scheme, privileges = {} }) => {
      const { standard = false, secure = false, supportFetchAPI = false } = privileges
      return { scheme, standard, secure, supportFetchAPI }
    })
  },
  handle: handleIn(defaultProtocol),
  isProtocolHandled: (scheme: string) => defaultProtocol.has(scheme),
}

serve('schemes', () => schemes ?? [])

/** The answer of the session's handler; null where its scheme has none. */
export async function answerRequest(handlers: ProtocolHandlers, { url, method, headers }: PageRequest) {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (handler === undefined) return null
  const response = await handler(new Request(url, { method, headers }))
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  }
}
