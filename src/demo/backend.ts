// The sample backend: one HTTP server that speaks all the documented APIs at their documented paths, at a believable
// pace and with faults on demand. It knows nothing of Runlight and prints nothing; whoever starts it does.

import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { problem, send } from './base/answer.ts'
import { listen } from './base/listen.ts'
import { createPace } from './base/pace.ts'
import { handle } from './handle.ts'
import { services } from './route.ts'
import { createState } from './state.ts'

export type SampleOptions = {
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly host?: '127.0.0.1'
  /** How many times as fast as in real life; 1 by default. */
  readonly speed?: number
  /** The same seed gives the same jobs; 1 by default. */
  readonly seed?: number
}

type SampleStats = {
  /** Requests so far. */
  readonly requests: number
  /** Answers that are not finished. */
  readonly open: number
  /** Jobs started so far, by kind. */
  readonly jobs: Readonly<Record<string, number>>
}

export type SampleBackend = {
  /** Without trailing slash. */
  readonly url: string
  readonly port: number
  readonly stats: () => SampleStats
  /** Drops every open socket at once, as a crash would. */
  readonly cut: () => void
  /** Ends every stream and stops listening. */
  readonly close: () => Promise<void>
}

/**
 * Starts a backend. Rejects with an Error whose message says what to do and whose `code` is the system's where the port
 * cannot be had, and with a RangeError where `speed` is not above zero.
 */
export async function startSampleBackend(options: SampleOptions = {}): Promise<SampleBackend> {
  const { port = 0, host = '127.0.0.1', speed = 1, seed = 1 } = options
  const state = createState([...new Set(services.map(({ kind }) => kind))])
  const world = { pace: createPace(speed), state, seed }
  const sockets = new Set<Socket>()
  let requests = 0
  let open = 0

  const server = createServer((request, response) => {
    requests++
    open++
    response.once('close', () => open--)
    handle(request, response, world).catch((error: unknown) => {
      // A client that leaves while it still sends its body is no fault of the backend.
      if (response.destroyed) return
      if (response.headersSent) response.destroy()
      else send(response, problem(500, `The sample backend has a defect: ${String(error)}`))
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const taken = await listen(server, port, host)

  return {
    url: `http://${host}:${taken}`,
    port: taken,
    stats: () => ({ requests, open, jobs: state.jobs() }),
    cut,
    close: () =>
      new Promise((resolve) => {
        // The callback's error says that it was closed before, which is what was asked for.
        server.close(() => resolve())
        cut()
      }),
  }
}
