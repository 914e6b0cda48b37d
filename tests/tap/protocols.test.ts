// What is spoken to a server besides plain HTTP/1.1, through a tap: HTTP/2 over TLS with an authority of its own, a proxy that
// makes a tunnel, and WebSocket.

import { createServer, type Server } from 'node:http'
import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { makeCertificates } from '../support/certificates.ts'
import { startTappedEngine, type TappedEngine } from '../support/tapped-engine.ts'

let engine: TappedEngine
const closers: (() => unknown)[] = []

beforeAll(async () => {
  engine = await startTappedEngine()
})
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
afterAll(() => engine.close())

const certificates = makeCertificates()

async function listening(server: Server | Http2SecureServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  return (server.address() as AddressInfo).port
}

describe.skipIf(certificates === null)('a server of HTTP/2', () => {
  const { key = '', cert = '' } = certificates?.sound ?? {}
  const streams: ServerHttp2Stream[] = []
  const asked: string[] = []

  /** Streams what is asked for at `/events` and says other requests' bodies back. Only HTTP/2 is spoken. */
  async function start(): Promise<{ url: string; sessions: () => number }> {
    const server = createSecureServer({ key, cert })
    let sessions = 0
    const open = new Set<{ destroy: () => void }>()
    server.on('session', (session) => {
      sessions++
      open.add(session)
    })
    closers.push(() => {
      for (const session of open) session.destroy()
    })
    server.on('stream', (stream, headers) => {
      stream.on('error', () => {})
      asked.push(`${headers[':method']} ${headers[':path']} ${headers['x-mine'] ?? ''}`)
      if (headers[':path'] === '/events') {
        stream.respond({ ':status': 200, 'content-type': 'text/event-stream' })
        streams.push(stream)
        return
      }
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        stream.respond({ ':status': 202, 'x-tide': 'low' })
        stream.end(Buffer.concat(parts))
      })
    })
    return { url: `https://127.0.0.1:${await listening(server)}`, sessions: () => sessions }
  }

  const read = async (url: string, signal?: AbortSignal) => {
    const answer = await fetch(`${url}/events`, { headers: { 'X-Mine': '1' }, ...(signal ? { signal } : {}) })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    await expect.poll(() => streams.length).toBe(1)
    const stream = streams.shift()
    stream?.write('data: 1\n\n')
    expect((await reader?.read())?.value).toBe('data: 1\n\n')
    return { stream, next: async () => (await reader?.read())?.value ?? null }
  }

  test('is asked over one session, event by event and with bodies', async () => {
    const server = await start()
    const url = engine.through(server.url, { caPem: cert })
    const { stream, next } = await read(url)
    const body = 'x'.repeat(500_000)
    const said = await Promise.all(
      [1, 2, 3].map(async (n) => {
        const answer = await fetch(`${url}/up/${n}`, { method: 'POST', body: `${n}${body}` })
        return [answer.status, answer.headers.get('x-tide'), (await answer.text()) === `${n}${body}`]
      }),
    )
    expect(said).toEqual([1, 2, 3].map(() => [202, 'low', true]))
    stream?.end('data: 2\n\n')
    expect([await next(), await next()]).toEqual(['data: 2\n\n', null])
    expect(server.sessions()).toBe(1)
    const [run] = await engine.came(1)
    expect([run?.events, run?.tapped?.client.state]).toEqual([2, 'done'])
  })

  test('that breaks one answer off breaks it for its client', async () => {
    const server = await start()
    const { stream, next } = await read(engine.through(server.url, { caPem: cert }))
    stream?.destroy(new Error('aground'))
    await expect(next()).rejects.toThrow('terminated')
    const [run] = await engine.came(1)
    expect([run?.connection.state, run?.tapped?.client.state]).toEqual(['ended-early', 'cut'])
    expect(run?.connection.cause).not.toContain('client')
  })

  test('sees that a client has left', async () => {
    const server = await start()
    const leaving = new AbortController()
    const { stream } = await read(engine.through(server.url, { caPem: cert }), leaving.signal)
    leaving.abort()
    await expect.poll(() => stream?.destroyed).toBe(true)
    const [run] = await engine.came(1)
    expect([run?.connection.cause, run?.tapped?.client.state]).toEqual(['The client went away', 'gone'])
  })

  test('whose authority nobody named is not trusted, and the client is told so', async () => {
    const server = await start()
    const answer = await fetch(`${engine.through(server.url)}/events`)
    const { error } = await answer.json()
    expect([answer.status, error.type]).toEqual([502, 'runlight_tap'])
    expect(error.message).toContain('does not trust')
  })

  test('behind a proxy is reached through its tunnel', async () => {
    const server = await start()
    const proxy = createServer((_request, response) => response.writeHead(500).end())
    const tunnels: string[] = []
    const sockets = new Set<Socket>()
    proxy.on('connect', ({ url = '', headers }, client) => {
      tunnels.push(`${url} ${headers['proxy-authorization'] ?? ''}`)
      const [host = '', port] = url.split(':')
      const socket = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connected\r\n\r\n')
        client.pipe(socket).pipe(client)
      })
      for (const one of [socket, client as Socket]) {
        sockets.add(one)
        one.on('error', () => {})
      }
    })
    const port = await listening(proxy)
    closers.push(() => {
      for (const socket of sockets) socket.destroy()
    })
    const proxyUrl = `http://me:word@127.0.0.1:${port}`
    const { stream, next } = await read(engine.through(server.url, { caPem: cert, proxyUrl }))
    stream?.end('data: 2\n\n')
    expect([await next(), await next()]).toEqual(['data: 2\n\n', null])
    expect(tunnels).toEqual([
      `${new URL(server.url).host} Basic ${Buffer.from('me:word').toString('base64')}`,
    ])
    const [run] = await engine.came(1)
    expect([run?.events, run?.tapped?.client.state]).toEqual([2, 'done'])
  })
})

