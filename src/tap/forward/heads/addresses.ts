// Addresses of the gate and of the server behind it, and each made into the other. Texts are cut and never normalised: what
// stands behind the base path stays byte for byte.

import type { TapTarget } from '../../../engine/index.ts'

/** The gate as its client named it, and what it stands for. */
export type Sides = {
  /** As `http://127.0.0.1:4319`. */
  readonly gateOrigin: string
  /** Empty, or `/` and the target's name. */
  readonly gatePath: string
  readonly serverOrigin: string
  /** `host` as the server's `Host` header says it. */
  readonly serverHost: string
  /** Empty, or the base path, which does not end with a slash. */
  readonly serverPath: string
}

export function sidesOf(target: TapTarget, gateOrigin: string): Sides {
  const url = new URL(target.to)
  return {
    gateOrigin,
    gatePath: target.name === '' ? '' : `/${target.name}`,
    serverOrigin: url.origin,
    serverHost: url.host,
    serverPath: url.pathname.replace(/\/+$/, ''),
  }
}

const absolute = /^(https?:)?\/\/[^/?#]*/i

/** `address`, of the server's and under its base path, as the gate's; any other as it is. */
export function toGate(address: string, sides: Sides): string {
  const before = absolute.exec(address)?.[0] ?? ''
  if (before !== '' && originOf(before, sides.serverOrigin) !== sides.serverOrigin) return address
  const path = address.slice(before.length)
  if (before === '' && !path.startsWith('/')) return address
  const moved = movePath(path, sides.serverPath, sides.gatePath)
  if (moved === null) return address
  return before === '' ? moved || '/' : `${sides.gateOrigin}${moved}`
}

/** `address`, of the gate's and under the target's segment, as the server's; any other as it is. */
export function toServer(address: string, sides: Sides): string {
  const before = absolute.exec(address)?.[0] ?? ''
  if (before === '' || originOf(before, sides.gateOrigin) !== sides.gateOrigin) return address
  const path = address.slice(before.length)
  return `${sides.serverOrigin}${path === '' ? '' : (movePath(path, sides.gatePath, sides.serverPath) ?? path)}`
}

/** `path` with `from` at its start replaced by `to`; null where it does not lie under `from`. */
function movePath(path: string, from: string, to: string): string | null {
  if (!path.startsWith(from)) return null
  const rest = path.slice(from.length)
  if (rest !== '' && !/^[/?#]/.test(rest)) return null
  const moved = `${to}${rest}`
  return moved.startsWith('/') || moved === '' ? moved : `/${moved}`
}

function originOf(before: string, own: string): string | null {
  try {
    return new URL(before, own).origin
  } catch {
    return null
  }
}
