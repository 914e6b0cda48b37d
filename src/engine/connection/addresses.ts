// Which addresses a connection may go to. Any address the operator typed is allowed, this computer and its network
// included, since most watched jobs run there. A name or a redirect is judged by the address it resolves to, so no
// server can use Runlight to reach into the network (SSRF). Cloud metadata services are never asked.

import { BlockList, isIP, type LookupFunction } from 'node:net'

/** From near to far. A redirect may lead as far out as it likes, and never further in. */
const networkZones = ['loopback', 'private', 'public'] as const
export type NetworkZone = (typeof networkZones)[number]

/** `link-local` counts as private; `metadata` and `nowhere` are never asked. */
type Place = NetworkZone | 'link-local' | 'metadata' | 'nowhere'

/** The code of the error that a refused look-up ends with. Its message is written for people. */
export const refusedAddress = 'ERR_ADDRESS_REFUSED'

/** Where the clouds' machines get their own credentials (and what their agents ask beside it), by the providers' documentation. */
const metadata4 = [
  '169.254.169.254/32',
  '169.254.170.2/32',
  '169.254.170.23/32',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
]
const metadata6 = ['fd00:ec2::254/128', 'fd00:ec2::23/128', 'fd20:ce::254/128']
const metadataNames = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'instance-data.ec2.internal',
])

/** In the order in which they are asked: the first that holds the address is its place (IANA's special-purpose registries). */
const places: readonly (readonly [Place, BlockList])[] = [
  ['metadata', listOf(metadata4, metadata6)],
  ['nowhere', listOf(['0.0.0.0/8', '224.0.0.0/4', '240.0.0.0/4'], ['::/128', 'ff00::/8'])],
  ['loopback', listOf(['127.0.0.0/8'], ['::1/128'])],
  ['link-local', listOf(['169.254.0.0/16'], ['fe80::/10'])],
  [
    'private',
    listOf(
      ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '192.0.0.0/24', '198.18.0.0/15'],
      ['fc00::/7', 'fec0::/10'],
    ),
  ],
]

/** The zone of an address; null for one that is never asked, or only where it was typed. */
export function networkZoneOf(address: string): NetworkZone | null {
  const place = placeOf(address)
  return place === 'loopback' || place === 'private' || place === 'public' ? place : null
}

/** Whether an address in `zone` is as far out as `nearest`. */
export function isAsFar(zone: NetworkZone, nearest: NetworkZone): boolean {
  return networkZones.indexOf(zone) >= networkZones.indexOf(nearest)
}

/**
 * Why the host of a URL (as `URL.hostname` has it) is not asked, in one clause without its full stop; null where it may be.
 * `nearest` is how far in it may lead, or null where the operator typed it. Names are judged once more by what they resolve to.
 */
export function hostProblem(hostname: string, nearest: NetworkZone | null): string | null {
  const host = plainHost(hostname)
  if (metadataNames.has(host)) return metadataProblem(host)
  if (isIP(host) === 0) {
    return nearest !== null && isLocalName(host) && nearest !== 'loopback' ? inwardProblem(host) : null
  }
  return addressProblem(host, host, nearest)
}

/** Names the host of `hostname` where it is an address or this computer's own name; null for all names that need a look-up. */
export function knownNetworkZone(hostname: string): NetworkZone | null {
  const host = plainHost(hostname)
  if (isLocalName(host)) return 'loopback'
  if (isIP(host) === 0) return null
  return placeOf(host) === 'link-local' ? 'private' : networkZoneOf(host)
}

/** Whether the host of `url` is this computer itself, which needs no network. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && knownNetworkZone(new URL(url).hostname) === 'loopback'
}

/**
 * A look-up that gives only addresses that may be asked; the connection is made to those and to no others, so that a name
 * cannot be judged by one answer and connected by another (DNS rebinding).
 */
export function guardLookup(lookup: LookupFunction, nearest: NetworkZone): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return callback(error, [])
      const list = typeof found === 'string' ? [{ address: found, family: family ?? 4 }] : found
      const good = list.filter(({ address }) => addressProblem(hostname, address, nearest, true) === null)
      const [first] = good
      if (first === undefined) {
        const sentence = addressProblem(hostname, list[0]?.address ?? '', nearest, true)
        return callback(Object.assign(new Error(sentence ?? hostname), { code: refusedAddress }), [])
      }
      if (options.all === true) callback(null, good)
      else callback(null, first.address, first.family)
    })
  }
}

/** `named`: the address comes from a name, so the operator did not type the address itself. */
function addressProblem(
  host: string,
  address: string,
  nearest: NetworkZone | null,
  named = false,
): string | null {
  const place = placeOf(address)
  const shown = host === address ? host : `${host} (${address})`
  switch (place) {
    case 'metadata':
      return metadataProblem(shown)
    case 'nowhere':
      return address === '0.0.0.0' || address === '::'
        ? `${shown} is no address of a server: write 127.0.0.1 for this computer`
        : `${shown} is no address of one server: give the server’s own`
    case 'link-local':
      return nearest !== null || named
        ? `${shown} is a link-local address, which is asked only where you give that address itself`
        : null
    default:
      return nearest !== null && !isAsFar(place, nearest) ? inwardProblem(shown) : null
  }
}

function metadataProblem(host: string): string {
  return `${host} is a cloud’s metadata service, which holds credentials and no jobs: Runlight never asks it`
}

function inwardProblem(host: string): string {
  return `The server redirects to ${host}, inside this computer or its network, where only addresses you give yourself are asked`
}

/** The loopback's names (RFC 6761, 6.3). */
function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost')
}

function plainHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
}

function placeOf(address: string): Place {
  const family = isIP(address)
  if (family === 0) return 'nowhere'
  const type = family === 4 ? 'ipv4' : 'ipv6'
  return places.find(([, list]) => list.check(address, type))?.[0] ?? 'public'
}

/** IPv4 networks also count in the forms that carry them inside IPv6: mapped (by BlockList itself), NAT64, compatible, 6to4. */
function listOf(networks4: readonly string[], networks6: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks4) {
    const [address, bits] = parts(network)
    list.addSubnet(address, bits, 'ipv4')
    list.addSubnet(`64:ff9b::${address}`, 96 + bits, 'ipv6')
    // The first of the compatible ones are IPv6's own unspecified and loopback addresses.
    if (!address.startsWith('0.')) list.addSubnet(`::${address}`, 96 + bits, 'ipv6')
    list.addSubnet(`2002:${inHex(address)}::`, 16 + bits, 'ipv6')
  }
  for (const network of networks6) {
    const [address, bits] = parts(network)
    list.addSubnet(address, bits, 'ipv6')
  }
  return list
}

function parts(network: string): [string, number] {
  const [address = '', bits = ''] = network.split('/')
  return [address, Number(bits)]
}

function inHex(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
  return `${bytes[0]}${bytes[1]}:${bytes[2]}${bytes[3]}`
}
