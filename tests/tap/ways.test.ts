// The ways to a server: TLS with an authority of its own, HTTP/2 where it is offered, and through a proxy.

import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { makeCertificates } from '../support/certificates.ts'
import { rawClient, startTap, type TapStage, targetOf } from '../support/tap-stage.ts'

const certificates = makeCertificates()
const withTls = test.skipIf(certificates === null)
const caPem = certificates?.sound.cert ?? ''

let tap: TapStage
const closing: (() => void)[] = []
afterEach(async () => {
  await tap.close()
  for (const close of closing.splice(0)) close()
})

type Listens = {
  listen: (port: number, host: string) => unknown
  address: () => unknown
  close: () => unknown
}
async function listening(server: Listens & import('node:events').EventEmitter): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  return (server.address() as AddressInfo).port
}

async function startH2(
  behave: (stream: ServerHttp2Stream, headers: import('node:http2').IncomingHttpHeaders) => void,
): Promise<{ server: Http2SecureServer; url: string }> {
  const server = createSecureServer({ ...certificates?.sound, allowHTTP1: true })
  const sessions = new Set<import('node:http2').ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
  })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {})
    behave(stream, headers)
  })
  closing.push(() => {
    for (const session of sessions) session.destroy()
  })
  return { server, url: `https://127.0.0.1:${await listening(server)}` }
}

withTls('an authority of the server’s own is trusted, and no other', async () => {
  const server = createHttpsServer({ ...certificates?.sound }, (_request, response) => response.end('tls'))
  const to = `https://127.0.0.1:${await listening(server)}`
  tap = await startTap([targetOf(to, 'ca', { caPem }), targetOf(to, 'none')])
  for (let time = 0; time < 2; time++) expect(await (await fetch(`${tap.url}/ca/`)).text()).toBe('tls')
  const refused = await fetch(`${tap.url}/none/`)
  expect([refused.status, await refused.json()]).toMatchObject([
    502,
    {
      error: {
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        message: expect.stringContaining('certificate authority'),
      },
    },
  ])
  server.closeAllConnections()
})

withTls('a server that takes HTTP/2 is asked so: head, body, stream and trailers', async () => {
  let seen: unknown = null
  const { url } = await startH2((stream, headers) => {
    seen = { ...headers }
    let body = ''
    stream.on('data', (part) => {
      body += part
    })
    stream.on('end', () => {
      stream.additionalHeaders({ ':status': 103, link: '</a>' })
      stream.respond(
        { ':status': 201, 'content-type': 'text/event-stream', 'x-a': ['1', '2'] },
        { waitForTrailers: true },
      )
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '7' }))
      stream.end(`data: ${body}\n\n`)
    })
  })
  tap = await startTap([targetOf(`${url}/v1`, 'api', { caPem })])
  const client = rawClient(tap.port)
  client.write(
    `POST /api/x?y HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nX-B: 1\r\nKeep-Alive: 5\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  )
  await expect.poll(client.text).toMatch(/0\r\nx-sum: 7\r\n\r\n$/)
  expect(seen).toMatchObject({
    ':method': 'POST',
    ':path': '/v1/x?y',
    ':authority': new URL(url).host,
    'x-b': '1',
    via: '1.1 runlight',
  })
  expect(client.text()).toMatch(
    /^HTTP\/1.1 103 Early Hints\r\nlink: <\/a>\r\n\r\nHTTP\/1.1 201 Created\r\ncontent-type: text\/event-stream\r\n[\s\S]*data: hello\n\n/,
  )
  expect(tap.told[0]).toMatchObject({ end: { type: 'finished' }, asked: 5, head: { status: 201 } })
  client.socket.destroy()
})

withTls(
  'over HTTP/2 too a client that goes ends its stream, and a stream that breaks breaks the answer',
  async () => {
    const streams: ServerHttp2Stream[] = []
    const { url } = await startH2((stream) => {
      streams.push(stream)
      stream.respond({ ':status': 200 })
      stream.write('abc')
    })
    tap = await startTap([targetOf(url, 'api', { caPem })])
    const ask = () => {
      const client = rawClient(tap.port)
      client.write(`GET /api/ HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\n\r\n`)
      return client
    }
    const goes = ask()
    await expect.poll(goes.text).toMatch(/abc/)
    goes.socket.destroy()
    await expect.poll(() => streams[0]?.closed).toBe(true)
    expect(tap.told[0]?.end).toEqual({ type: 'left' })
    const breaks = ask()
    await expect.poll(breaks.text).toMatch(/abc/)
    streams[1]?.destroy(new Error('broken'))
    await breaks.over
    expect(breaks.text()).not.toMatch(/\r\n0\r\n/)
    expect(tap.told[1]?.end?.type).toBe('broke')
    expect(tap.told[1]?.client.at(-1)?.state).toBe('cut')
  },
)

withTls('over HTTP/2 too a client that takes nothing holds the server back', async () => {
  const size = 64 * 2 ** 20
  const { url } = await startH2((stream) => {
    stream.respond({ ':status': 200 })
    stream.end(Buffer.alloc(size, 120))
  })
  tap = await startTap([targetOf(url, 'api', { caPem })])
  const client = rawClient(tap.port)
  client.socket.pause()
  client.write(`GET /api/ HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\n\r\n`)
  await expect.poll(() => tap.told[0]?.client[0]?.state).toBe('slow')
  const told = () => tap.told[0]?.received.reduce((sum, { length }) => sum + length, 0) ?? 0
  expect(told()).toBeLessThan(size / 2)
  client.socket.resume()
  await expect.poll(() => tap.told[0]?.end).toEqual({ type: 'finished' })
  expect(told()).toBe(size)
  client.socket.destroy()
})

withTls('over HTTP/2 too a wish to go on and trailers are passed on', async () => {
  const { server, url } = await startH2(() => {})
  server.on('checkContinue', (request, response) => {
    response.writeContinue()
    request.resume().on('end', () => response.end(JSON.stringify(request.trailers)))
  })
  server.removeAllListeners('stream')
  server.on('request', () => {})
  tap = await startTap([targetOf(url, 'api', { caPem })])
  const client = rawClient(tap.port)
  client.write(
    `POST /api/ HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n`,
  )
  await expect.poll(client.text).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  client.write('1\r\na\r\n0\r\nX-T: 1\r\n\r\n')
  await expect.poll(client.text).toContain('{"x-t":"1"}')
  client.socket.destroy()
})

withTls('more streams than one connection takes run on several', async () => {
  const { server, url } = await startH2((stream) => {
    stream.respond({ ':status': 200 })
    stream.write('abc')
  })
  let made = 0
  server.on('session', (session) => {
    made++
    session.settings({ maxConcurrentStreams: 2 })
  })
  tap = await startTap([targetOf(url, 'api', { caPem })])
  const clients = Array.from({ length: 5 }, () => rawClient(tap.port))
  for (const client of clients) {
    client.write(`GET /api/ HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\n\r\n`)
    await expect.poll(client.text).toMatch(/abc/)
  }
  expect(made).toBe(3)
  for (const client of clients) client.socket.destroy()
})

/** A proxy that keeps what it was asked, with a tunnel where it is wished. */
async function startProxy(
  status = 200,
): Promise<{ url: string; asked: [string | undefined, string | undefined][] }> {
  const asked: [string | undefined, string | undefined][] = []
  const proxy = createHttpServer((request, response) => {
    asked.push([`${request.method} ${request.url}`, request.headers['proxy-authorization']])
    response.writeHead(status)
    response.end('by proxy')
  })
  proxy.on('connect', (request, socket) => {
    asked.push([`CONNECT ${request.url}`, request.headers['proxy-authorization']])
    socket.on('error', () => socket.destroy())
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const [host, port] = (request.url ?? '').split(':')
    const onward = connect(Number(port), host)
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    return socket.pipe(onward).pipe(socket)
  })
  const port = await listening(proxy)
  closing.push(() => proxy.closeAllConnections())
  return { url: `http://me:secret@127.0.0.1:${port}`, asked }
}

