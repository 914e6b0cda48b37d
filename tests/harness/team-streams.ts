// A server of streams for the runs of a shared log. It knows what it sent, how often it was asked, and who holds a stream at any
// instant: two at once for one run are told with how long that lasted. `numbered` streams have ids and are resumed by them, `bare`
// ones have none and every connection counts its own events, `work` is started anew by every request, and `secret` too, for those
// alone who have the credentials.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dataOf } from './job-server.ts'
import { holderOf } from './open-sockets.ts'
import { monotonic } from './team-words.ts'

/** Two connections for one run. The processes: that which still had the first, and that which opened the second. `to`: infinite while it lasts. */
export type Overlap = {
  readonly path: string
  readonly holder: number
  readonly opener: number | null
  readonly from: number
  to: number
}

export type TeamStreams = Awaited<ReturnType<typeof startTeamStreams>>

const everyMs = 25

/** What a stream of `secret` is given for. */
export const credentials = 'Authorization: Bearer nemesis'

type Open = { readonly port: number; readonly closed: (act: () => void) => void; isOver: boolean }

/** `holders`: the processes that may hold a stream. `length`: how many events the stream of a path has before its end. */
export async function startTeamStreams(holders: () => readonly number[], length: (path: string) => number) {
  const sent = new Map<string, number>()
  const requests = new Map<string, number>()
  const open = new Map<string, Open[]>()
  const overlaps: Overlap[] = []
  let isPaused = false

  const begin = (path: string, lastId: number, connection: number, response: ServerResponse) => {
    const hasIds = path.startsWith('/numbered/')
    let n = hasIds ? lastId : 0
    const all = length(path)
    const timer = setInterval(() => {
      if (isPaused) return
      n++
      const id = hasIds ? `id: ${n}\n` : ''
      if (n > all) {
        clearInterval(timer)
        response.end(`event: end\n${id}data: over\n\n`)
        return
      }
      const key = hasIds ? path : `${path}#${connection}`
      sent.set(key, Math.max(n, sent.get(key) ?? 0))
      response.write(`${id}data: ${dataOf(path, hasIds ? n : `${connection}:${n}`)}\n\n`)
    }, everyMs)
    response.on('close', () => clearInterval(timer))
  }

  /** Notes who holds a stream of `path` while `next` asks for it again, until one of the two is over. */
  const judge = (path: string, next: Open, serverPort: number) => {
    for (const one of open.get(path) ?? []) {
      const holder = one.isOver ? null : holderOf(one.port, serverPort, holders())
      if (holder === null) continue
      const opener = holderOf(next.port, serverPort, holders())
      const overlap = { path, holder, opener, from: monotonic(), to: Number.POSITIVE_INFINITY }
      overlaps.push(overlap)
      for (const { closed } of [one, next])
        closed(() => {
          overlap.to = Math.min(overlap.to, monotonic())
        })
    }
  }

  const server = createServer({ keepAlive: false }, (request, response) => {
    const path = request.url ?? '/'
    request.resume()
    if (path.startsWith('/secret/') && `Authorization: ${request.headers.authorization}` !== credentials) {
      response.writeHead(401).end()
      return
    }
    const { remotePort = 0, localPort = 0 } = request.socket
    const acts: (() => void)[] = []
    const one: Open = { port: remotePort, closed: (act) => acts.push(act), isOver: false }
    judge(path, one, localPort)
    open.set(path, [...(open.get(path) ?? []).filter(({ isOver }) => !isOver), one])
    response.on('close', () => {
      one.isOver = true
      for (const act of acts) act()
    })
    const connection = (requests.get(path) ?? 0) + 1
    requests.set(path, connection)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    begin(path, Number(request.headers['last-event-id'] ?? 0), connection, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The highest number sent; of streams without ids by connection: `path#connection`. */
    sent,
    /** The requests so far, by path. */
    requests,
    overlaps,
    /** Nothing is sent while it is paused; connections stay open. */
    pause: (paused: boolean) => {
      isPaused = paused
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
