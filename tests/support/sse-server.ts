// A real HTTP server whose behaviour each test scripts: one function per connection, in order, the last one repeating.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Behaviour = (request: IncomingMessage, response: ServerResponse, body: string) => void

export type SseServer = {
  readonly url: string
  /** The requests so far, oldest first. */
  readonly requests: readonly {
    method: string
    url: string
    headers: IncomingMessage['headers']
    body: string
    at: number
  }[]
  /** Destroys every open socket. */
  readonly cut: () => void
  readonly close: () => Promise<void>
}

export async function startSseServer(behaviours: readonly Behaviour[], port = 0): Promise<SseServer> {
  const requests: {
    method: string
    url: string
    headers: IncomingMessage['headers']
    body: string
    at: number
  }[] = []
  const server = createServer({ keepAlive: false }, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const behave = behaviours[Math.min(requests.length, behaviours.length - 1)]
      const body = Buffer.concat(parts).toString('utf8')
      requests.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
        at: Date.now(),
      })
      behave?.(request, response, body)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Answers with an event stream of `chunks`; then ends, keeps the socket open, or destroys it. */
export function stream(
  chunks: readonly string[],
  then: 'end' | 'open' | 'destroy' = 'end',
  headers: Record<string, string> = {},
): Behaviour {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers })
    response.flushHeaders()
    for (const chunk of chunks) response.write(chunk)
    if (then === 'end') response.end()
    if (then === 'destroy') setTimeout(() => response.destroy(), 30)
  }
}

/** Answers once, and with no stream. */
export function answer(status: number, headers: Record<string, string> = {}, body = ''): Behaviour {
  return (_request, response) => {
    response.writeHead(status, headers)
    response.end(body)
  }
}
