// A browser host on a real engine, with the page that is built for the tests, and requests as no well-behaved client
// would send them: `fetch` and `node:http` mend too much to test a guard with.

import { connect } from 'node:net'
import { type BrowserHost, startBrowserHost } from '../../../src/server/index.ts'
import { builtCli } from '../../cli/support/built-cli.ts'
import { removeDir, startEngine, type TestEngine } from '../../support/engine.ts'

export type TestHost = {
  readonly engine: TestEngine
  readonly host: BrowserHost
  readonly own: string
  readonly close: () => Promise<void>
}

export async function startHost(): Promise<TestHost> {
  const { rendererDir } = await builtCli()
  const engine = await startEngine({ host: 'browser' })
  const host = await startBrowserHost({ engine: engine.engine, rendererDir, version: 'test', port: 0 })
  return {
    engine,
    host,
    own: `127.0.0.1:${host.port}`,
    close: async () => {
      await host.close()
      await engine.close()
      removeDir(engine.dataDir)
    },
  }
}

export type RawAnswer = {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** Sends `head` (lines, without the empty one) and `body` as they are, and reads until the host closes or has said enough. */
export function ask(port: number, head: readonly string[], body = ''): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const parts: Buffer[] = []
    const done = () => {
      socket.destroy()
      resolve(parse(Buffer.concat(parts).toString('utf8')))
    }
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${head[0]}`)))
    socket.on('connect', () => socket.write(`${[...head, '', ''].join('\r\n')}${body}`))
    socket.on('data', (part) => {
      parts.push(part)
      if (isWhole(Buffer.concat(parts))) done()
    })
    socket.on('error', reject)
    socket.on('close', done)
  })
}

/** A GET with these headers and nothing more. */
export function get(port: number, path: string, headers: readonly string[]): Promise<RawAnswer> {
  return ask(port, [`GET ${path} HTTP/1.1`, ...headers])
}

/** A POST of `body` to the call for scripts. */
export function post(port: number, headers: readonly string[], body: string): Promise<RawAnswer> {
  const length = `Content-Length: ${Buffer.byteLength(body)}`
  return ask(port, ['POST /api/call HTTP/1.1', length, ...headers], body)
}

/** A WebSocket's handshake with these headers. */
export function upgrade(port: number, path: string, headers: readonly string[]): Promise<RawAnswer> {
  const handshake = [
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]
  return ask(port, [`GET ${path} HTTP/1.1`, ...handshake, ...headers])
}

function isWhole(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const { status, headers } = parse(text)
  return (
    status === 101 ||
    text.length - end - 4 >= Number(headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  )
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
  })
  return { status: Number(first.split(' ')[1] ?? 0), headers: new Map(headers), body: rest.join('\r\n\r\n') }
}
