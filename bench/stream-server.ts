// The load: a server process that sends events to every stream as fast as it is read, or at a given rate. What it sends is
// rendered once, so that the figure is the receiver's; it starts when the last stream has come. Arguments: streams, events
// for each, events per second and stream (0 = as fast as possible; else each event tells when it was sent, and the streams
// send one after another within their interval, as streams that know nothing of each other do), and what it sends: pieces of a
// story, or of a model's chat. Prints its port.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const streams = Number(process.argv[2])
const perStream = Number(process.argv[3])
const rate = Number(process.argv[4] ?? 0)
const shape = process.argv[5] ?? 'story'
const starts: (() => void)[] = []
const words = 'once upon a time a small brave fox wanted to learn why the moon follows the river'.split(' ')

/** Events `from`–`to` as bytes: a story's chunk each. */
function render(from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) {
    const chunk = `${words[(i * 7) % words.length]} ${words[(i * 13) % words.length]} ${words[(i * 3) % words.length]} ${i % 9973}`
    text +=
      shape === 'chat'
        ? chatPiece(chunk)
        : `event: chunk\nid: ${i + 1}\ndata: {"type":"content","data":{"chunk":"${chunk}","is_complete":false},"sent":${1_790_000_000_000 + i}}\n\n`
  }
  return text
}

/** As OpenAI's chat completions are streamed. */
function chatPiece(content: string): string {
  const choice = `{"index":0,"delta":{"content":"${content}"},"finish_reason":null}`
  return `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"m-1","choices":[${choice}]}\n\n`
}

const blockSize = 200
const blocks =
  rate > 0
    ? []
    : Array.from({ length: Math.ceil(perStream / blockSize) }, (_, i) =>
        Buffer.from(render(i * blockSize, Math.min(perStream, (i + 1) * blockSize))),
      )

createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  const phaseMs = rate > 0 ? (starts.length / streams) * (1_000 / rate) : 0
  starts.push(() => setTimeout(() => play(response), phaseMs))
  if (starts.length === streams) for (const start of starts) start()
}).listen(0, '127.0.0.1', function (this: { address(): unknown }) {
  process.stdout.write(`${(this.address() as AddressInfo).port}\n`)
})

function play(response: ServerResponse): void {
  let next = 0
  if (rate > 0) {
    const started = performance.now()
    const timer = setInterval(
      () => {
        const due = Math.min(perStream, Math.floor(((performance.now() - started) / 1_000) * rate))
        for (; next < due; next++) response.write(`id: ${next + 1}\ndata: tick ${Date.now()}\n\n`)
        if (next < perStream) return
        clearInterval(timer)
        response.end('event: end\ndata:\n\n')
      },
      Math.max(5, 1_000 / rate),
    )
    response.on('close', () => clearInterval(timer))
    return
  }
  const send = () => {
    for (let block = blocks[next]; block !== undefined; block = blocks[next]) {
      next++
      if (!response.write(block)) {
        response.once('drain', send)
        return
      }
    }
    response.end('event: end\ndata:\n\n')
  }
  send()
}
