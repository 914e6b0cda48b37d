// The taps of a fake engine: those of the world's settings, at an address that is always to be had.

import type { TapSettings } from '../../../../src/core/contract/calls/tap-settings.ts'
import type { TapCounts, TapState } from '../../../../src/core/contract/calls/taps.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
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
    return {
      state: servers.length === 0 ? 'off' : 'listening',
      sentence: null,
      warning: null,
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
    'taps.save': (tap) => set({ servers: [...others(tap.serverId), tap] }),
    'taps.remove': ({ serverId }) => set({ servers: others(serverId) }),
    'taps.configure': (change) => set(change),
  }
}