describe('WebSocket', () => {
  type Ended = {
    readonly said: string[]
    readonly close: readonly [number, string]
    readonly protocol: string
  }

  const play = (url: string, leave: boolean) =>
    new Promise<Ended>((resolve, reject) => {
      const said: string[] = []
      const socket = new WebSocket(`${url.replace('http', 'ws')}/socket?q=1`, ['tide', 'moon'], {
        headers: { Authorization: 'Bearer x' },
      })
      socket.on('open', () => {
        socket.send('héllo')
        socket.send(Buffer.from([0, 255, 10, 13]))
        socket.send('x'.repeat(200_000))
        socket.ping('there?')
      })
      socket.on('pong', (data) => said.push(`pong ${data}`))
      socket.on('message', (data: Buffer, isBinary) => {
        said.push(`${isBinary} ${data.length} ${data.subarray(0, 10).toString('hex')}`)
        if (said.filter((one) => !one.startsWith('pong')).length === 3)
          if (leave) socket.close(4_001, 'enough')
          else socket.send('end')
      })
      socket.on('close', (code, reason) =>
        resolve({ said: said.toSorted(), close: [code, String(reason)], protocol: socket.protocol }),
      )
      socket.on('error', reject)
    })

  async function start() {
    const server = createServer()
    const ends: [number, string][] = []
    const sockets = new WebSocketServer({ server, handleProtocols: () => 'moon' })
    sockets.on('connection', (socket, request) => {
      expect([request.url, request.headers.authorization]).toEqual(['/socket?q=1', 'Bearer x'])
      socket.on('message', (data: Buffer, isBinary) => {
        if (String(data) === 'end') socket.close(4_002, 'the end')
        else socket.send(data, { binary: isBinary })
      })
      socket.on('close', (code, reason) => ends.push([code, String(reason)]))
    })
    closers.push(() => sockets.close())
    return { url: `http://127.0.0.1:${await listening(server)}`, ends }
  }

  test.each([true, false])(
    'messages, pings, protocols and ends are those of the two sides (client ends: %s)',
    async (leave) => {
      const [near, far] = [await start(), await start()]
      const [direct, tapped] = await Promise.all([
        play(near.url, leave),
        play(engine.through(far.url), leave),
      ])
      expect(tapped).toEqual(direct)
      expect(tapped.close).toEqual(leave ? [4_001, 'enough'] : [4_002, 'the end'])
      await expect.poll(() => far.ends).toEqual(near.ends)
      expect(
        (await engine.call('runs.snapshot', {})).runs.filter(({ title }) => title.includes('socket')),
      ).toEqual([])
    },
  )

  test('a server that refuses the change of protocol is heard', async () => {
    const server = createServer()
    server.on('upgrade', (_request, socket) => {
      socket.end(
        'HTTP/1.1 401 Unauthorized\r\nX-Tide: low\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno',
      )
    })
    const url = `http://127.0.0.1:${await listening(server)}`
    const refused = (at: string) =>
      new Promise<unknown>((resolve) => {
        const socket = new WebSocket(at.replace('http', 'ws'))
        socket.on('error', () => {})
        socket.on('unexpected-response', (_request, answer) => {
          answer.resume().on('end', () => resolve([answer.statusCode, answer.headers['x-tide']]))
        })
      })
    expect(await refused(url)).toEqual([401, 'low'])
    expect(await refused(engine.through(url))).toEqual([401, 'low'])
  })

  test('a side that breaks breaks the other', async () => {
    const server = createServer()
    const sockets = new WebSocketServer({ server })
    const there: WebSocket[] = []
    sockets.on('connection', (socket) => there.push(socket))
    closers.push(() => sockets.close())
    const url = engine.through(`http://127.0.0.1:${await listening(server)}`)
    const over = (socket: WebSocket) => new Promise<number>((resolve) => socket.on('close', resolve))
    const first = new WebSocket(url.replace('http', 'ws'))
    await expect.poll(() => there.length).toBe(1)
    const firstOver = over(first)
    there[0]?.terminate()
    expect(await firstOver).toBe(1_006)
    const second = new WebSocket(url.replace('http', 'ws'))
    await expect.poll(() => there.length).toBe(2)
    const there2 = there[1]
    const secondOver = there2 === undefined ? Promise.resolve(0) : over(there2)
    second.on('error', () => {})
    second.terminate()
    expect(await secondOver).toBe(1_006)
  })
})
