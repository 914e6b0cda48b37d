// The sockets' settings, one agent for each way out (extra authority, proxy): shared by the runs of a server, and without
// the browser's limit of six connections to a host.

import { rootCertificates } from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'

export type WayOut = { readonly caPem: string | null; readonly proxyUrl: string | null }

export type Agents = {
  readonly for: (way: WayOut) => Dispatcher
  readonly close: () => Promise<void>
}

const connectTimeoutMs = 10_000
export const headersDeadlineMs = 30_000

export function createAgents(): Agents {
  const agents = new Map<string, Dispatcher>()
  const make = ({ caPem, proxyUrl }: WayOut): Dispatcher => {
    const tls = caPem === null ? {} : { ca: [...rootCertificates, caPem] }
    const common = {
      // A silent stream is judged by its beat, never by a fixed timeout of the socket.
      bodyTimeout: 0,
      headersTimeout: headersDeadlineMs,
      maxHeaderSize: 16_384,
      allowH2: false,
      connections: null,
      connect: { timeout: connectTimeoutMs, ...tls },
    }
    return proxyUrl === null
      ? new Agent(common)
      : new ProxyAgent({ ...common, uri: proxyUrl, requestTls: { timeout: connectTimeoutMs, ...tls } })
  }
  return {
    for: (way) => {
      const key = JSON.stringify([way.caPem, way.proxyUrl])
      const agent = agents.get(key) ?? make(way)
      agents.set(key, agent)
      return agent
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()))
      agents.clear()
    },
  }
}
