// The forwarding library alone: undici's dispatch, piped to Node's HTTP server, and nobody is told of anything. Argument: the
// server's base URL. Prints its port; `/cpu` gives the processor time it took.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errors, Pool } from 'undici'

const pool = new Pool(process.argv[2] ?? '', { connections: 200, bodyTimeout: 0, headersTimeout: 0 })

createServer((request, response) => {
  if (request.url === '/cpu') {
    const { user, system } = process.cpuUsage()
    response.end(JSON.stringify({ ms: (user + system) / 1_000 }))
    return
  }
  let resume = () => {}
  response.on('drain', () => resume())
  pool.dispatch(
    { method: 'GET', path: request.url ?? '/' },
    {
      onRequestStart(controller) {
        resume = () => controller.resume()
        response.on('close', () => controller.abort(new errors.RequestAbortedError()))
      },
      onResponseStart(_controller, status, headers) {
        response.writeHead(status, { 'content-type': String(headers['content-type']) })
        response.flushHeaders()
      },
      onResponseData(controller, bytes) {
        if (!response.write(bytes)) controller.pause()
      },
      onResponseEnd() {
        response.end()
      },
      onResponseError() {
        response.destroy()
      },
    },
  )
}).listen(0, '127.0.0.1', function (this: { address(): unknown }) {
  process.stdout.write(`${(this.address() as AddressInfo).port}\n`)
})
