// Headers as they reach the wire: what a person gave and the grammar let through, once each, and nothing beside it. The
// peer is a plain socket, so that no parser makes good what was sent wrongly.

import { type AddressInfo, createServer, type Server } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { headerProblem } from '../../src/core/secrets/headers.ts'
import { createAgents } from '../../src/engine/connection/agents.ts'
import { openStream } from '../../src/engine/connection/http.ts'

let server: Server
let url: string
let heads: string[] = []
const agents = createAgents()

beforeAll(async () => {
  server = createServer((socket) => {
    let head = ''
    socket.on('error', () => socket.destroy())
    socket.setEncoding('latin1').on('data', (part) => {
      head += part
      if (!head.includes('\r\n\r\n')) return
      heads.push(head)
      socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s`
})
afterAll(async () => {
  await agents.close()
  server.close()
})

/** The lines of the request's head, as they were sent. */
async function send(
  userHeaders: Record<string, string>,
  kindHeaders: Record<string, string> = {},
  resumeFrom: string | null = null,
): Promise<string[]> {
  heads = []
  await openStream({
    request: { method: 'GET', url, headers: kindHeaders, body: null },
    userHeaders,
    resumeFrom,
    dispatcher: agents.for({ caPem: null, proxyUrl: null }),
    signal: AbortSignal.timeout(15_000),
  })
  const [head = ''] = heads
  return head.split('\r\n\r\n')[0]?.split('\r\n') ?? []
}

const own = (lines: readonly string[]) => {
  const fixed = /^(GET |host:|connection:|accept:|cache-control:|last-event-id:)/
  return lines.filter((line) => !fixed.test(line))
}

test('names that are properties of every object are headers like any other', async () => {
  const userHeaders = Object.fromEntries([
    ['__proto__', 'a'],
    ['constructor', 'b'],
    ['hasOwnProperty', 'c'],
  ])
  expect(own(await send(userHeaders)).toSorted()).toEqual([
    '__proto__: a',
    'constructor: b',
    'hasownproperty: c',
  ])
  expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
})

test('a header in another case is the same header: the person’s replaces the kind’s, and stands once', async () => {
  const lines = await send(
    { 'x-tenant': 'mine', 'Cache-Control': 'max-age=9' },
    { 'X-Tenant': 'kinds', 'X-KIND': 'k' },
  )
  expect(own(lines).toSorted()).toEqual(['x-kind: k', 'x-tenant: mine'])
  expect(lines.filter((line) => line.startsWith('cache-control'))).toEqual(['cache-control: no-cache'])
  expect(lines.filter((line) => line.startsWith('accept:'))).toEqual(['accept: text/event-stream'])
})

test('a resume id of other scripts is sent as its UTF-8 bytes, in one line', async () => {
  const lines = await send({}, {}, 'é漢')
  const line = lines.find((one) => one.startsWith('last-event-id')) ?? ''
  expect(Buffer.from(line.slice('last-event-id: '.length), 'latin1').toString('utf8')).toBe('é漢')
})

test('whatever the grammar lets through reaches the wire as one line of its own, and no line more', async () => {
  const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/)
  const pair = fc
    .tuple(fc.oneof(name, fc.string({ unit: 'binary' })), fc.string({ unit: 'binary-ascii' }))
    .filter(([one, value]) => headerProblem(one, value) === null)
  await fc.assert(
    fc.asyncProperty(pair, async ([one, value]) => {
      expect(own(await send({ [one]: value }))).toEqual([`${one.toLowerCase()}: ${value}`])
    }),
    { numRuns: 200 },
  )
})
