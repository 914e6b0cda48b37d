// A server of streams that knows what it sent: every event follows from its stream and its number, so that a log can be
// held against it whatever was killed meanwhile. Each kind of stream makes another promise:
//
// * `numbered`: ids from 1, resumed after the last event id. Nothing may be missing and nothing may be there twice.
// * `replaying`: the same, but each connection sends the last 30 events before the resume point again.
// * `whole`: the same, but each connection begins with all that was ever sent, at once.
// * `bare`: no ids; each connection has a number and counts its own events from 1. Nothing may be missing in between.
// * `short`: 40 numbered events and the end.
// * `cards`: the service of flashcards, which says its whole present state on every connection.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type JobServer = {
  readonly url: string
  /** The highest number sent so far on the stream `path` (by connection for `bare`: `path#connection`). */
  readonly sent: ReadonlyMap<string, number>
  /** The number of the last event before the end of a stream that was ended. */
  readonly ended: ReadonlyMap<string, number>
  /** The requests so far, by path. */
  readonly requests: ReadonlyMap<string, number>
  /** Events per 5 ms and stream. */
  readonly setPace: (events: number) => void
  /** From now on each numbered stream sends its end as soon as it is asked or goes on. */
  readonly finish: () => void
  readonly close: () => Promise<void>
}

const replayed = 30
const shortLength = 40
const everyMs = 5

/** The data of event `n` of the stream `path`: long enough that the log's pages are many. */
export function dataOf(path: string, n: number | string): string {
  return JSON.stringify({ of: path, n, progress: Number(n) % 100, words: `step ${n} of the job under way` })
}

export async function startJobServer(): Promise<JobServer> {
  const sent = new Map<string, number>()
  const ended = new Map<string, number>()
  const requests = new Map<string, number>()
  let pace = 4
  let finishing = false

  const begin = (path: string, from: number | null, response: ServerResponse) => {
    const [, sort = ''] = path.split('/')
    const connection = requests.get(path) ?? 0
    const again = { replaying: replayed, whole: Number.POSITIVE_INFINITY }[sort] ?? 0
    let next = from === null ? 1 : Math.max(1, from + 1 - again)
    const send = (n: number): void => {
      const key = sort === 'bare' ? `${path}#${connection}` : path
      sent.set(key, Math.max(n, sent.get(key) ?? 0))
      if (sort === 'bare') response.write(`data: ${dataOf(path, `${connection}:${n}`)}\n\n`)
      else response.write(`id: ${n}\ndata: ${dataOf(path, n)}\n\n`)
    }
    const end = () => {
      response.end('event: end\ndata: over\n\n')
      ended.set(path, next - 1)
      clearInterval(timer)
    }
    if (sort === 'whole') while (next <= (sent.get(path) ?? 0)) send(next++)
    const timer = setInterval(() => {
      if (response.writableNeedDrain) return
      for (let i = 0; i < pace; i++) {
        if (sort === 'short' && next > shortLength) return end()
        send(next++)
      }
      // What is sent again is sent to its end first: an end in the middle of it would count too few events.
      if (finishing && next > (sent.get(path) ?? 0)) end()
    }, everyMs)
    response.on('close', () => clearInterval(timer))
  }

  const server = createServer({ keepAlive: false }, (request, response) => {
    const path = request.url ?? '/'
    const lastId = request.headers['last-event-id']
    requests.set(path, (requests.get(path) ?? 0) + 1)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    if (path.startsWith('/v1/flashcards/')) sayCards(response, requests.get(path) ?? 1, () => finishing)
    else begin(path, lastId === undefined ? null : Number(lastId), response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    ended,
    requests,
    setPace: (events) => {
      pace = events
    },
    finish: () => {
      finishing = true
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The whole state first, as that service does, then one set after the other. */
function sayCards(response: ServerResponse, connection: number, isOver: () => boolean): void {
  const status = (done: number) =>
    `event: status\ndata: ${JSON.stringify({ status: 'processing', sets_created: 20, sets_completed: done, total_expected: 5_000 })}\n\n`
  const set = (id: number) =>
    `event: set\ndata: ${JSON.stringify({ id, title: `Set ${id}`, description: 'd', tags: ['t'], status: 'completed', created_at: '2026-01-01T00:00:00Z' })}\n\n`
  let done = connection * 3
  response.write(status(done))
  for (let id = 1; id <= done; id++) response.write(set(id))
  const timer = setInterval(() => {
    done++
    response.write(`${set(done)}${status(done)}: still here\n\n`)
    if (isOver()) {
      response.end('event: end\ndata: {"status":"completed"}\n\n')
      clearInterval(timer)
    }
  }, 40)
  response.on('close', () => clearInterval(timer))
}
