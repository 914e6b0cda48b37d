// A server that says of itself that it is a hub, with pages of a test's own: what a hub would do that was taken over. It can go
// away and come back under its address.

import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificates.ts'

export type PlainHub = {
  readonly origin: string
  /** Each request for a page: its path, and the cookies that came with it. */
  readonly asked: { readonly path: string; readonly cookie: string }[]
  /** The page at each path; `location` leads elsewhere. */
  readonly pages: Map<string, { readonly html?: string; readonly location?: string }>
  /** Stops listening, and listens again under the same address. */
  readonly leave: () => Promise<void>
  readonly comeBack: () => Promise<void>
  /** Answers no request for a page from now on, until what it gives is called. */
  readonly hold: () => () => void
}

const about = { program: 'runlight', version: '9.9.9', serves: 'team' }

export async function startPlainHub(certificate: Certificate | null = null): Promise<PlainHub> {
  const asked: { path: string; cookie: string }[] = []
  const pages: Map<string, { readonly html?: string; readonly location?: string }> = new Map()
  pages.set('/', { html: '<title>The board · Runlight</title><h1>The board</h1>' })
  let server: Server | null = null
  let port = 0
  let held: Promise<void> | null = null

  const answer = ({ url = '/', headers }: IncomingMessage) => {
    const path = url.split('?')[0] ?? '/'
    if (path === '/healthz')
      return { status: 200, type: 'application/json', body: JSON.stringify(about), to: null }
    if (path !== '/favicon.ico') asked.push({ path, cookie: headers.cookie ?? '' })
    const { html = '', location = null } = pages.get(path) ?? {}
    const status = location !== null ? 303 : pages.has(path) ? 200 : 404
    return { status, type: 'text/html; charset=utf-8', body: html, to: location }
  }
  const listen = async () => {
    const handle: Parameters<typeof createServer>[1] = async (request, response) => {
      if (request.url !== '/healthz') await held
      const { status, type, body, to } = answer(request)
      response.writeHead(status, {
        'content-type': type,
        'set-cookie': 'session=known; Max-Age=3600; Path=/; SameSite=Lax; HttpOnly',
        ...(to === null ? {} : { location: to }),
      })
      response.end(body)
    }
    const made = certificate === null ? createServer(handle) : createTlsServer(certificate, handle)
    server = made
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve))
    port = (made.address() as AddressInfo).port
  }
  await listen()
  return {
    origin: `${certificate === null ? 'http' : 'https'}://127.0.0.1:${port}`,
    asked,
    pages,
    comeBack: listen,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    leave: () =>
      new Promise((resolve) => {
        server?.close(() => resolve())
        server?.closeAllConnections()
      }),
  }
}
