// Streams that tick for as long as they are asked, each from the last event id that it is given, and who is told of every
// connection and its first byte.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TickingServer = {
  readonly url: (job: number) => string
  /** Jobs that somebody is connected to. */
  readonly open: () => ReadonlySet<number>
  /** When each job was connected last, `performance.now()`. */
  readonly connectedAt: ReadonlyMap<number, number>
  readonly close: () => Promise<void>
}

const everyMs = 50

export async function startTickingServer(): Promise<TickingServer> {
  const open = new Set<number>()
  const connectedAt = new Map<number, number>()
  const server = createServer((request, response) => {
    const job = Number((request.url ?? '').slice(1))
    let number = Number(request.headers['last-event-id'] ?? 0)
    const tick = () => {
      number++
      response.write(`id: ${number}\ndata: job ${job} event ${number}\n\n`)
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    tick()
    connectedAt.set(job, performance.now())
    open.add(job)
    const timer = setInterval(tick, everyMs)
    response.on('close', () => {
      clearInterval(timer)
      open.delete(job)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: (job) => `http://127.0.0.1:${port}/${job}`,
    open: () => open,
    connectedAt,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
