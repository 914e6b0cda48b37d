// undici agents, one for each way out (extra authority, proxy) and network zone, shared by all runs and without the
// browser's limit of six connections per host. Each agent connects no further in than its zone. Behind a proxy the
// proxy resolves names, so only what is written in a URL can be checked.

import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import type { buildConnector, Dispatcher } from 'undici'
import { guardLookup, isAsFar, knownNetworkZone, type NetworkZone, networkZoneOf } from './addresses.ts'
import { connectTimeoutMs, maxHeaderBytes, proxyHeadTimeoutMs } from './time-outs.ts'
import { undici } from './undici.ts'

type WayOut = { readonly caPem: string | null; readonly proxyUrl: string | null }

/** Where a redirect may lead: the agent that goes there, and how far in. */
export type Onward = { readonly dispatcher: Dispatcher; readonly nearest: NetworkZone }

export type Agents = {
  /** The agent for what the operator typed. */
  readonly for: (way: WayOut) => Dispatcher
  /** The agent for where `from`, which was just asked, redirects to. */
  readonly after: (way: WayOut, from: URL) => Onward
  readonly close: () => Promise<void>
}

/** How many hosts' zones are remembered: a server may redirect to ever new names. */
const mostHosts = 4_096

/** `lookup` is the system's, but for tests. */
export function createAgents(lookup: LookupFunction = systemLookup): Agents {
  const agents = new Map<string, Dispatcher>()
  /** Once seen at a public address a host counts as public for good, wherever its name leads the next time. */
  const farthest = new Map<string, NetworkZone>()

  const remember = (hostname: string, zone: NetworkZone) => {
    farthest.delete(hostname)
    farthest.set(hostname, zone)
    // A host that is forgotten counts as public, which is the strictest.
    if (farthest.size > mostHosts) farthest.delete(farthest.keys().next().value ?? hostname)
  }

  const connectorFor = (ca: { ca?: string[] }, nearest: NetworkZone): buildConnector.connector => {
    const connect = undici().buildConnector({
      timeout: connectTimeoutMs,
      allowH2: false,
      lookup: guardLookup(lookup, nearest),
      ...ca,
    })
    return (options, callback) =>
      connect(options, (...outcome: buildConnector.CallbackArgs) => {
        const [, socket] = outcome
        const zone = networkZoneOf(socket?.remoteAddress ?? '')
        const known = farthest.get(options.hostname)
        if (zone !== null && (known === undefined || isAsFar(zone, known))) remember(options.hostname, zone)
        callback(...outcome)
      })
  }
  const make = ({ caPem, proxyUrl }: WayOut, nearest: NetworkZone): Dispatcher => {
    const ca = caPem === null ? {} : { ca: [...rootCertificates, caPem] }
    const common = {
      // A silent stream is judged by its beat, never by a fixed timeout of the socket.
      bodyTimeout: 0,
      maxHeaderSize: maxHeaderBytes,
      allowH2: false,
      connections: null,
    }
    const { Agent, Pool, ProxyAgent } = undici()
    return proxyUrl === null
      ? new Agent({ ...common, connect: connectorFor(ca, nearest) })
      : new ProxyAgent({
          ...common,
          uri: proxyUrl,
          clientFactory: (proxy, options) =>
            new Pool(proxy, { ...options, headersTimeout: proxyHeadTimeoutMs }),
          requestTls: { timeout: connectTimeoutMs, ...ca },
        })
  }
  const agent = (way: WayOut, nearest: NetworkZone): Dispatcher => {
    const key = JSON.stringify([way.caPem, way.proxyUrl, nearest])
    const found = agents.get(key) ?? make(way, nearest)
    agents.set(key, found)
    return found
  }
  return {
    for: (way) => agent(way, 'loopback'),
    after: (way, from) => {
      const nearest = knownNetworkZone(from.hostname) ?? farthest.get(from.hostname) ?? 'public'
      return { dispatcher: agent(way, nearest), nearest }
    },
    close: async () => {
      await Promise.all([...agents.values()].map((one) => one.destroy()))
      agents.clear()
    },
  }
}
