// A server in a process of its own, so that it can be stopped as a whole (SIGSTOP) while its sockets stay open. It numbers
// its events, one every `everyMs` of the wall, and goes on after the last event id it is sent. Arguments: everyMs, the
// number of the last event. Prints its port.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const [everyMs = 100, last = 10] = process.argv.slice(2).map(Number)

createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  let next = Number(request.headers['last-event-id'] ?? 0) + 1
  const send = () => {
    response.write(`id: ${next}\ndata: ${next}\n\n`)
    if (next++ < last) return
    clearInterval(timer)
    response.end('event: end\ndata:\n\n')
  }
  const timer = setInterval(send, everyMs)
  response.on('close', () => clearInterval(timer))
}).listen(0, '127.0.0.1', function (this: { address(): unknown }) {
  process.stdout.write(`${(this.address() as AddressInfo).port}\n`)
})
