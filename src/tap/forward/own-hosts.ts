// Which `Host` headers mean this gate. A name that an attacker points at this computer is none of them (DNS rebinding).

import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Whether `host`, a Host header's value, means the gate that listens at `listened` and `port`. */
export function isOwnHost(host: string, listened: string, port: number): boolean {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(host)
  if (parts === null || Number(parts[2] ?? 80) !== port) return false
  const name = (parts[1] ?? '').replace(/^\[|\]$/g, '').toLowerCase()
  if (loopback.has(name) || name === listened.toLowerCase()) return true
  if (loopback.has(listened.toLowerCase())) return false
  return isIP(name) === 0 ? name === hostname().toLowerCase() : hasAddress(name)
}

function hasAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address))
}
