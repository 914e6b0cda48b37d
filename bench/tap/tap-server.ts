// The server behind the tap: events at a rate, each with the time at which it was sent, or as many bytes as are read, in pieces
// of the size that is asked for. Prints its port.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { microsNow } from './micros.ts'

const text = 'once upon a time a small brave fox wanted to learn why the moon follows the river'

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server')
  const number = (name: string) => Number(searchParams.get(name))
  response.writeHead(200, { 'content-type': searchParams.get('type') ?? 'text/event-stream' })
  response.flushHeaders()
  if (pathname === '/paced') play(response, number('rate'), number('phase'))
  else if (pathname === '/steady') trickle(response, number('rate'))
  else {
    // No beginning of a stream, whatever the head says.
    if (searchParams.get('type') === 'image/png') response.write(Buffer.from('89504e470d0a1a0a', 'hex'))
    pour(response, number('piece'))
  }
}).listen(0, '127.0.0.1', function (this: { address(): unknown }) {
  process.stdout.write(`${(this.address() as AddressInfo).port}\n`)
})

/** `rate` events a second, the first of them after `phase` ms: streams that know nothing of each other. */
function play(response: ServerResponse, rate: number, phase: number): void {
  let next = 1
  let timer: NodeJS.Timeout | null = null
  const started = performance.now() + phase
  const send = () => {
    response.write(`id: ${next}\ndata: {"sent":${microsNow()},"text":"${text}"}\n\n`)
    next++
    timer = setTimeout(send, Math.max(0, started + (next * 1_000) / rate - performance.now()))
  }
  timer = setTimeout(send, phase)
  response.on('close', () => timer !== null && clearTimeout(timer))
}

/** Pieces of `bytes`, made of whole events, as fast as they are read. */
function pour(response: ServerResponse, bytes: number): void {
  const piece = pieceOf(bytes)
  const send = () => {
    while (!response.destroyed) if (!response.write(piece)) return
  }
  response.on('drain', send)
  send()
}

/** `rate` bytes a second, fifty times a second. */
function trickle(response: ServerResponse, rate: number): void {
  const piece = pieceOf(rate / 50)
  const timer = setInterval(() => response.write(piece), 20)
  response.on('close', () => clearInterval(timer))
}

function pieceOf(bytes: number): Buffer {
  const event = `event: chunk\ndata: {"text":"${text}"}\n\n`
  return Buffer.from(event.repeat(Math.max(1, Math.round(bytes / event.length))))
}
