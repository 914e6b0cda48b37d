// Servers made with other people's packages, in this process on a loopback port, and the engine that watches them as plain runs.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Input } from '../../../src/core/contract/contract.ts'
import { isSettled } from '../../../src/core/run/states.ts'
import type { TestEngine } from '../../support/engine.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

export type RealServer = {
  readonly url: string
  /** What was asked for so far, oldest first: `GET /jobs`, `GET /jobs after 2`. */
  readonly asked: readonly string[]
  /** Destroys every open socket. */
  readonly cut: () => void
  readonly close: () => Promise<void>
}

export async function serveWith(handler: Handler): Promise<RealServer> {
  const asked: string[] = []
  const server = createServer({ keepAlive: false }, (request, response) => {
    const after = request.headers['last-event-id']
    asked.push(`${request.method} ${request.url}${after === undefined ? '' : ` after ${after}`}`)
    handler(request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What became of `run` once its connection rests. */
export async function restOf(engine: TestEngine, run: number) {
  const { connection } = await engine.until(run, (now) => isSettled(now.connection.state))
  const { job } = await engine.call('runs.job', { run })
  const { attempts, gaps } = await engine.call('runs.connection', { run })
  const rows = await engine.events(run)
  return {
    job,
    connection,
    attempts,
    gaps,
    rows,
    states: [job.state, connection.state],
    events: rows.map(({ name, id, data }) => [name, id, data]),
  }
}

/** Watches `url` as a plain run to the rest of its connection. */
export async function watchToRest(
  engine: TestEngine,
  url: string,
  params: Record<string, string> = {},
  more: Partial<Input<'runs.add'>> = {},
) {
  return restOf(engine, await engine.watch(url, params, more))
}
