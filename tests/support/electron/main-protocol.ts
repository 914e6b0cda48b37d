// `protocol`: schemes of one's own. They are declared before the app is ready and answered after it, as documented.

import { assertReady } from './main-app.ts'
import { serve } from './main-link.ts'
import type { SchemeInfo } from './sides.ts'

type Privileges = {
  readonly standard?: boolean
  readonly secure?: boolean
  readonly supportFetchAPI?: boolean
}
type Handler = (request: Request) => Response | Promise<Response>

let schemes: readonly SchemeInfo[] | null = null
const handlers = new Map<string, Handler>()

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
  handle: (scheme: string, handler: Handler) => {
    assertReady(true, 'protocol.handle can not be called')
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
}

serve('schemes', () => schemes ?? [])

serve('answerRequest', async ({ url, method, headers }) => {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (handler === undefined) return null
  const response = await handler(new Request(url, { method, headers }))
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  }
})
