// The servers behind the gate: one for each way to one, shared by all targets that lead there.

import type { TapTarget } from '../../../engine/index.ts'
import { createServer, type Server } from './server.ts'

export type Servers = {
  readonly of: (target: TapTarget) => Server
  /** Forgets the others. What is under way with them goes on. */
  readonly keepOnly: (targets: readonly TapTarget[]) => void
  readonly close: () => void
}

/** `connectLimitMs`: for each connection to one of them. */
export function createServers(connectLimitMs: number): Servers {
  const servers = new Map<string, Server>()
  const retired = new Set<Server>()
  return {
    of: (target) => {
      const key = keyOf(target)
      const found = servers.get(key) ?? createServer(target, connectLimitMs)
      servers.set(key, found)
      return found
    },
    keepOnly: (targets) => {
      const keys = new Set(targets.map(keyOf))
      for (const [key, server] of servers) {
        if (keys.has(key)) continue
        servers.delete(key)
        retired.add(server)
      }
    },
    close: () => {
      for (const server of [...servers.values(), ...retired]) server.close()
    },
  }
}

function keyOf({ to, caPem, proxyUrl }: TapTarget): string {
  return JSON.stringify([new URL(to).origin, caPem, proxyUrl])
}