const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`

withTls(
  'a proxy is asked for a tunnel where the server has TLS, and for the URL where it has none',
  async () => {
    const server = createHttpsServer({ ...certificates?.sound }, (_request, response) => response.end('tls'))
    const to = `https://127.0.0.1:${await listening(server)}`
    const proxy = await startProxy()
    tap = await startTap([
      targetOf(to, 'tls', { caPem, proxyUrl: proxy.url }),
      targetOf('http://plain.invalid/base', 'plain', { proxyUrl: proxy.url }),
    ])
    expect(await (await fetch(`${tap.url}/tls/x`)).text()).toBe('tls')
    expect(await (await fetch(`${tap.url}/plain/x?y`)).text()).toBe('by proxy')
    expect(proxy.asked).toEqual([
      [`CONNECT ${new URL(to).host}`, basic],
      ['GET http://plain.invalid/base/x?y', basic],
    ])
    server.closeAllConnections()
  },
)

test('a proxy that refuses is no answer of the server’s', async () => {
  const proxy = await startProxy(407)
  tap = await startTap([
    targetOf('https://api.invalid', 'tls', { proxyUrl: proxy.url }),
    targetOf('http://api.invalid', 'plain', { proxyUrl: proxy.url }),
  ])
  for (const name of ['tls', 'plain']) {
    const response = await fetch(`${tap.url}/${name}/`)
    expect([response.status, await response.json()]).toMatchObject([
      502,
      { error: { code: 'ERR_PROXY_TUNNEL' } },
    ])
  }
})

withTls(
  'what HTTP/2 cannot ask is refused as the request’s own fault, and leaves no connection open',
  async () => {
    const { server, url } = await startH2((stream) => {
      stream.respond({ ':status': 200 })
      stream.end('ok')
    })
    let sessions = 0
    server.on('session', (session) => {
      sessions++
      session.on('close', () => sessions--)
    })
    tap = await startTap([targetOf(url, 'api', { caPem })])
    const client = rawClient(tap.port)
    client.write(
      `GET /api/ HTTP/1.1\r\nHost: 127.0.0.1:${tap.port}\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n`,
    )
    await expect.poll(client.text).toMatch(/\}\n$/)
    expect(client.text()).toMatch(/^HTTP\/1.1 400 [\s\S]*ERR_HTTP2_HEADER_SINGLE_VALUE/)
    expect(client.text()).toContain('cannot pass the request on')
    client.socket.destroy()
    expect(await (await fetch(`${tap.url}/api/`)).text()).toBe('ok')
    // An idle connection is given up after a while, and one that seems to be in use is not.
    await expect.poll(() => sessions, { timeout: 20_000 }).toBe(0)
  },
)
