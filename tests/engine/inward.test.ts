// Redirects and names through the whole engine: no server uses Runlight as its hand inside this computer or its network,
// and no credential leaves the origin that it is for.

import { createServer, request as httpRequest, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAgents } from '../../src/engine/connection/agents.ts'
import { openStream } from '../../src/engine/connection/http.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { needs } from '../support/needs.ts'
import { answer, startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
})

const refusal = async (run: number) => {
  const { connection } = await engine.until(run, (now) => now.connection.state === 'refused')
  return connection.cause
}

test.each([
  [
    'a metadata address',
    'http://169.254.169.254/latest/meta-data/',
    /^169\.254\.169\.254 is a cloud’s metadata/,
  ],
  [
    'a metadata name',
    'http://metadata.google.internal/',
    /^metadata\.google\.internal is a cloud’s metadata/,
  ],
  [
    'the unspecified address',
    'http://0.0.0.0:4280/events',
    /^0\.0\.0\.0 is no address of a server: write 127/,
  ],
])('%s cannot be added as a run or a server', async (_what, url, sentence) => {
  await expect(engine.watch(url)).rejects.toThrow(sentence)
  await expect(
    engine.call('servers.save', {
      id: null,
      name: 'cloud',
      baseUrl: url,
      auth: 'none',
      secret: null,
      caPem: null,
      proxyUrl: null,
    }),
  ).rejects.toMatchObject({
    code: 'bad-input',
    detail: { problems: { baseUrl: expect.stringMatching(sentence) } },
  })
})

test('a redirect to a metadata address is refused, even from this computer, and nothing is sent there', async () => {
  const server = await startSseServer([answer(302, { location: 'http://169.254.169.254/latest/' })])
  const run = await engine.watch(`${server.url}/s`)
  expect(await refusal(run)).toBe(
    '169.254.169.254 is a cloud’s metadata service, which holds credentials and no jobs: Runlight never asks it',
  )
  expect(server.requests).toHaveLength(1)
  await server.close()
})

/** A forward proxy and tunnel that leads every name to the server at `port`. */
function startProxy(port: number): Promise<Server> {
  const proxy = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://outer.example')
    httpRequest({ port, path: pathname, headers: request.headers }, (inner) => {
      response.writeHead(inner.statusCode ?? 502, inner.headers)
      inner.pipe(response)
    }).end()
  })
  proxy.on('connect', (_request, socket, head) => {
    const inner = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n')
      inner.write(head)
      inner.pipe(socket).pipe(inner)
    })
    for (const one of [inner, socket]) one.on('error', () => one.destroy())
  })
  return new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve(proxy)))
}

test('a server of elsewhere that redirects to this computer or a private network is refused', async () => {
  const inner = await startSseServer([stream(['data: secret of this computer\n\n'])])
  const port = new URL(inner.url).port
  const targets = [
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    'http://10.0.0.1/',
    'http://[::1]/',
  ]
  const outer = await startSseServer(targets.map((location) => answer(307, { location })))
  const proxy = await startProxy(Number(new URL(outer.url).port))
  const { id } = await engine.call('servers.save', {
    id: null,
    name: 'outer',
    baseUrl: 'http://outer.example',
    auth: 'none',
    secret: null,
    caPem: null,
    proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  })
  for (const target of targets) {
    const { run } = await engine.call('runs.add', {
      kind: 'flashcards',
      serverId: id,
      baseUrl: null,
      params: { run_id: 'a' },
      headers: null,
      title: null,
      evenIfWatched: true,
      retry: true,
    })
    const host = new URL(target).hostname.replace(/[[\]]/g, '')
    expect(await refusal(run)).toBe(
      `The server redirects to ${host}, inside this computer or its network, where only addresses you give yourself are asked`,
    )
  }
  expect([outer.requests.length, inner.requests.length]).toEqual([targets.length, 0])
  proxy.closeAllConnections()
  proxy.close()
  await outer.close()
  await inner.close()
})

const own = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

test.runIf(
  needs(own !== undefined, 'A redirect from the network: skipped, this computer has no address there.'),
)('a server of the network that redirects to this computer is refused', async () => {
  const inner = await startSseServer([stream(['data: secret\n\n'])])
  const outer = createServer((_request, response) => {
    response.writeHead(302, { location: `${inner.url}/` }).end()
  })
  await new Promise<void>((resolve) => outer.listen(0, own, resolve))
  const run = await engine.watch(`http://${own}:${(outer.address() as AddressInfo).port}/s`)
  expect(await refusal(run)).toMatch(/^The server redirects to 127\.0\.0\.1, inside this computer/)
  expect(inner.requests).toEqual([])
  outer.closeAllConnections()
  outer.close()
  await inner.close()
})

test('a name that leads elsewhere the second time is held to where it led before', async () => {
  const inner = await startSseServer([answer(302, { location: 'http://turncoat.example/' })])
  const port = Number(new URL(inner.url).port)
  let address = '127.0.0.1'
  const agents = createAgents((_name, _options, callback) => callback(null, [{ address, family: 4 }]))
  const way = { caPem: null, proxyUrl: null }
  const open = () =>
    openStream({
      request: { method: 'GET', url: `http://outer.example:${port}/`, headers: {}, body: null },
      userHeaders: {},
      resumeFrom: null,
      dispatcher: agents.for(way),
      // What came from an address outside.
      onward: () => agents.after(way, new URL('http://93.184.216.34/')),
      signal: AbortSignal.timeout(10_000),
    })
  await expect(open()).rejects.toThrow('turncoat.example (127.0.0.1), inside this computer')
  address = '169.254.169.254'
  await expect(open()).rejects.toThrow('is a cloud’s metadata service')
  expect(inner.requests).toHaveLength(1)
  await agents.close()
  await inner.close()
})

test('no header of the user’s crosses to another origin, nor back again from there', async () => {
  const seen: (string | undefined)[][] = []
  const note = (headers: Record<string, string | string[] | undefined>) =>
    seen.push([headers.authorization, headers['x-api-key'], headers.cookie].map((one) => one?.toString()))
  let home = ''
  const other = await startSseServer([
    (request, response) => {
      note(request.headers)
      response.writeHead(307, { location: `${home}/back` }).end()
    },
  ])
  const server = await startSseServer([
    (request, response) => {
      note(request.headers)
      response.writeHead(307, { location: `${other.url}/away` }).end()
    },
    (request, response, body) => {
      note(request.headers)
      stream(['data: a\n\n'], 'open')(request, response, body)
    },
  ])
  home = server.url
  const headers = 'Authorization: Bearer abc-secret\nX-Api-Key: key-secret\nCookie: sid=cookie-secret'
  const run = await engine.watch(`${server.url}/s`, {}, { headers })
  await engine.until(run, (now) => now.events === 1)
  const nothing = [undefined, undefined, undefined]
  expect(seen).toEqual([['Bearer abc-secret', 'key-secret', 'sid=cookie-secret'], nothing, nothing])
  await engine.call('runs.remove', { run })
  await server.close()
  await other.close()
})
