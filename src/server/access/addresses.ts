// Who asks, by address. Behind a proxy on this computer it is the one that the proxy adds last: whatever a client writes in
// front of it proves nothing.

import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'

/** `proxied`: only a proxy of this computer can reach the host. */
export function clientAddress(request: IncomingMessage, proxied: boolean): string {
  const direct = plainAddress(request.socket.remoteAddress ?? '')
  if (!proxied) return direct
  const header = request.headers['x-forwarded-for']
  const last = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').at(-1)?.trim() ?? ''
  return isIP(last) === 0 ? direct : plainAddress(last)
}

/** What guesses are counted by: an IPv6 network of 64 bits is one subscriber's (RFC 6177). */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0')
  const network = [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}

/** IPv4 as IPv4, however the socket came about (RFC 4291, 2.5.5.2). */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
