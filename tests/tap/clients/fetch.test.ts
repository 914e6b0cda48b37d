// Node's own fetch and undici's through a tap: bodies both ways, codings, redirects, cookies, leaving and failing.

import { gzipSync } from 'node:zlib'
import { fetch as undiciFetch, request as undiciRequest } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, startSseServer } from '../../support/sse-server.ts'
import { startTappedEngine, type TappedEngine } from '../../support/tapped-engine.ts'
import { beside, errorOf, headOf, type Serve } from './beside.ts'
import { createCanaries } from './canaries.ts'

let engine: TappedEngine
const canaries = createCanaries()

beforeAll(async () => {
  engine = await startTappedEngine()
})
afterAll(async () => {
  const found = await canaries.found(engine)
  await engine.close()
  expect(found).toEqual([])
})

const plays: Readonly<Record<string, readonly [Serve, (url: string) => Promise<unknown>]>> = {
  'a body that is read as it comes, in an answer of several kinds': [
    (_request, response) => {
      response.writeHead(201, 'Made', [
        ...['X-One', '1', 'x-one', '2', 'Set-Cookie', 'a=1; HttpOnly', 'Set-Cookie', 'b=2'],
        ...['Content-Type', 'application/json'],
      ])
      response.end('{"tides": [1, 2]}')
    },
    async (url) => {
      const answer = await fetch(`${url}/a/%2F/b?q=%20&q=1`, { headers: { 'X-Password': 'p' } })
      return [headOf(answer), await answer.json(), answer.headers.getSetCookie()]
    },
  ],
  'a body that is sent as it is made': [
    (_request, response, body) => response.end(body.toUpperCase()),
    async (url) => {
      const body = new ReadableStream<Uint8Array>({
        async start(controller) {
          for (const word of ['high ', 'and ', 'low']) {
            controller.enqueue(new TextEncoder().encode(word))
            await new Promise((resolve) => setImmediate(resolve))
          }
          controller.close()
        },
      })
      const answer = await undiciFetch(`${url}/up`, { method: 'POST', body, duplex: 'half' })
      return [answer.status, [...answer.headers.keys()].includes('x-up'), await answer.text()]
    },
  ],
  'a form with a file': [
    (request, response, body) =>
      response.end(String(body.length > 100 && request.headers['content-type'] !== '')),
    async (url) => {
      const form = new FormData()
      form.set('password', 'p')
      form.set('file', new Blob(['x'.repeat(1_000)]), 'tides.txt')
      // The boundary is made by chance.
      const made = new Request('http://x', { method: 'POST', body: form })
      const bytes = Buffer.from(await made.arrayBuffer()).toString('latin1')
      const boundary = made.headers.get('content-type')?.split('boundary=')[1] ?? ''
      const body = bytes.replaceAll(boundary, 'BOUNDARY')
      const headers = { 'content-type': 'multipart/form-data; boundary=BOUNDARY' }
      return (await fetch(url, { method: 'POST', body, headers })).text()
    },
  ],
  'a packed answer': [
    (request, response) => {
      const packed = gzipSync(`${request.headers['accept-encoding']}`)
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed)
    },
    async (url) => {
      const answer = await fetch(url)
      return [headOf(answer), await answer.text()]
    },
  ],
  'a redirect to the server itself, followed': [
    (request, response) =>
      request.url === '/there'
        ? response.end('here')
        : response.writeHead(307, { location: `http://${request.headers.host}/there` }).end(),
    async (url) => {
      const answer = await fetch(`${url}/first`, { method: 'PUT', body: 'b' })
      return [answer.url, answer.redirected, await answer.text()]
    },
  ],
  'a head alone': [
    (_request, response) => response.writeHead(200, { 'content-length': '12345', etag: '"x"' }).end(),
    async (url) => headOf(await fetch(url, { method: 'HEAD' })),
  ],
  'no content': [
    (_request, response) => response.writeHead(204, { 'x-left': '3' }).end(),
    async (url) => headOf(await fetch(url, { method: 'DELETE' })),
  ],
  'refusals with the time to come back': [
    (_request, response, _body, nth) =>
      response.writeHead([401, 429, 503][nth - 1] ?? 200, { 'retry-after': '7' }).end(`no ${nth}`),
    async (url) => {
      const answers: unknown[] = []
      for (let i = 0; i < 3; i++) {
        const answer = await fetch(url)
        answers.push([headOf(answer), await answer.text()])
      }
      return answers
    },
  ],
  'an answer that breaks off by its length': [
    (_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.socket?.destroySoon())
    },
    async (url) =>
      fetch(url)
        .then((answer) => answer.text())
        .catch(errorOf),
  ],
  'a server that hangs up without an answer, of undici’s request': [
    (request) => request.socket.destroySoon(),
    async (url) =>
      undiciRequest(url, { method: 'POST', body: 'x' }).then(
        ({ statusCode }) => statusCode === 502,
        () => true,
      ),
  ],
  'trailers, of undici’s request': [
    (_request, response) => {
      response.writeHead(200, { trailer: 'X-Sum' })
      response.write('body')
      response.addTrailers([['X-Sum', '4']])
      response.end()
    },
    async (url) => {
      const { statusCode, body, trailers } = await undiciRequest(url)
      return [statusCode, await body.text(), trailers]
    },
  ],
}

test.each(Object.entries(plays))('%s', async (_name, [serve, play]) => {
  await beside(engine, () => serve, play)
})

test('an application that leaves is seen to leave by the server, before the head and after it', async () => {
  const head: Serve = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n')
  }
  const { heard } = await beside(
    engine,
    () => head,
    async (url) => {
      const leaving = new AbortController()
      const answer = await fetch(url, { signal: leaving.signal })
      const reader = answer.body?.getReader()
      const first = await reader?.read()
      leaving.abort()
      return [
        Buffer.from(first?.value ?? []).toString(),
        errorOf(await reader?.read().catch((thrown) => thrown)),
      ]
    },
  )
  expect(heard.map(({ end }) => end)).toEqual(['left'])
  const before = await beside(
    engine,
    () => () => {},
    async (url, side) => {
      const leaving = new AbortController()
      const asked = fetch(url, { signal: leaving.signal }).catch(errorOf)
      await expect.poll(() => side.heard.length).toBe(1)
      leaving.abort()
      return asked
    },
  )
  expect(before.heard.map(({ end }) => end)).toEqual(['left'])
  const [run] = await engine.came(1)
  expect([run?.events, run?.tapped?.client.state, run?.connection.cause]).toEqual([
    1,
    'gone',
    'The client went away',
  ])
})

test('a cookie for all of a server is one for all of its tap, the bare address included', async () => {
  const server = await startSseServer([answer(200, { 'set-cookie': 'a=1; Path=/; HttpOnly' })])
  const url = engine.through(server.url)
  const { headers } = await fetch(url)
  expect(headers.getSetCookie()).toEqual([`a=1; Path=${new URL(url).pathname}; HttpOnly`])
  await server.close()
})
