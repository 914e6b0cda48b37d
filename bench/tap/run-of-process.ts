// What it costs the main thread to make a run of a request: bodies of several sizes and shapes. Prints a line of JSON.

import { kinds } from '../../src/engine/base/kinds.ts'
import { runOf } from '../../src/engine/tapped/run-of.ts'
import { median } from '../process.ts'

export type RunOfRow = { readonly what: string; readonly ms: number; readonly worstMs: number }

const to = 'https://api.example.com'
const given = { kind: null, readAs: null, keepBody: true }
const words = 'once upon a time a small brave fox wanted to learn why the moon follows the river'.split(' ')

/** As an application sends its whole conversation with every request. */
function conversation(bytes: number): string {
  const messages: { role: string; content: string }[] = []
  for (let length = 0; length < bytes; length += 400)
    messages.push({
      role: messages.length % 2 === 0 ? 'user' : 'assistant',
      content: Array.from({ length: 70 }, (_, i) => words[(i * 7 + length) % words.length]).join(' '),
    })
  return JSON.stringify({ model: 'm-1', stream: true, messages })
}

/** One long text, such as a picture in base64. */
function picture(bytes: number): string {
  const data = Buffer.alloc((bytes * 3) / 4, 'the river and the moon and the fox').toString('base64')
  return JSON.stringify({ model: 'm-1', stream: true, input: [{ image: data }] })
}

const numbers = (bytes: number) =>
  JSON.stringify({
    vectors: Array.from({ length: bytes / 8 }, (_, i) => i / 7).map((n) => Number(n.toFixed(4))),
  })

const bodies: readonly (readonly [what: string, path: string, body: string])[] = [
  ['no body', '/v1/events', ''],
  ['a conversation of 10 kB', '/v1/chat/completions', conversation(10_000)],
  ['a conversation of 250 kB', '/v1/chat/completions', conversation(250_000)],
  ['a conversation of 1 MB', '/v1/chat/completions', conversation(1_000_000)],
  ['a picture of 1 MB', '/v1/responses', picture(1_000_000)],
  ['more than is told of a body', '/v1/embed', numbers(900_000)],
  ['a conversation of 1 MB, at a path of no kind', '/x', conversation(1_000_000)],
]

const rows = bodies.map(([what, path, body]): RunOfRow => {
  const bytes = new TextEncoder().encode(body)
  const request = {
    target: { name: '', to, caPem: null, proxyUrl: null },
    method: body === '' ? 'GET' : 'POST',
    url: `${to}${path}`,
    headers: [
      ['Host', 'api.example.com'],
      ['Content-Type', 'application/json'],
    ] as const,
    client: { address: '127.0.0.1', agent: 'bench' },
  }
  const times = Array.from({ length: 15 }, () => {
    const started = performance.now()
    runOf(request, bytes, given, { kinds, serverAt: () => null, patterns: [] })
    return performance.now() - started
  })
  const round = (ms: number) => Math.round(ms * 100) / 100
  return { what, ms: round(median(times)), worstMs: round(Math.max(...times)) }
})
process.stdout.write(`${JSON.stringify(rows)}\n`)
