// The server of a tap that is put to the proof: numbered events, one stream for each path, resumed after the last event id. It
// prints one line of JSON for whatever it did, before anything else can happen. Argument: how many events each 5 ms.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dataOf } from './job-server.ts'

const [, , pace = '2'] = process.argv
const say = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`)
const everyMs = 5

const server = createServer((request, response) => {
  const path = request.url ?? '/'
  const after = Number(request.headers['last-event-id'] ?? 0)
  say({ asked: path, after })
  response.on('close', () => say({ over: path, left: !response.writableFinished }))
  // A path that waits has no head until its client is gone.
  if (path.startsWith('/waits/')) return
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  let next = after + 1
  const timer = setInterval(() => {
    for (let i = 0; i < Number(pace) && !response.writableNeedDrain; i++, next++) {
      say({ sent: path, n: next })
      response.write(`id: ${next}\ndata: ${dataOf(path, next)}\n\n`)
    }
  }, everyMs)
  response.on('close', () => clearInterval(timer))
})
server.listen(0, '127.0.0.1', () => say({ ready: (server.address() as AddressInfo).port }))
