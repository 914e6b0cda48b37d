// A server of jobs that count: each sends its numbers as events, by their ids, for as long as it is asked, and goes on after
// the last event id that it is given. It knows who is connected to what, and how often each was asked.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type CountingServer = {
  readonly url: (job: string) => string
  /** How many requests there were for `job`. */
  readonly asked: (job: string) => number
  /** How many events of `job` were sent. */
  readonly sent: (job: string) => number
  /** How many connections to it are open, and how many there ever were at once. */
  readonly open: (job: string) => number
  readonly most: (job: string) => number
  /** Ends what is sent of `job`, as of one that is done. */
  readonly end: (job: string) => void
  /** The connections that are open now are of a process that is stopped: they count no more. */
  readonly disregardOpen: () => void
  readonly close: () => Promise<void>
}

const everyMs = 40

export async function startCountingServer(): Promise<CountingServer> {
  const asked = new Map<string, number>()
  const sent = new Map<string, number>()
  const most = new Map<string, number>()
  const open = new Map<string, Set<ServerResponse>>()
  const of = (job: string) => {
    const set = open.get(job) ?? new Set()
    open.set(job, set)
    return set
  }
  const server = createServer({ keepAlive: false }, (request, response) => {
    const job = (request.url ?? '').slice(1)
    request.resume()
    asked.set(job, (asked.get(job) ?? 0) + 1)
    const connections = of(job).add(response)
    most.set(job, Math.max(most.get(job) ?? 0, connections.size))
    let number = Number(request.headers['last-event-id'] ?? 0)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const timer = setInterval(() => {
      number++
      sent.set(job, (sent.get(job) ?? 0) + 1)
      response.write(`id: ${number}\ndata: ${job} ${number}\n\n`)
    }, everyMs)
    response.on('close', () => {
      clearInterval(timer)
      connections.delete(response)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: (job) => `http://127.0.0.1:${port}/${job}`,
    asked: (job) => asked.get(job) ?? 0,
    sent: (job) => sent.get(job) ?? 0,
    open: (job) => of(job).size,
    most: (job) => most.get(job) ?? 0,
    end: (job) => {
      for (const response of of(job)) response.end()
    },
    disregardOpen: () => {
      for (const connections of open.values()) connections.clear()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
