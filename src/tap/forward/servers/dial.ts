// Connections to a server: straight or through a proxy's CONNECT, with TLS where its URL says so, within a limit of time.

import { isIP, type Socket } from 'node:net'
import { rootCertificates } from 'node:tls'
import { buildConnector, Client, errors } from 'undici'
import { percentDecode } from '../../../core/basics/percent.ts'
import type { TapTarget } from '../../../engine/index.ts'
import { failure } from './ask.ts'

export type Way = Pick<TapTarget, 'to' | 'caPem' | 'proxyUrl'>

export type Dial = {
  /** To the server. `h2`: HTTP/2 is offered by ALPN, and the socket's `alpnProtocol` says what was taken. */
  readonly server: (h2: boolean) => Promise<Socket>
  /** To the proxy, which is then asked for whole URLs. */
  readonly proxy: () => Promise<Socket>
}

/** `limitMs`: for all steps of a connection together. */
export function createDial({ to, caPem, proxyUrl }: Way, limitMs: number): Dial {
  const url = new URL(to)
  const proxy = proxyUrl === null ? null : new URL(proxyUrl)
  const ca = caPem === null ? {} : { ca: [...rootCertificates, caPem] }
  const straight = { timeout: limitMs, allowH2: false }
  const offering = {
    h1: buildConnector({ ...straight, ...ca }),
    h2: buildConnector({ ...straight, allowH2: true, preferH2: true, ...ca }),
  }
  const toProxy = buildConnector(straight)
  const server = async (h2: boolean): Promise<Socket> => {
    const connector = h2 ? offering.h2 : offering.h1
    if (proxy === null) return connected(connector, url)
    const tunnel = await tunnelThrough(proxy, toProxy, url, limitMs)
    return url.protocol === 'https:' ? connected(connector, url, tunnel) : tunnel
  }
  return {
    server: (h2) => within(server(h2), limitMs),
    proxy: () => within(proxy === null ? server(false) : connected(toProxy, proxy), limitMs),
  }
}

/** `Proxy-Authorization` for the name and password in a proxy's URL; null where there are none. */
export function proxyAuthorization({ username, password }: URL): string | null {
  if (username === '') return null
  const pair = [username, password].map(percentDecode).join(':')
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

function portOf({ port, protocol }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port
}

function connected(connector: buildConnector.connector, url: URL, through?: Socket): Promise<Socket> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const options = {
    hostname,
    host: url.host,
    protocol: url.protocol,
    port: portOf(url),
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    ...(through === undefined ? {} : { httpSocket: through }),
  }
  return new Promise((resolve, reject) => {
    connector(options, (...outcome) => {
      if (outcome[0] === null) resolve(outcome[1])
      else reject(outcome[0])
    })
  })
}

async function tunnelThrough(
  proxy: URL,
  connector: buildConnector.connector,
  url: URL,
  limitMs: number,
): Promise<Socket> {
  const host = `${url.hostname}:${portOf(url)}`
  const authorization = proxyAuthorization(proxy)
  const client = new Client(proxy.origin, { connect: connector, headersTimeout: limitMs })
  try {
    const { statusCode, socket } = await client.connect({
      path: host,
      headers: { host, ...(authorization === null ? {} : { 'proxy-authorization': authorization }) },
    })
    if (statusCode === 200) return socket as Socket
    socket.on('error', () => {}).destroy()
    throw failure('ERR_PROXY_TUNNEL', `the proxy answered ${statusCode} to CONNECT`)
  } finally {
    // The tunnel is no longer the client's.
    void client.close().catch(() => {})
  }
}

/** The limit holds for all steps together. A socket that comes too late is not kept. */
function within(dialled: Promise<Socket>, limitMs: number): Promise<Socket> {
  const late = Promise.withResolvers<Socket>()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    late.reject(new errors.ConnectTimeoutError(`no connection within ${limitMs} ms`))
  }, limitMs + 500)
  void dialled
    .then((socket) => isLate && socket.destroy())
    .catch(() => {})
    .finally(() => clearTimeout(timer))
  return Promise.race([dialled, late.promise])
}
