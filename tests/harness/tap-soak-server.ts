// The server behind the tap that is soaked: streams that end, streams that it breaks, streams that are longer than a connection
// holds, and answers that are no streams. Prints its port.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { document, events, type Path } from './tap-soak-plan.ts'

const text = 'once upon a time a small brave fox wanted to learn why the moon follows the river'

const answers: Readonly<Record<Path, (response: ServerResponse) => void>> = {
  whole: (response) => play(response, () => response.end('event: end\ndata:\n\n')),
  broken: (response) => play(response, () => response.destroy()),
  endless: (response) => play(response, () => {}),
  long: (response) => {
    open(response)
    // More than the buffers of both connections may hold, in comments, which fill no disk.
    for (let n = 0; n < 400; n++) response.write(`: ${text.repeat(120)}\n`)
    response.end('event: end\ndata:\n\n')
  },
  document: (response) => response.end(document),
}

createServer((request, response) => {
  const path = request.url?.split('/')[1] ?? ''
  request.resume().on('end', () => {
    if (Object.hasOwn(answers, path)) answers[path as Path](response)
    else response.writeHead(404).end()
  })
}).listen(0, '127.0.0.1', function (this: { address(): unknown }) {
  process.stdout.write(`port ${(this.address() as AddressInfo).port}\n`)
})

function open(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
}

function play(response: ServerResponse, then: () => void): void {
  open(response)
  let next = 1
  const timer = setInterval(() => {
    response.write(`data: {"n":${next},"text":"${text}"}\n\n`)
    next++
    if (next <= events) return
    clearInterval(timer)
    then()
  }, 40)
  response.on('close', () => clearInterval(timer))
}
