// A small HTTP listener for the routes of health.ts, apart from the board’s own: it has no page, no calls and no token, and gives
// away nothing but figures. By default it is this computer’s alone.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { RunlightError } from '../../core/basics/errors.ts'
import { formatListenAddress, isOwnAlone, type ListenAddress } from '../../core/basics/listen-address.ts'
import { type HealthAnswer, type HealthDeps, type HealthRoutes, healthRoutes } from './routes.ts'

export type HealthListener = {
  /** Where it listens, with the port that it got. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** Whoever asks slowly, or reads nothing, is let go. */
const times = {
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
} as const
const mostConnections = 100

/**
 * Answers the health routes at `address`; port 0 takes any that is free. Rejects with `port-in-use` or, for an address that is
 * none of this computer, `bad-input`.
 */
export async function listenForHealth(address: ListenAddress, deps: HealthDeps): Promise<HealthListener> {
  const routes = healthRoutes(deps)
  const isLocal = isOwnAlone(address.host)
  const server = createServer(times, (request, response) => {
    void reply(request, response, routes, isLocal)
  })
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, address)))
    server.listen({ host: address.host, port: address.port }, resolve)
  })
  const taken = server.address()
  const port = typeof taken === 'object' && taken !== null ? taken.port : address.port
  return {
    url: `http://${formatListenAddress({ ...address, port })}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  routes: HealthRoutes,
  isLocal: boolean,
): Promise<void> {
  const { status, type, body } = await answerTo(request, routes, isLocal)
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  })
  response.end(request.method === 'HEAD' ? '' : body)
}

type Reply = Omit<HealthAnswer, 'status'> & { readonly status: number }

async function answerTo(
  { method, url = '', headers }: IncomingMessage,
  routes: HealthRoutes,
  isLocal: boolean,
): Promise<Reply> {
  const refuse = (status: number, sentence: string): Reply => ({
    status,
    type: 'text/plain; charset=utf-8',
    body: `${sentence}\n`,
  })
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'Ask with GET.')
  // A name that somebody points at this computer, so that a page of theirs can read along (DNS rebinding).
  if (isLocal && !isOwnName(headers.host))
    return refuse(403, 'Ask under this computer’s own name, such as 127.0.0.1.')
  const route = routes.get(url.split('?')[0] ?? '')
  if (route !== undefined) return route()
  return refuse(404, `There is nothing here: ask for ${[...routes.keys()].join(', ')}.`)
}

function isOwnName(host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false
  return isOwnAlone(new URL(`http://${host}`).hostname)
}

function explain(error: NodeJS.ErrnoException, address: ListenAddress): unknown {
  const place = formatListenAddress(address)
  switch (error.code) {
    case 'EADDRINUSE':
      return new RunlightError('port-in-use', `${place} is in use: choose another port with --metrics.`)
    case 'EACCES':
      return new RunlightError(
        'port-in-use',
        `${place} may not be opened by this user: choose a port above 1023 with --metrics.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new RunlightError(
        'bad-input',
        `${address.host} is no address of this computer: choose another one with --metrics.`,
      )
    default:
      return error
  }
}
