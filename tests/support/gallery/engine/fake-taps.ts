// The taps of a fake engine: those of the world's settings, at an address that is always to be had.

import { isOwnAlone, readListenAddress } from '../../../../src/core/basics/listen-address.ts'
import { tapReach } from '../../../../src/core/basics/tap-reach.ts'
import type { TapSettings } from '../../../../src/core/contract/calls/tap-settings.ts'
import type { TapCounts, TapState } from '../../../../src/core/contract/calls/taps.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import { checkServerTap } from '../../../../src/engine/tapped/check-server-tap.ts'
import { kinds } from './kinds.ts'
import type { Push, World } from './world.ts'

type Calls = 'taps.list' | 'taps.save' | 'taps.remove' | 'taps.configure'

const noCounts: TapCounts = {
  requests: 0,
  streams: 0,
  others: 0,
  refused: 0,
  unrecorded: 0,
  lastRefusal: null,
}

export function fakeTaps(world: World, push: Push): Pick<Handlers, Calls> {
  const list = (): TapState => {
    const { listen, keepBodies, servers } = world.settings.taps
    const at = readListenAddress(listen)
    const reached = servers.flatMap(({ serverId }) => world.servers.find(({ id }) => id === serverId) ?? [])
    const isOwn = at === null || isOwnAlone(at.host) || reached.length === 0
    return {
      state: servers.length === 0 ? 'off' : 'listening',
      sentence: null,
      warning: isOwn
        ? null
        : tapReach(
            at,
            reached.map(({ baseUrl }) => baseUrl),
          ),
      listen,
      keepBodies,
      taps: servers.flatMap(({ serverId, name, kind, readAs }) => {
        const server = world.servers.find(({ id }) => id === serverId)
        if (server === undefined) return []
        const { baseUrl: to } = server
        const counts = world.tapCounts[name] ?? noCounts
        return [{ name, serverId, kind, readAs, to, url: `http://${listen}/${name}`, counts }]
      }),
      ...world.tapState,
    }
  }
  const set = (change: Partial<TapSettings>): TapState => {
    world.settings = { ...world.settings, taps: { ...world.settings.taps, ...change } }
    push({ settings: world.settings, taps: true })
    return list()
  }
  const others = (id: number) => world.settings.taps.servers.filter(({ serverId }) => serverId !== id)
  return {
    'taps.list': list,
    'taps.save': (tap) => {
      const get = (id: number) => world.servers.find((server) => server.id === id) ?? null
      const checked = checkServerTap(tap, others(tap.serverId), { get }, kinds)
      return set({ servers: [...others(tap.serverId), checked] })
    },
    'taps.remove': ({ serverId }) => set({ servers: others(serverId) }),
    'taps.configure': (change) => set(change),
  }
}
